"""Loyalty counted once and kept beside the spend snapshot it is of: lines, and their sums.

A folder of `settings.SNAPSHOTS / "loyalty"`, named by the spend snapshot: `lines.parquet` in
the order of the ledgers, `cube.parquet` with sums, `coverage.parquet` with the contracts.
"""

import hashlib
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from kornhamn.analytics.loyalty.covering import LEAK, Leak, covered

LINES, CUBE, COVERAGE, DIGEST = "lines.parquet", "cube.parquet", "coverage.parquet", "digest.txt"
KEYS = ("month", "authority", "category", "supplier", "contract", "should_have", "leak")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Loyalty:
    """What was counted of a spend snapshot: where its lines lie, its cube, the contracts."""

    folder: Path
    cube: pl.DataFrame  # KEYS, ore, over_ore, lines
    coverage: pl.DataFrame


def counted(
    lines: pl.DataFrame, coverage: pl.DataFrame, below: dict[str, list[str]]
) -> pl.DataFrame:
    """Return the lines with contract, should_have, leak and over_ore."""
    return covered(lines, coverage, below).with_columns(pl.col("leak").cast(LEAK))


def cube_of(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of lines by month, authority, category, supplier, contract and cause.

    Where a line is over a ceiling the leak of its cell is null: `over_ore` says how much.
    """
    day = pl.col("day").dt
    month = (_MONTHS * day.year() + day.month().cast(pl.Int32) - 1).alias("month")
    own = pl.when(pl.col("leak") != Leak.OVER_CEILING.value).then("leak").alias("leak")
    return (
        lines.with_columns(month, own)
        .group_by(KEYS)
        .agg(pl.col("ore").sum(), pl.col("over_ore").sum(), pl.len().cast(pl.Int32).alias("lines"))
        .sort("month", "authority", nulls_last=True)
    )


def keep(
    lines: pl.DataFrame, coverage: pl.DataFrame, *, snapshots: Path, folder: str, digest: str
) -> None:
    """Write what was counted; a reader sees the old or the new, whole."""
    place = snapshots / "loyalty" / folder
    making = place.with_name(f".{folder}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    lines.write_parquet(making / LINES, row_group_size=1 << 17)
    cube_of(lines).write_parquet(making / CUBE)
    coverage.write_parquet(making / COVERAGE)
    (making / DIGEST).write_text(digest)
    shutil.rmtree(place, ignore_errors=True)
    making.rename(place)
    for other in place.parent.iterdir():
        if other != place:
            shutil.rmtree(other, ignore_errors=True)


def kept(snapshots: Path, folder: str) -> Loyalty | None:
    """Return what was counted of a spend snapshot, or None where nothing is yet."""
    place = snapshots / "loyalty" / folder
    digest = kept_digest(snapshots, folder)
    return _read(place, digest) if digest else None


def kept_digest(snapshots: Path, folder: str) -> str:
    """Return the digest of what was counted, blank where nothing is."""
    path = snapshots / "loyalty" / folder / DIGEST
    return path.read_text() if path.exists() else ""


@lru_cache(maxsize=2)
def _read(place: Path, _digest: str) -> Loyalty:
    return Loyalty(place, pl.read_parquet(place / CUBE), pl.read_parquet(place / COVERAGE))


def digest_of(coverage: pl.DataFrame, below: dict[str, list[str]]) -> str:
    """Return what tells one set of contracts and categories from another."""
    said = hashlib.sha256(coverage.write_csv().encode())
    said.update(repr(sorted(below.items())).encode())
    return said.hexdigest()
