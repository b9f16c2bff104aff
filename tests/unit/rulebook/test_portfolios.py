"""Tallies at the edges: no groups, many groups, huge amounts, facts without a column."""

import polars as pl
import pytest
from tests.spec.strategies import edition

from kornhamn.rulebook import counting, portfolio, texts
from kornhamn.rulebook.missing import WantedFact, missing_tally, most_wanted_facts
from kornhamn.rulebook.portfolio import tally, verdicts
from kornhamn.rulebook.types import Force, Subject

DRAFTED = edition(
    [
        ("TRUE", "service", Force.SHALL_UNLESS),
        ("food", "tenders > 1", Force.SHALL),
        ("TRUE", "TRUE", Force.SHALL),
        ("FALSE", "TRUE", Force.SHALL),
    ]
)
FRAME = pl.DataFrame(
    {
        "buyer": ["a", "b", None, "b"],
        "service": [True, False, None, False],
        "food": [True, None, False, True],
        "value": [1, None, 3, 4],
        "departures": [[], ["clause.0", "clause.1"], ["clause.0"], None],
    },
    schema_overrides={"departures": pl.List(pl.String)},
)


def figures(by: list[str], frame: pl.DataFrame = FRAME) -> list[tuple[object, ...]]:
    return tally(DRAFTED, frame, subject=Subject.CASE, by=by, amount="value").rows()


def test_without_groups_the_whole_portfolio_is_one() -> None:
    assert figures([]) == [
        ("clause.0", "met", 1, 1),
        ("clause.0", "not-met", 1, 4),
        ("clause.0", "departed", 2, 3),
        ("clause.1", "unknown", 3, 5),
        ("clause.1", "not-applicable", 1, 3),
        ("clause.2", "met", 4, 8),
        ("clause.3", "not-applicable", 4, 8),
    ]


def test_groups_come_in_order_within_the_editions_order_and_a_blank_is_a_group() -> None:
    first = [row[:3] for row in figures(["buyer"]) if row[1] == "clause.0"]
    assert first == [
        (None, "clause.0", "departed"),
        ("a", "clause.0", "met"),
        ("b", "clause.0", "not-met"),
        ("b", "clause.0", "departed"),
    ]


def test_many_groups_are_hashed_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    by_table = figures(["buyer", "service"])
    monkeypatch.setattr(portfolio, "_MANY_GROUPS", 0)
    assert figures(["buyer", "service"]) == by_table
    assert figures(["value"]) != by_table


def test_an_empty_portfolio_has_no_figures_but_its_columns() -> None:
    empty = tally(DRAFTED, FRAME.clear(), subject=Subject.CASE, by=["buyer"], amount="value")
    assert empty.shape == (0, 5)
    assert empty.columns == ["buyer", "clause", "verdict", "subjects", "amount"]
    assert figures([], FRAME.clear()) == []


def test_sums_are_exact_where_floats_would_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_BATCH", 2)
    amounts = [2**61 + 1, -(2**60) - 1, 2**53 + 1, 7]
    frame = FRAME.with_columns(pl.Series("value", amounts))
    assert ("clause.2", "met", 4, sum(amounts)) in figures([], frame)


def test_patterns_asked_of_distinct_texts_answer_as_those_asked_of_each_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = edition(
        [
            ("cpv LIKE '80%' OR cpv LIKE '85%'", "cpv LIKE '%1'", Force.SHALL),
            ("cpv LIKE '_5%'", "NOT cpv LIKE 'nowhere'", Force.SHALL),
        ]
    )
    frame = pl.DataFrame({"cpv": ["801", "85", None, "15", "801", ""], "value": [1] * 6})

    def rows() -> list[tuple[object, ...]]:
        return tally(asked, frame, subject=Subject.CASE, by=[], amount="value").rows()

    of_distinct_texts = rows()
    monkeypatch.setattr(texts, "_WORTH_IT", 99)
    assert rows() == of_distinct_texts
    assert ("clause.0", "unknown", 1, 1) in of_distinct_texts


def test_a_fact_without_a_column_is_missing_for_all() -> None:
    frame = FRAME.select("buyer", "value", "food")
    assert ("clause.0", "unknown", 4, 8) in figures([], frame)
    judged = verdicts(DRAFTED, frame, subject=Subject.CASE, keep=["buyer"]).collect()
    assert judged.columns == ["buyer", "clause.0", "clause.1", "clause.2", "clause.3"]
    assert judged["clause.2"].to_list() == [0, 0, 0, 0]
    assert judged.schema["clause.2"] == pl.Int8


def test_verdicts_of_constants_alone_have_a_row_a_subject() -> None:
    constant = edition([("TRUE", "FALSE", Force.SHALL)])
    assert verdicts(constant, FRAME, subject=Subject.CASE).collect().height == 4


def test_an_amount_that_is_also_a_key_is_counted() -> None:
    rows = tally(DRAFTED, FRAME, subject=Subject.CASE, by=["value"], amount="value").rows()
    assert (4, "clause.0", "not-met", 1, 4) in rows


def test_what_the_unknown_lack_is_counted() -> None:
    lacking = missing_tally(DRAFTED, FRAME.drop("departures"), subject=Subject.CASE)
    assert sorted(lacking.rows()) == [
        ("clause.0", ["service"], 1),
        ("clause.1", ["food", "tenders"], 1),
        ("clause.1", ["tenders"], 2),
    ]


def test_the_facts_most_wanted_turn_most_unknowns_one_after_the_other() -> None:
    lacking = pl.DataFrame(
        {
            "clause": ["x", "x", "y", "y"],
            "missing": [["a"], ["b"], ["a", "c"], ["c", "d", "e"]],
            "subjects": [5, 6, 3, 100],
        }
    )
    assert most_wanted_facts(lacking, most=4) == (
        WantedFact("b", alone=6, together=6),
        WantedFact("a", alone=5, together=11),
        WantedFact("c", alone=0, together=14),
        WantedFact("d", alone=0, together=14),
    )
    assert most_wanted_facts(lacking, most=9)[-1] == WantedFact("e", alone=0, together=114)
    assert most_wanted_facts(lacking.clear()) == ()
