"""Which authority of the group a procurement is: by organisation number, then by name."""

from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor, AuthorityKind

# Of the authorities with the buyer's number: the one that bears the buyer's name, alone or after
# the municipality's ("STOCKHOLMS KOMMUN, UTBILDNINGSNÄMNDEN"); else the legal person itself.
_AUTHORITY = f"""
SELECT a.id FROM organisation_authority a
CROSS JOIN LATERAL (
    SELECT bool_or(
        b.name = n.name OR right(b.name, length(n.name) + 2) IN (', ' || n.name, '- ' || n.name,
                                                                 '/ ' || n.name)
    ) AS named
    FROM (SELECT lower(regexp_replace(trim(name), '\\s+', ' ', 'g')) AS name
          FROM (SELECT a.name UNION ALL SELECT jsonb_array_elements_text(a.other_names)) AS names
         ) AS n
) AS m
WHERE a.organisation_number = b.buyer_number
  AND (m.named OR a.kind <> '{AuthorityKind.COMMITTEE.value}' OR NOT EXISTS (
        SELECT FROM organisation_authority other
        WHERE other.organisation_number = a.organisation_number AND other.id <> a.id))
ORDER BY m.named DESC, a.kind = '{AuthorityKind.COMMITTEE.value}', a.code LIMIT 1
"""  # noqa: S608 - made of constants

# Materialized: a buyer is looked up once, not once for each of its procurements.
_LINK = """
WITH found AS MATERIALIZED (
    SELECT b.buyer_number, b.buyer_name, (%(authority)s) AS authority_id
    FROM (
        SELECT buyer_number, buyer_name,
               lower(regexp_replace(trim(buyer_name), '\\s+', ' ', 'g')) AS name
        FROM (SELECT DISTINCT p.buyer_number, p.buyer_name
              FROM procurement_procurement p %(among)s) AS buyers
    ) AS b
)
UPDATE procurement_procurement p SET authority_id = found.authority_id
FROM found
WHERE p.buyer_number = found.buyer_number AND p.buyer_name = found.buyer_name
  AND p.authority_id IS DISTINCT FROM found.authority_id
"""
_LINK_ALL = _LINK % {"authority": _AUTHORITY, "among": ""}
_LINK_TOUCHED = _LINK % {"authority": _AUTHORITY, "among": "JOIN touched t ON t.id = p.id"}


@transaction.atomic
def link_procurements(*, by: Actor, at: datetime) -> int:
    """Give every procurement the authority of the group it belongs to; return how many changed.

    Call it when authorities were added, renamed or removed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LINK_ALL)
        changed: int = cursor.rowcount
    if changed:
        deed = Deed("procurements.linked", "organisation", "group", {"procurements": changed})
        record(deed, by=by, at=at)
    return changed


def link_touched(cursor: CursorWrapper) -> None:
    """Link the buyers of the part that is being written."""
    cursor.execute(_LINK_TOUCHED)
