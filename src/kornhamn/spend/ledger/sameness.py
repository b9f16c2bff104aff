"""Whether two loads hold the same lines, whatever files they came from and in whatever order."""

from pathlib import Path

import polars as pl

from kornhamn.spend.types.columns import (
    ACCOUNTS_FILE,
    LINES_FILE,
    SPELLINGS_FILE,
)

_TELLING = ("booked_on", "ore", "voucher", "invoice", "supplier", "account")


def contents(folder: Path) -> str:
    """Return a mark of a load's lines that no order changes; the same lines have the same mark."""
    total = _marks(folder).select(pl.col("mark").sum(), lines=pl.len()).collect(engine="streaming")
    mark, lines = total.row(0)
    return f"{mark or 0:016x}-{lines}"


def common_lines(one: Path, other: Path) -> int:
    """Return how many lines of a load are in another too, each as often as it is in both."""
    counted = (
        _marks(folder).group_by("mark").agg(pl.len().alias("lines")) for folder in (one, other)
    )
    here, there = counted
    both = here.join(there, on="mark").select(pl.min_horizontal("lines", "lines_right").sum())
    return int(both.collect(engine="streaming").item() or 0)


def _marks(folder: Path) -> pl.LazyFrame:
    """Return a mark of each line: its day, öre, voucher, invoice, supplier and account."""
    lines = pl.scan_parquet(folder / LINES_FILE)
    known = lines.with_columns(
        _keys(folder / SPELLINGS_FILE, "spelling").alias("supplier"),
        _keys(folder / ACCOUNTS_FILE, "account").alias("account"),
    )
    marks = [pl.col(name).hash(seed) for seed, name in enumerate(_TELLING)]
    total = marks[0]
    for mark in marks[1:]:
        total = total + mark
    return known.select(total.alias("mark"))


def _keys(path: Path, code: str) -> pl.Expr:
    keys = pl.read_parquet(path, columns=["key"])["key"]
    return pl.col(code).replace_strict(range(keys.len()), keys, return_dtype=pl.Int32)
