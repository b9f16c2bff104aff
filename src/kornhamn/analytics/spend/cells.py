"""One pass over the lines of a load: cells and articles. A load is read once."""

import shutil
from pathlib import Path

import polars as pl

from kornhamn.analytics.spend import columns
from kornhamn.spend.types import columns as lines

_WITHIN_DAYS = 30  # räntelagen: interest runs 30 days after the invoice was sent
_CELL = ["unit", "posting", "month"]


def counted(load: Path, into: Path) -> Path:
    """Write what figures need of a load into a folder, unless it is there; return the folder."""
    if not (into / columns.CELLS).exists():
        making = into.with_name(f".{into.name}")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        _write(load, making)
        making.rename(into)
    return into


def cells_are_kept(load: str, snapshots: Path) -> bool:
    """Tell whether the cells of a load are on disk."""
    return (snapshots / "loads" / load / columns.CELLS).exists()


def _write(load: Path, into: Path) -> None:
    found, has_items = cells(load)
    with_keys(found, load).sort("spelling", "posting").write_parquet(
        into / columns.CELLS, row_group_size=1 << 15, compression="lz4", statistics=True
    )
    if has_items:
        with_keys(items(load), load).write_parquet(into / columns.ITEMS)


def cells(load: Path) -> tuple[pl.DataFrame, bool]:
    """Return the measures of each (unit, posting, month) of a load, and whether it has articles.

    Keys are the load's own row numbers.
    """
    measures = [pl.col(name).sum() for name in columns.MEASURES if name not in _LATER]
    named = [pl.col("named").any(), pl.col("item").any()]
    found = (
        pl.scan_parquet(load / lines.LINES_FILE)
        .select("unit", "posting", month(), *_measured(), _named("agreement").alias("named"),
                _named("item"))
        .group_by(_CELL)
        .agg(pl.len().cast(pl.Int32).alias("lines"), *measures, *named)
        .collect(engine="streaming")
    )  # fmt: skip
    told = pl.col("ore") if found["named"].any() else pl.lit(0, pl.Int64)
    return found.with_columns(told.alias("told_ore")), bool(found["item"].any())


_LATER = ("lines", "told_ore")  # counted, and known of the load as a whole


def month() -> pl.Expr:
    """Return the number of the month a line is booked in."""
    day = pl.col("booked_on").dt
    return (12 * day.year().cast(pl.Int32) + day.month().cast(pl.Int32) - 1).alias("month")


def _measured() -> list[pl.Expr]:
    """Return what each line adds to its cell."""
    ore, day = pl.col("ore"), pl.col("invoiced_on")
    term = (pl.col("due_on") - day).dt.total_days()
    paid = (pl.col("paid_on") - day).dt.total_days()
    late = (pl.col("paid_on") - pl.col("due_on")).dt.total_days()
    return [
        ore,
        pl.min_horizontal(ore, 0).alias("credit_ore"),
        (ore < 0).cast(pl.Int32).alias("credits"),
        _first_of_invoice().cast(pl.Int32).alias("invoices"),
        pl.when(_named("agreement")).then(ore).otherwise(0).alias("agreement_ore"),
        term.is_not_null().cast(pl.Int32).alias("term_lines"),
        term.alias("term_days"),
        paid.is_not_null().cast(pl.Int32).alias("paid_lines"),
        paid.alias("paid_days"),
        (paid <= _WITHIN_DAYS).cast(pl.Int32).alias("within_30"),
        late.is_not_null().cast(pl.Int32).alias("due_lines"),
        (late > 0).cast(pl.Int32).alias("late_lines"),
        pl.when(late > 0).then(late).otherwise(0).alias("late_days"),
    ]


def _first_of_invoice() -> pl.Expr:
    """Tell of each line whether it is the first of its supplier's invoice, or voucher."""
    known = pl.when(_named("invoice")).then("invoice").otherwise("voucher")
    first = (known.hash() ^ pl.col("spelling").hash(1)).is_first_distinct()
    return first & (_named("invoice") | _named("voucher"))


def _named(column: str) -> pl.Expr:
    return pl.col(column).fill_null("") != ""


def items(load: Path) -> pl.DataFrame:
    """Return quantity and öre of each article by posting, unit and month; credits left out."""
    found = pl.scan_parquet(load / lines.LINES_FILE)
    with_price = _named("item") & (pl.col("quantity_milli") > 0) & (pl.col("ore") > 0)
    return (
        found.filter(with_price)
        .select("unit", "posting", month(), "item", "quantity_milli", "ore")
        .group_by([*_CELL, "item"])
        .agg(
            pl.col("quantity_milli").sum(),
            pl.col("ore").sum(),
            pl.len().cast(pl.Int32).alias("lines"),
        )
        .collect(engine="streaming")
    )


def with_keys(frame: pl.DataFrame, load: Path) -> pl.DataFrame:
    """Return rows with the database's keys in the place of the load's own row numbers."""
    postings = pl.read_parquet(load / lines.POSTINGS_FILE, columns=["spelling", "key"])
    spellings = pl.read_parquet(load / lines.SPELLINGS_FILE, columns=["key"])["key"]
    units = pl.read_parquet(load / lines.UNITS_FILE, columns=["key"])["key"]
    own = frame["posting"]
    keyed = frame.with_columns(
        postings["key"].gather(own).alias("posting"),
        spellings.gather(postings["spelling"].gather(own)).alias("spelling"),
        units.gather(frame["unit"]).alias("unit"),
    )
    schema = columns.ITEMS_SCHEMA if "quantity_milli" in frame.columns else columns.CELLS_SCHEMA
    return keyed.select(*(pl.col(name).cast(kind) for name, kind in schema.items()))
