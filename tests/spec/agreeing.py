"""Holding another engine's figures to those of the default path."""

import polars as pl
from polars.testing import assert_frame_equal

from kornhamn.analytics.indicators.columns import SUBJECT, Ledger, figures
from kornhamn.analytics.indicators.formulas import FORMULAS

# where Polars' part and whole are not the other engine's, the columns that say the same
_SAME = {"duplicate-invoices": {"whole": "value"}}


def ledger_of(tables: dict[str, pl.DataFrame]) -> Ledger:
    return Ledger(**{name: frame.lazy() for name, frame in tables.items()})


def agrees(name: str, found: pl.DataFrame, ledger: Ledger) -> int:
    """Assert that the figures are the same whole numbers; return how many rows there are."""
    own = figures(FORMULAS[name](ledger)).collect()
    columns = [*SUBJECT, "part", "whole"]
    same = _SAME.get(name, {})
    expected = own.select(pl.col(same.get(column, column)).alias(column) for column in columns)
    if "authority" in found.columns:
        found = found.with_columns(pl.col("authority").cast(pl.String).replace("", None))
    aligned = found.select(
        (pl.col(column) if column in found.columns else pl.lit(None)).cast(kind).alias(column)
        for column, kind in expected.schema.items()
    )
    assert expected.height > 0
    assert_frame_equal(_sorted(aligned), _sorted(expected))
    return expected.height


def _sorted(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sort(frame.columns, nulls_last=True)
