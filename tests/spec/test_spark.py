"""The same predicates and tallies on Spark, where it is installed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest

from kornhamn.rulebook.portfolio import tally
from kornhamn.rulebook.portfolio_sql import Table, spark_query
from kornhamn.rulebook.predicate import parse
from kornhamn.rulebook.types import Facts, FactType, Force, Subject
from tests.spec.strategies import CASE_FACTS, edition, frame
from tests.spec.test_leaf_semantics import TRUTHS
from tests.spec.vocabulary import VOCABULARY

sql = pytest.importorskip("pyspark.sql", reason="the extra `spark` is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.loopback]

SPARK_TYPES = {
    FactType.BOOLEAN: "BOOLEAN",
    FactType.INTEGER: "BIGINT",
    FactType.MONEY: "BIGINT",
    FactType.DATE: "DATE",
    FactType.TEXT: "STRING",
    FactType.CHOICE: "STRING",
    FactType.CHOICES: "ARRAY<STRING>",
}


@pytest.fixture
def spark() -> Iterator[Any]:
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    yield session
    session.stop()


def table(spark: Any, rows: list[Facts], extra: dict[str, str]) -> Table:  # noqa: ANN401
    kinds = {name: SPARK_TYPES[fact.type] for name, fact in CASE_FACTS.items()} | extra
    schema = ", ".join(f"`{name}` {kind}" for name, kind in kinds.items())
    values = [tuple(row.get(name) for name in kinds) for row in rows]
    spark.createDataFrame(values, schema).createOrReplaceTempView("facts")
    return Table("facts", frozenset(kinds))


def test_each_condition_means_the_same_on_spark(spark: Any) -> None:  # noqa: ANN401
    table(
        spark, [{**facts, "number": n} for n, (_, facts, _) in enumerate(TRUTHS)], {"number": "INT"}
    )
    predicates = [parse(text, VOCABULARY, Subject.CASE).sql("spark") for text, _, _ in TRUTHS]
    query = f"SELECT number, {', '.join(predicates)} FROM facts"  # noqa: S608 - made from trees
    answers = {row[0]: row[row[0] + 1] for row in spark.sql(query).collect()}
    assert [answers[n] for n in range(len(TRUTHS))] == [value for _, _, value in TRUTHS]


def test_the_tally_is_the_same_on_spark(spark: Any) -> None:  # noqa: ANN401
    drafted = edition(
        [
            ("TRUE", "list_contains(terms, 'it''s')", Force.SHALL),
            ("name LIKE 'a%' OR value >= 1", "NOT (service AND tenders IN (1, 2))", Force.STRIVE),
            ("published_on > DATE '2021-01-01'", "\"order\" = 'open'", Force.CONSIDER),
        ]
    )
    rows: list[Facts] = [
        {"buyer": "north", "terms": ["it's"], "name": "ab", "value": 100, "service": True},
        {"buyer": "north", "terms": [], "name": "b", "departures": ["clause.1", "clause.2"]},
        {"buyer": None, "published_on": date(2021, 1, 2), "order": "åäö", "value": -5},
        {"buyer": "south", "published_on": date(2021, 1, 1), "tenders": 3, "value": None},
    ]
    columns = frame(rows, CASE_FACTS).with_columns(
        pl.Series("buyer", [row["buyer"] for row in rows], pl.String),
        pl.Series("departures", [row.get("departures") for row in rows], pl.List(pl.String)),
    )
    extra = {"buyer": "STRING", "departures": "ARRAY<STRING>"}
    facts = table(spark, rows, extra)
    query = spark_query(drafted, facts, subject=Subject.CASE, by=["buyer"], amount="value")
    found = sorted((tuple(row) for row in spark.sql(query).collect()), key=repr)
    counted = tally(drafted, columns, subject=Subject.CASE, by=["buyer"], amount="value")
    assert found == sorted(counted.rows(), key=repr)
