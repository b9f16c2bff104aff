"""The same figures on a Spark cluster of several worker processes agree to the öre."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from kornhamn.analytics.indicators.on_engines import FIGURES, sql_of
from tests.spec.agreeing import agrees, ledger_of
from tests.spec.made_lines import tables
from tests.spec.spark_cluster import WORKERS, cluster, missing, session_of, write_in_parts

ROWS = 5_000
pytestmark = [
    pytest.mark.slow,
    pytest.mark.loopback,
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
    pytest.mark.filterwarnings("default"),
]


@pytest.fixture(scope="module")
def made() -> dict[str, pl.DataFrame]:
    return tables(ROWS)


@pytest.fixture(scope="module")
def spark(made: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session of the cluster, whose tables are Parquet files, as the suite keeps them."""
    folder = tmp_path_factory.mktemp("spark")
    with cluster(folder) as address:
        session = session_of(address)
        for name, frame in made.items():
            write_in_parts(frame, folder / name)
            session.read.parquet(str(folder / name)).createOrReplaceTempView(name)
        yield session
        session.stop()


def test_the_work_is_done_by_several_processes(spark: Any) -> None:  # noqa: ANN401
    """Each worker has an executor; the driver counts itself among them."""
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    assert executors == WORKERS


@pytest.mark.parametrize("name", FIGURES)
def test_spark_counts_the_same(name: str, spark: Any, made: dict[str, pl.DataFrame]) -> None:  # noqa: ANN401
    rows = spark.sql(sql_of(name, "pyspark"))
    found = pl.DataFrame(
        [tuple(row) for row in rows.collect()], schema=rows.columns, orient="row",
        infer_schema_length=None,
    )  # fmt: skip
    assert agrees(name, found, ledger_of(made)) > 0
