"""Patterns of conditions say of every case what the one-case evaluator says of it."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.strategies import CASE_FACTS, EDITIONS, ROWS, edition, frame

from kornhamn.analytics import outcomes as module
from kornhamn.analytics.outcomes import Outcome, outcomes
from kornhamn.rulebook.assess import find
from kornhamn.rulebook.types import Edition, Facts, Force, Verdict


def portfolio(rows: Sequence[Facts], departures: Sequence[list[str] | None]) -> pl.DataFrame:
    departed = pl.Series("departures", departures, dtype=pl.List(pl.String))
    return frame(rows, CASE_FACTS).with_columns(departed)


@given(edition=EDITIONS, rows=ROWS, data=st.data())
@settings(max_examples=80, deadline=None)
def test_every_case_has_the_outcome_it_has_alone(
    edition: Edition, rows: list[Facts], data: st.DataObject
) -> None:
    ids = [clause.id for clause in edition.clauses]
    some = st.none() | st.lists(st.sampled_from(ids), unique=True)
    departures = [data.draw(some) for _ in rows]
    found = outcomes(portfolio(rows, departures), edition.clauses)
    for number, clause in enumerate(edition.clauses):
        for place, (row, departed) in enumerate(zip(rows, departures, strict=True)):
            alone = find(clause, row, departed=clause.id in (departed or ()))
            outcome = found.tables[number][found.codes[number, place]]
            assert outcome == Outcome(alone.verdict, frozenset(alone.missing))


@given(edition=EDITIONS, rows=ROWS)
@settings(max_examples=10, deadline=None)
def test_patterns_too_many_for_a_table_are_told_apart_all_the_same(
    edition: Edition, rows: list[Facts]
) -> None:
    cases = portfolio(rows, [None] * len(rows))
    usual = outcomes(cases, edition.clauses)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_WIDEST_TABLE", 0)
        sorted_out = outcomes(cases, edition.clauses)
    for number in range(len(edition.clauses)):
        pairs = (
            [each.tables[number][code] for code in each.codes[number]]
            for each in (usual, sorted_out)
        )
        assert next(pairs) == next(pairs)


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_clause_that_asks_for_nothing_is_met_by_all(rows: int) -> None:
    asked = edition([("TRUE", "TRUE", Force.SHALL)])
    found = outcomes(portfolio([{} for _ in range(rows)], [None] * rows), asked.clauses)
    verdicts = [found.tables[0][code].verdict for code in found.codes[0]]
    assert verdicts == [Verdict.MET] * rows
