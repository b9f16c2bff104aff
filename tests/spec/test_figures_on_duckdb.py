"""The figures as Ibis writes them, run by DuckDB: the same to the öre as the default path's."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from kornhamn.analytics.indicators.formulas import FORMULAS
from kornhamn.analytics.indicators.on_engines import FIGURES, sql_of
from tests.spec.agreeing import agrees, ledger_of
from tests.spec.made_lines import tables

ROWS = 4_000
NOT_THERE = {  # and why
    "split-direct-awards": "its forecast is the default path's alone",
    "first-digits": "a mean of decimals, not of whole numbers",
}


@pytest.fixture(scope="module")
def made() -> dict[str, pl.DataFrame]:
    return tables(ROWS)


@pytest.fixture(scope="module")
def engine(
    made: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory
) -> duckdb.DuckDBPyConnection:
    """A database whose tables are Parquet files, as the suite keeps them."""
    connection, folder = duckdb.connect(), tmp_path_factory.mktemp("tables")
    for name, frame in made.items():
        path: Path = folder / f"{name}.parquet"
        frame.write_parquet(path)
        connection.sql(f"CREATE VIEW {name} AS FROM '{path}'")
    return connection


@pytest.mark.parametrize("name", FIGURES)
def test_duckdb_counts_the_same(
    name: str, made: dict[str, pl.DataFrame], engine: duckdb.DuckDBPyConnection
) -> None:
    found = engine.sql(sql_of(name, "duckdb")).pl()
    assert agrees(name, found, ledger_of(made)) > 0


def test_every_figure_is_written_for_other_engines_or_said_not_to_be() -> None:
    assert set(FORMULAS) - set(FIGURES) == set(NOT_THERE)
