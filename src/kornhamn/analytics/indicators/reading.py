"""A spend snapshot's loads as the lines that formulas read, and what is known of who is in them."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl
from django.conf import settings

from kornhamn.analytics.indicators.columns import LIMITS, LINES, LOTS, SUPPLIERS, WINS, Ledger
from kornhamn.analytics.spend import columns as cube
from kornhamn.analytics.spend.places import Places
from kornhamn.analytics.spend.snapshot import Meaning, meaning_in, summary
from kornhamn.law.limits import limit_on
from kornhamn.law.types import LimitKind
from kornhamn.organisation.queries import entered_limits
from kornhamn.spend.types import columns as loads
from kornhamn.suppliers.queries import supplier_columns
from kornhamn.suppliers.queries.frames import frame_of

_TEXTS = ("voucher", "invoice", "agreement", "ground", "item")
_AS_THEY_STAND = (
    "row", "booked_on", "ore", *_TEXTS, "invoiced_on", "due_on", "paid_on", "quantity_milli"
)  # fmt: skip
_WINS = """
SELECT a.code, CASE WHEN a.id IS NULL THEN 'false' ELSE 'true' END, s.supplier_id,
  SUM(COALESCE(t.contracts, 1))
FROM procurement_contractedtender t
JOIN procurement_lot l ON l.id = t.lot_id
JOIN procurement_procurement p ON p.id = l.procurement_id
JOIN suppliers_spelling s ON s.origin = 'statistics' AND s.name = t.supplier_name
LEFT JOIN organisation_authority a ON a.id = p.authority_id
WHERE s.supplier_id IS NOT NULL
GROUP BY 1, 2, 3 ORDER BY 3, 1
"""
_LOTS = """
SELECT a.code, p.published_on, l.tenders FROM procurement_lot l
JOIN procurement_procurement p ON p.id = l.procurement_id
JOIN organisation_authority a ON a.id = p.authority_id
WHERE p.published_on IS NOT NULL AND l.tenders IS NOT NULL ORDER BY 1, 2, l.id
"""


def ledger_of(snapshot: Path) -> Ledger:
    """Return what the loads of a snapshot say, with suppliers, categories and authorities."""
    places, meaning = Places.read(snapshot), meaning_in(snapshot)
    folders = [settings.LEDGERS / load for load in summary(snapshot)["loads"]]
    lines = [_lines(folder, places, meaning) for folder in folders]
    every = pl.concat(lines) if lines else pl.LazyFrame(schema=LINES)
    return Ledger(
        lines=every,
        suppliers=_suppliers().lazy(),
        wins=frame_of(_WINS, WINS).lazy(),
        lots=frame_of(_LOTS, LOTS).lazy(),
        limits=limits(_days(every)).lazy(),
    )


def limits(days: Sequence[date]) -> pl.DataFrame:
    """Return the limit of direct awards, in öre, on each of some days; null where unknown."""
    entered = entered_limits()
    found = [limit_on(LimitKind.DIRECT_AWARD, day, entered=entered).amount for day in days]
    amounts = [amount.ore if amount is not None else None for amount in found]
    return pl.DataFrame({"day": days, "limit": amounts}, schema=LIMITS)


def _days(lines: pl.LazyFrame) -> list[date]:
    """Return every day from the first line to the last."""
    day = pl.col("booked_on")
    first, last = lines.select(day.min(), day.max().alias("last")).collect().row(0)
    if first is None:
        return []
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _suppliers() -> pl.DataFrame:
    size = pl.when(pl.col("size") != "").then("size").alias("size")
    return (
        supplier_columns()
        .select(pl.col("key").alias("supplier"), size, "civil_society")
        .cast(SUPPLIERS)
    )


def _lines(folder: Path, places: Places, meaning: Meaning) -> pl.LazyFrame:
    """Return a load's lines, its own codes put in what the snapshot says they mean."""
    found = pl.scan_parquet(folder / loads.LINES_FILE).select(
        "unit", "spelling", "posting", *_AS_THEY_STAND
    )
    for column, keys, known, name in (
        ("unit", loads.UNITS_FILE, _authorities(meaning, places), "authority"),
        ("spelling", loads.SPELLINGS_FILE, meaning[cube.SPELLING_MAP], "supplier"),
        ("posting", loads.POSTINGS_FILE, _categories(meaning, places), "category"),
    ):
        codes = _codes(folder / keys, known.rename({known.columns[0]: "key"}), name)
        found = found.join(codes.rename({"code": column}), on=column, how="left")
    blank = [pl.when(pl.col(name) != "").then(name).alias(name) for name in _TEXTS]
    load = pl.lit(folder.name).alias("load")
    return found.with_columns(blank).with_columns(load).select(LINES.names()).cast(LINES)


def _codes(keys: Path, known: pl.DataFrame, name: str) -> pl.LazyFrame:
    """Return what each of a load's own codes means."""
    own = pl.read_parquet(keys, columns=["key"]).with_row_index("code")
    meant = own.join(known, on="key", how="left", maintain_order="left")
    return meant.select(pl.col("code").cast(pl.Int32), name).lazy()


def _authorities(meaning: Meaning, places: Places) -> pl.DataFrame:
    return _named(meaning[cube.UNIT_MAP], "authority", places.authorities)


def _categories(meaning: Meaning, places: Places) -> pl.DataFrame:
    return _named(meaning[cube.POSTING_MAP], "category", places.categories)


def _named(frame: pl.DataFrame, column: str, names: tuple[str, ...]) -> pl.DataFrame:
    """Return a map with codes in the place of their numbers."""
    known = dict(enumerate(names))
    code = pl.col(column).replace_strict(known, default=None, return_dtype=pl.String)
    return frame.with_columns(code)
