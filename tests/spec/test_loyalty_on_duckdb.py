"""Loyalty as Ibis writes it, run by DuckDB: each line has the contract the default path gives."""

import duckdb
import polars as pl
from polars.testing import assert_frame_equal

from kornhamn.analytics.loyalty.covering import Leak, covered
from kornhamn.analytics.loyalty.on_engines import below_frame, covering_sql
from tests.spec.made_purchases import BELOW, contracts, purchases

ROWS = 6_000
COLUMNS = ["place", "contract", "should_have", "leak", "over_ore"]


def expected(lines: pl.DataFrame, coverage: pl.DataFrame) -> pl.DataFrame:
    found = covered(lines.drop("place"), coverage, BELOW).with_columns(lines["place"])
    return found.select(COLUMNS).with_columns(pl.col("leak").cast(pl.String))


def test_duckdb_gives_every_line_its_contract_or_cause() -> None:
    lines, coverage = purchases(ROWS), contracts()
    with duckdb.connect() as engine:
        for name, frame in (
            ("lines", lines), ("coverage", coverage), ("below", below_frame(BELOW)),
        ):  # fmt: skip
            engine.register(name, frame.to_arrow())
        found = engine.sql(covering_sql("duckdb")).pl().sort("place")
    wanted = expected(lines, coverage)
    assert_frame_equal(found.select(COLUMNS), wanted, check_dtypes=False)
    assert set(wanted["leak"].drop_nulls()) == {leak.value for leak in Leak}  # all are met
    assert wanted["over_ore"].sum() > 0
    assert wanted["over_ore"].min() < 0  # a credit that brings a contract below its ceiling
