"""New spellings settled: each becomes one of a supplier, or founds one."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.actions.copying import copy_in
from kornhamn.suppliers.queries.frames import frame_of
from kornhamn.suppliers.rules.founding import founded_suppliers
from kornhamn.suppliers.rules.settling import settle

SETTLING_LOCK = 2_026_031  # one settles at a time
_SPELLING = {
    "key": pl.Int32(),
    "number": pl.String(),
    "number_kind": pl.String(),
    "plain_name": pl.String(),
    "form": pl.String(),
    "place": pl.String(),
}
_COLUMNS = "s.key, s.number, s.number_kind, s.plain_name, s.form, s.place"
_NEW = f"SELECT {_COLUMNS}, s.name FROM suppliers_spelling s WHERE s.supplier_id IS NULL"  # noqa: S608
_KNOWN = f"""
SELECT {_COLUMNS}, s.supplier_id, s.settled_by = 'person' AS by_person
FROM suppliers_spelling s WHERE s.supplier_id IS NOT NULL AND (
      s.number <> '' AND s.number IN (
            SELECT number FROM suppliers_spelling WHERE supplier_id IS NULL)
   OR s.plain_name <> '' AND s.plain_name IN (
            SELECT plain_name FROM suppliers_spelling WHERE supplier_id IS NULL))
UNION ALL
SELECT 2147483647, u.organisation_number, 'organisation', '', '', '', u.key, false
FROM suppliers_supplier u WHERE u.merged_into_id IS NULL AND u.organisation_number IN (
      SELECT number FROM suppliers_spelling WHERE supplier_id IS NULL AND number <> '')
"""  # noqa: S608 - constants
_FOUND = """
INSERT INTO suppliers_supplier (key, name, kind, organisation_number, foreign_number, country, size,
                                legal_form, industry, corporate_group)
SELECT key, name, kind, organisation_number, foreign_number, country, '', '', '', ''
FROM founded_supplier
"""
_PLACE = """
UPDATE suppliers_spelling s SET supplier_id = p.supplier, settled_by = p.settled_by
FROM placed_spelling p WHERE p.key = s.key
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a settling did: spellings settled, by what, and suppliers founded."""

    spellings: int = 0
    by_number: int = 0
    by_name: int = 0
    founded: int = 0


@transaction.atomic
def settle_spellings(*, by: Actor, at: datetime) -> Settled:
    """Give every spelling without a supplier its supplier, by the rules alone.

    Nobody's permission is asked: whoever brought the spellings was allowed to bring them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SETTLING_LOCK])
        new = frame_of(_NEW, pl.Schema({**_SPELLING, "name": pl.String()}))
        if new.is_empty():
            return Settled()
        known = frame_of(
            _KNOWN, pl.Schema({**_SPELLING, "supplier": pl.Int32(), "by_person": pl.String()})
        )
        settled = settle(new.drop("name"), known)
        _write(cursor, new, settled)
    told = _told(settled)
    record(Deed("suppliers.settled", "suppliers", "", _details(told)), by=by, at=at)
    return told


def _write(cursor: CursorWrapper, new: pl.DataFrame, settled: pl.DataFrame) -> None:
    founders = settled.filter(pl.col("supplier").is_null())["founder"].unique().sort()
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence('suppliers_supplier', 'key'))"
        " FROM generate_series(1, %s)",
        [len(founders)],
    )
    keys = [key for (key,) in cursor.fetchall()]
    numbered = pl.DataFrame({"founder": founders, "own": pl.Series(keys, dtype=pl.Int32)})
    placed = settled.join(numbered, on="founder", how="left").with_columns(
        pl.coalesce("supplier", "own").alias("supplier")
    )
    founded = founded_suppliers(
        placed.filter(pl.col("own").is_not_null()).select("key", "supplier").join(new, on="key")
    )
    copy_in(cursor, "founded_supplier", founded, dict.fromkeys(founded.columns, "text") | _KEY)
    cursor.execute(_FOUND)
    moves = placed.select("key", "supplier", "settled_by")
    copy_in(cursor, "placed_spelling", moves, {**_KEY, "supplier": "integer", "settled_by": "text"})
    cursor.execute(_PLACE)
    cursor.execute("DROP TABLE founded_supplier, placed_spelling")


_KEY = {"key": "integer"}


def _told(settled: pl.DataFrame) -> Settled:
    why = settled["settled_by"]
    return Settled(
        spellings=settled.height,
        by_number=int((why == "number").sum()),
        by_name=int((why == "name").sum()),
        founded=settled.filter(pl.col("supplier").is_null())["founder"].n_unique(),
    )


def _details(told: Settled) -> dict[str, object]:
    return {name: getattr(told, name) for name in Settled.__slots__}
