"""How many kronor and lines postings have, by authority: summed once for each set of loads."""

from functools import lru_cache
from pathlib import Path

import polars as pl
from django.conf import settings

from kornhamn.organisation.types import Scope
from kornhamn.spend.classification.columns import read_columns
from kornhamn.spend.models import LedgerLoad
from kornhamn.spend.types import LoadState
from kornhamn.spend.types.columns import LINES_FILE, POSTINGS_FILE, UNITS_FILE

KRONOR = pl.Schema({"posting": pl.Int32(), "ore": pl.Int64(), "lines": pl.UInt32()})
_BY_UNIT = pl.Schema({"posting": pl.Int32(), "unit": pl.Int32()}) | KRONOR
_UNITS = pl.Schema({"unit": pl.Int32(), "authority": pl.String(), "kind": pl.String()})
_UNITS_SQL = """
    SELECT u.key, COALESCE(a.id::text, ''), COALESCE(a.kind, '')
    FROM spend_unit u LEFT JOIN organisation_authority a ON a.id = u.authority_id
"""


def kronor_of_postings(scope: Scope) -> pl.DataFrame:
    """Return the postings that lie wholly within a scope, with öre and lines: KRONOR.

    A decision on a posting holds for all its lines, so one that others also have is theirs too.
    """
    loads = LedgerLoad.objects.filter(state=LoadState.LOADED).order_by("pk")
    summed = _summed(
        tuple(settings.LEDGERS / str(key) for key in loads.values_list("pk", flat=True))
    )
    if scope.group:
        return _together(summed)
    units = read_columns(_UNITS_SQL, _UNITS).filter(_within(scope))["unit"].to_list()
    outside = summed.filter(~pl.col("unit").is_in(units))
    return _together(summed.join(outside, on="posting", how="anti"))


def _within(scope: Scope) -> pl.Expr:
    own = pl.col("authority").is_in([str(key) for key in scope.own])
    return own | (pl.col("kind") == "company") if scope.companies else own


def _together(summed: pl.DataFrame) -> pl.DataFrame:
    return summed.group_by("posting").agg(pl.sum("ore"), pl.sum("lines"))


@lru_cache(maxsize=2)
def _summed(folders: tuple[Path, ...]) -> pl.DataFrame:
    """Return öre and lines by posting and unit, keys of the database; loads never change."""
    parts = [_of_load(folder) for folder in folders if (folder / LINES_FILE).exists()]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_BY_UNIT)


def _of_load(folder: Path) -> pl.DataFrame:
    lines = (
        pl.scan_parquet(folder / LINES_FILE)
        .group_by("posting", "unit")
        .agg(pl.sum("ore"), pl.len().alias("lines"))
        .collect(engine="streaming")
    )
    posting = pl.read_parquet(folder / POSTINGS_FILE, columns=["key"])["key"]
    unit = pl.read_parquet(folder / UNITS_FILE, columns=["key"])["key"]
    return lines.select(
        posting=pl.lit(posting).gather(pl.col("posting")),
        unit=pl.lit(unit).gather(pl.col("unit")),
        ore="ore",
        lines="lines",
    ).cast(_BY_UNIT)
