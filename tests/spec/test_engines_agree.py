"""One case, Polars, DuckDB and Spark never disagree, whatever the facts and their gaps."""

from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kornhamn.rulebook.assess import assess
from kornhamn.rulebook.columns import encoded
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.missing import missing_tally
from kornhamn.rulebook.portfolio import tally, verdicts
from kornhamn.rulebook.portfolio_sql import Table, duckdb_query
from kornhamn.rulebook.predicate import parse
from kornhamn.rulebook.types import Edition, Fact, Facts, Finding, Force, Subject, Verdict
from tests.spec.strategies import (
    CASE_FACTS,
    EDITIONS,
    PREDICATES,
    ROWS,
    edition,
    fact_rows,
    frame,
    in_duckdb,
)
from tests.spec.vocabulary import VOCABULARY

Verdicts = Counter[tuple[str, str, str]]
REAL = [
    pytest.param(one, subject, id=f"{one.id}-{subject}")
    for one in programme().editions
    for subject in Subject
]
BUYERS = ("north", "south", None)


@settings(max_examples=40, deadline=None)
@given(text=PREDICATES, rows=ROWS)
@example(text="name LIKE '%a\nb'", rows=[{"name": "a\nb"}, {"name": "aa\nb"}])
@example(text="NOT list_contains(terms, 'open')", rows=[{"terms": []}, {"terms": None}])
def test_a_predicate_has_one_value_in_every_engine(text: str, rows: list[Facts]) -> None:
    predicate = parse(text, VOCABULARY, Subject.CASE)
    one_by_one = [predicate.evaluate(row) for row in rows]
    columns = frame(rows, CASE_FACTS).with_columns(predicate.polars().alias("value"))
    assert columns["value"].to_list() == one_by_one
    spread = encoded(frame(rows, CASE_FACTS), VOCABULARY, Subject.CASE)
    names = spread.collect_schema().names()
    alone = edition([("TRUE", text, Force.SHALL)])
    judged = verdicts(alone, spread, subject=Subject.CASE).collect()["clause.0"].to_list()
    assert "terms" not in names
    assert judged == [number(value) for value in one_by_one]
    query = f"SELECT {predicate.sql('duckdb')} FROM facts"  # noqa: S608 - made from the tree
    with in_duckdb(rows, CASE_FACTS) as connection:
        assert [value for (value,) in connection.execute(query).fetchall()] == one_by_one


def number(value: bool | None) -> int:  # noqa: FBT001 - three-valued
    met = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNKNOWN}
    return met[value].number


@settings(max_examples=25, deadline=None)
@given(drafted=EDITIONS, rows=ROWS, data=st.data())
def test_verdicts_tallies_and_missing_facts_agree_on_any_edition(
    drafted: Edition, rows: list[Facts], data: st.DataObject
) -> None:
    departures = st.none() | st.lists(st.sampled_from([clause.id for clause in drafted.clauses]))
    rows = [
        {**row, "buyer": data.draw(st.sampled_from(BUYERS)), "departures": data.draw(departures)}
        for row in rows
    ]
    check_agreement(drafted, Subject.CASE, rows, CASE_FACTS, amount="value")


@pytest.mark.parametrize(("adopted", "subject"), REAL)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_verdicts_tallies_and_missing_facts_agree_on_the_programme(
    adopted: Edition, subject: Subject, data: st.DataObject
) -> None:
    vocabulary = {name: fact for name, fact in FACTS.items() if fact.subject is subject}
    rows = data.draw(fact_rows(vocabulary))
    departures = [clause.id for clause in adopted.clauses_on(subject)][:4]
    rows = [{**row, "buyer": "north", "departures": departures, "paid": 7} for row in rows]
    check_agreement(adopted, subject, rows, vocabulary, amount="paid")


def check_agreement(
    edition: Edition,
    subject: Subject,
    rows: Sequence[Facts],
    vocabulary: Mapping[str, Fact],
    amount: str,
) -> None:
    findings = [
        assess(edition, row, subject=subject, departures=row["departures"] or ()) for row in rows
    ]
    columns = frame(rows, vocabulary).with_columns(
        pl.Series("buyer", [row["buyer"] for row in rows], pl.String),
        pl.Series("departures", [row["departures"] for row in rows], pl.List(pl.String)),
        pl.Series(amount, [row[amount] for row in rows], pl.Int64),
    )
    spread = encoded(columns, vocabulary, subject)
    portfolio = spread if len(rows) % 2 else columns.lazy()  # both are met over the examples
    judged = verdicts(edition, portfolio, subject=subject).collect()
    for finding in zip(*findings, strict=True):
        assert judged[finding[0].clause.id].to_list() == [one.verdict.number for one in finding]
    counted = tally(edition, portfolio, subject=subject, by=["buyer"], amount=amount)
    assert sorted_rows(counted.rows()) == expected(findings, rows, amount)
    lacking = missing_tally(edition, portfolio, subject=subject, by=["buyer"])
    assert Counter(
        {(buyer, clause, frozenset(lack)): n for buyer, clause, lack, n in lacking.rows()}
    ) == missing_of(findings, rows)
    extra = {"buyer": "VARCHAR", "departures": "VARCHAR[]", amount: "BIGINT"}
    table = Table("facts", frozenset(columns.columns))
    query = duckdb_query(edition, table, subject=subject, by=["buyer"], amount=amount)
    others = {name: fact for name, fact in vocabulary.items() if name != amount}
    with in_duckdb(rows, others, extra) as connection:
        found = connection.execute(query).fetchall()
    assert sorted_rows(found) == expected(findings, rows, amount)


def sorted_rows(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=repr)


def expected(
    findings: Sequence[tuple[Finding, ...]], rows: Sequence[Facts], amount: str
) -> list[tuple[object, ...]]:
    subjects: Counter[tuple[object, ...]] = Counter()
    amounts: Counter[tuple[object, ...]] = Counter()
    for row, found in zip(rows, findings, strict=True):
        for finding in found:
            key = (row["buyer"], finding.clause.id, finding.verdict.value)
            subjects[key] += 1
            amounts[key] += row[amount] or 0
    return sorted_rows([(*key, subjects[key], amounts[key]) for key in subjects])


def missing_of(findings: Sequence[tuple[Finding, ...]], rows: Sequence[Facts]) -> Counter[object]:
    return Counter(
        (row["buyer"], finding.clause.id, frozenset(finding.missing))
        for row, found in zip(rows, findings, strict=True)
        for finding in found
        if finding.verdict is Verdict.UNKNOWN
    )
