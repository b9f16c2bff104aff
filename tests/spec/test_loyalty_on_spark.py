"""Loyalty on a Spark cluster of several worker processes: the same to the öre, line by line."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kornhamn.analytics.loyalty.on_engines import below_frame, covering_sql
from tests.spec.made_purchases import BELOW, contracts, purchases
from tests.spec.spark_cluster import cluster, missing, session_of, write_in_parts
from tests.spec.test_loyalty_on_duckdb import COLUMNS, expected

ROWS = 6_000
pytestmark = [
    pytest.mark.slow,
    pytest.mark.loopback,
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
    pytest.mark.filterwarnings("default"),
]


def test_spark_gives_every_line_its_contract_or_cause(tmp_path: Path) -> None:
    lines, coverage = purchases(ROWS), contracts()
    with cluster(tmp_path) as address:
        session: Any = session_of(address)
        for name, frame in (
            ("lines", lines), ("coverage", coverage), ("below", below_frame(BELOW)),
        ):  # fmt: skip
            write_in_parts(frame, tmp_path / name)
            session.read.parquet(str(tmp_path / name)).createOrReplaceTempView(name)
        rows = session.sql(covering_sql("pyspark"))
        told = [tuple(row) for row in rows.collect()]
        columns = list(rows.columns)
        session.stop()
    found = pl.DataFrame(told, schema=columns, orient="row", infer_schema_length=None)
    assert_frame_equal(
        found.sort("place").select(COLUMNS), expected(lines, coverage), check_dtypes=False
    )
