"""Which authority of the group a unit of a ledger is: by number, by name, by the source."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.permissions import require
from kornhamn.organisation.queries import Authority
from kornhamn.organisation.types import Actor, AuthorityKind, Permission
from kornhamn.spend.models import LedgerSource, Unit

# The unit or the buyer bears an authority's name, alone or after a code ("TKM Kulturnämnd") or
# after the municipality's; or the buyer's number is that of a legal person; or the source says.
_PLACE = f"""
WITH named AS (
    SELECT a.id, a.kind, a.code, a.organisation_number,
           lower(regexp_replace(trim(given.name), '\\s+', ' ', 'g')) AS name
    FROM organisation_authority a
    CROSS JOIN LATERAL (SELECT a.name UNION ALL SELECT jsonb_array_elements_text(a.other_names))
        AS given(name)
),
unplaced AS (
    SELECT u.key, regexp_replace(u.buyer_number, '\\D', '', 'g') AS number,
           lower(regexp_replace(trim(u.unit), '\\s+', ' ', 'g')) AS unit,
           lower(regexp_replace(trim(u.buyer), '\\s+', ' ', 'g')) AS buyer
    FROM spend_unit u WHERE u.source_id = %(source)s AND u.authority_id IS NULL
),
found AS (
    SELECT DISTINCT ON (u.key) u.key, n.id FROM unplaced u JOIN named n ON
        u.unit = n.name OR right(u.unit, length(n.name) + 1) = ' ' || n.name
        OR (u.buyer = n.name OR right(u.buyer, length(n.name) + 2) = ', ' || n.name)
        OR (u.number <> '' AND right(u.number, 10) = n.organisation_number
            AND n.kind <> '{AuthorityKind.COMMITTEE.value}')
    ORDER BY u.key, (u.unit = n.name) DESC,
             (right(u.unit, length(n.name) + 1) = ' ' || n.name) DESC,
             (u.buyer = n.name AND n.kind = '{AuthorityKind.COMMITTEE.value}') DESC,
             (u.number <> '' AND right(u.number, 10) = n.organisation_number
              AND n.kind <> '{AuthorityKind.COMMITTEE.value}') DESC,
             (u.buyer = n.name) DESC, length(n.name) DESC, n.code
)
UPDATE spend_unit u SET authority_id = COALESCE(f.id, %(default)s)
FROM unplaced p LEFT JOIN found f ON f.key = p.key
WHERE u.key = p.key AND COALESCE(f.id, %(default)s) IS NOT NULL
"""  # noqa: S608 - made of constants


def place_units(source: LedgerSource) -> int:
    """Give the units of a source their authority where it can be told; return how many."""
    default = str(source.authority_id) if source.authority_id else None
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, {"source": str(source.pk), "default": default})
        placed: int = cursor.rowcount
    return placed


@transaction.atomic
def place_unit(key: int, authority_id: UUID | None, *, by: Actor, at: datetime) -> Unit:
    """Say which authority a unit is; nobody is an answer too."""
    require(by, Permission.LOAD_LEDGERS)
    authority = Authority.objects.get(pk=authority_id) if authority_id else None
    unit = Unit.objects.select_for_update().get(pk=key)
    unit.authority = authority
    unit.save(update_fields=["authority"])
    details = {
        "name": str(unit),
        "source": str(unit.source_id),
        "authority": authority.name if authority else "",
    }
    record(Deed("ledger.unit-placed", "ledger-unit", str(unit.pk), details), by=by, at=at)
    return unit
