"""The winners that statistics name become spellings of suppliers, and tell what those are."""

from datetime import datetime

import polars as pl
from django.db import connection, transaction

from kornhamn.organisation.types import Actor
from kornhamn.suppliers.actions import describe_suppliers, enter_spellings, settle_spellings
from kornhamn.suppliers.actions.copying import copy_in
from kornhamn.suppliers.queries.frames import frame_of
from kornhamn.suppliers.types import Origin

_NEW_NAMES = """
SELECT DISTINCT supplier_name FROM procurement_contractedtender
WHERE spelling_id IS NULL AND supplier_name <> ''
"""
_LINK = """
UPDATE procurement_contractedtender w SET spelling_id = s.key
FROM winner_spelling s WHERE w.spelling_id IS NULL AND w.supplier_name = s.name
"""
# the latest file that says something counts; rows further down are taken for later
_TOLD = """
SELECT w.spelling_id, COALESCE(w.supplier_size, ''), w.supplier_legal_form, w.supplier_industry
FROM procurement_contractedtender w
LEFT JOIN procurement_statisticsfile f ON f.id = w.file_id
LEFT JOIN procurement_importrun r ON r.id = f.run_id
WHERE w.spelling_id IS NOT NULL
ORDER BY r.started_at DESC NULLS LAST, w.row DESC NULLS LAST
"""
_TOLD_COLUMNS = pl.Schema(
    {
        "spelling": pl.Int32(),
        "size": pl.String(),
        "legal_form": pl.String(),
        "industry": pl.String(),
    }
)


@transaction.atomic
def enter_winners(*, by: Actor, at: datetime) -> None:
    """Link every named winner to its spelling, settle what is new, and describe the suppliers.

    Nobody's permission is asked: it is the end of an import that was allowed.
    """
    names = frame_of(_NEW_NAMES, pl.Schema({"name": pl.String()}))
    if names.height:
        entered = enter_spellings(names, Origin.STATISTICS)
        with connection.cursor() as cursor:
            copy_in(cursor, "winner_spelling", entered, {"name": "text", "key": "integer"})
            cursor.execute(_LINK)
            cursor.execute("DROP TABLE winner_spelling")
        settle_spellings(by=by, at=at)
    describe_suppliers(frame_of(_TOLD, _TOLD_COLUMNS), by=by, at=at)
