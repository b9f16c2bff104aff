"""Loyalty counted once and kept beside the spend snapshot it is of: lines, and their sums.

In `settings.SNAPSHOTS / "loyalty"` a file named by the spend snapshot says what was counted, and in
which folder it lies: `lines.parquet` in the order of the ledgers, `cube.parquet` with sums,
`coverage.parquet` with the contracts, `prices.parquet` with the lines whose article had an agreed
price.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from kornhamn.analytics.loyalty.covering import LEAK, Leak, covered
from kornhamn.analytics.spend.columns import month_of

LINES, CUBE, COVERAGE = "lines.parquet", "cube.parquet", "coverage.parquet"
PRICED_LINES = "prices.parquet"
KEYS = ("month", "authority", "category", "supplier", "contract", "should_have", "leak")


@dataclass(frozen=True, slots=True)
class Loyalty:
    """What was counted of a spend snapshot: where its lines lie, its cube, contracts, prices."""

    folder: Path
    loads: tuple[UUID, ...]  # the load of each place that the lines name
    cube: pl.DataFrame  # KEYS, ore, over_ore, lines
    coverage: pl.DataFrame
    priced: pl.DataFrame  # PRICED


def counted(
    lines: pl.DataFrame, coverage: pl.DataFrame, below: dict[str, list[str]]
) -> pl.DataFrame:
    """Return the lines with contract, should_have, leak and over_ore."""
    return covered(lines, coverage, below).with_columns(pl.col("leak").cast(LEAK))


def cube_of(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of lines by month, authority, category, supplier, contract and cause.

    Where a line is over a ceiling the leak of its cell is null: `over_ore` says how much.
    """
    month = month_of(pl.col("day")).alias("month")
    own = pl.when(pl.col("leak") != Leak.OVER_CEILING.value).then("leak").alias("leak")
    return (
        lines.with_columns(month, own)
        .group_by(KEYS)
        .agg(pl.col("ore").sum(), pl.col("over_ore").sum(), pl.len().cast(pl.Int32).alias("lines"))
        .sort("month", "authority", nulls_last=True)
    )


@dataclass(frozen=True, slots=True)
class Source:
    """What loyalty was counted of: a spend snapshot's folder, its loads in order, a digest."""

    folder: str
    loads: tuple[UUID, ...]
    digest: str


def keep(
    lines: pl.DataFrame,
    coverage: pl.DataFrame,
    priced: pl.DataFrame,
    source: Source,
    *,
    snapshots: Path,
) -> None:
    """Write what was counted; a reader sees the old or the new, whole."""
    told, before = _told(snapshots, source.folder), _said(snapshots, source.folder)
    place = told.with_name(f"{source.folder}-{source.digest[:16]}")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    lines.write_parquet(place / LINES, row_group_size=1 << 17)
    cube_of(lines).write_parquet(place / CUBE)
    coverage.write_parquet(place / COVERAGE)
    priced.write_parquet(place / PRICED_LINES)
    said = {
        "digest": source.digest, "place": place.name, "loads": [str(one) for one in source.loads],
    }  # fmt: skip
    making = told.with_name(f".{told.name}")
    making.write_text(json.dumps(said))
    making.replace(told)
    _forget(told.parent, {told.name, place.name, before.get("place", "")})


def _forget(folder: Path, living: set[str]) -> None:
    """Take away what nobody reads any more; who began before reads what was there then."""
    for other in folder.iterdir():
        if other.name not in living:
            shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink()


def kept(snapshots: Path, folder: str) -> Loyalty | None:
    """Return what was counted of a spend snapshot, or None where nothing is yet."""
    said = _said(snapshots, folder)
    if not said:
        return None
    return _read(snapshots / "loyalty" / said["place"], tuple(map(UUID, said["loads"])))


def kept_digest(snapshots: Path, folder: str) -> str:
    """Return the digest of what was counted, blank where nothing is."""
    return str(_said(snapshots, folder).get("digest", ""))


def _told(snapshots: Path, folder: str) -> Path:
    return snapshots / "loyalty" / f"{folder}.json"


def _said(snapshots: Path, folder: str) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(_told(snapshots, folder).read_text())
    except FileNotFoundError:
        return {}
    is_whole = (snapshots / "loyalty" / said["place"] / PRICED_LINES).exists()
    return said if is_whole else {}  # what an earlier version kept is counted anew


@lru_cache(maxsize=2)
def _read(place: Path, loads: tuple[UUID, ...]) -> Loyalty:
    files = (CUBE, COVERAGE, PRICED_LINES)
    return Loyalty(place, loads, *(pl.read_parquet(place / name) for name in files))


def digest_of(coverage: pl.DataFrame, prices: pl.DataFrame, below: dict[str, list[str]]) -> str:
    """Return what tells one set of contracts, prices and categories from another."""
    said = hashlib.sha256(coverage.write_csv().encode())
    said.update(prices.write_csv().encode())
    said.update(repr(sorted(below.items())).encode())
    return said.hexdigest()
