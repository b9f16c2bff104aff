"""What a predicate answers, asks for and says in words."""

import pickle

import pytest
from tests.spec.vocabulary import VOCABULARY

from kornhamn.rulebook.predicate import Predicate, parse
from kornhamn.rulebook.types import Facts, Subject


def predicate(text: str) -> Predicate:
    return parse(text, VOCABULARY, Subject.CASE)


@pytest.mark.parametrize(
    ("text", "facts", "missing"),
    [
        ("service", {}, ("service",)),
        ("service AND food", {"service": True}, ("food",)),
        ("service AND food", {"service": False}, ()),
        ("service OR food", {"service": True}, ()),
        ("NOT service OR (food AND tenders > 1)", {"food": False}, ("service",)),
        ("value > ceiling", {"value": 1}, ("ceiling",)),
        ("value > ceiling", {}, ("value", "ceiling")),
        (
            "(service AND food) OR (service AND tenders = 1)",
            {"food": False},
            ("service", "tenders"),
        ),
        ("tenders = 1 OR tenders = 2", {"tenders": None}, ("tenders",)),
    ],
)
def test_only_facts_that_could_decide_it_are_missing(
    text: str, facts: Facts, missing: tuple[str, ...]
) -> None:
    assert predicate(text).missing(facts) == missing
    assert (predicate(text).evaluate(facts) is None) is bool(missing)


def test_amounts_are_written_in_kronor_and_compared_in_ore() -> None:
    over = predicate("value >= 700000.50")
    assert over.evaluate({"value": 70_000_050}) is True
    assert over.evaluate({"value": 70_000_049}) is False
    assert over.sql("duckdb") == '"value" >= 70000050'
    assert [condition.sql for condition, _ in over.conditions({})] == ["value >= 700000.50"]


def test_a_comparison_may_begin_with_the_value() -> None:
    assert predicate("700000 <= value").root == predicate("value >= 700000").root
    assert predicate("NOT service").root == predicate("service = FALSE").root
    assert predicate("service").root == predicate("FALSE <> service").root


def test_each_distinct_condition_is_told_once_with_its_value() -> None:
    asked = predicate("(service AND tenders > 1) OR (NOT service AND cpv LIKE '80%')")
    told = [(condition.sql, value) for condition, value in asked.conditions({"service": False})]
    assert told == [("service", False), ("tenders > 1", None), ("cpv LIKE '80%'", None)]


@pytest.mark.parametrize(
    ("text", "swedish", "english"),
    [
        ("TRUE", "alltid", "always"),
        ("FALSE", "aldrig", "never"),
        ("service", "fakta service", "fact service"),
        ("NOT service", "det inte är så att fakta service", "it is not so that fact service"),
        (
            "value >= 1234567.5",
            "fakta value är minst 1\xa0234\xa0567,50\xa0kr",
            "fact value is at least SEK\u00a01,234,567.50",
        ),
        ("NOT tenders < 2", "fakta tenders är minst 2", "fact tenders is at least 2"),
        (
            "published_on < DATE '2021-01-01'",
            "fakta published_on är före 2021-01-01",
            "fact published_on is before 2021-01-01",
        ),
        (
            "procedure IN ('open', 'åäö', '100%')",
            "fakta procedure är kod open, kod åäö eller kod 100%",
            "fact procedure is code open, code åäö or code 100%",
        ),
        (
            "NOT list_contains(terms, 'open')",
            "kod open finns inte bland fakta terms",
            "code open is not among fact terms",
        ),
        (
            "cpv LIKE '80%' AND name NOT LIKE '%å%'",
            "fakta cpv börjar med ”80” och fakta name innehåller inte ”å”",
            "fact cpv begins with “80” and fact name does not contain “å”",
        ),
        (
            "service AND (food OR value > ceiling)",
            "fakta service och (fakta food eller fakta value är mer än fakta ceiling)",
            "fact service and (fact food or fact value is more than fact ceiling)",
        ),
        (
            "NOT (service OR tenders BETWEEN 1 AND 3)",
            "det inte är så att fakta service och fakta tenders är inte mellan 1 och 3",
            "it is not so that fact service and fact tenders is not between 1 and 3",
        ),
    ],
)
def test_a_predicate_reads_as_a_sentence_in_both_languages(
    text: str, swedish: str, english: str
) -> None:
    assert predicate(text).plain("sv") == swedish
    assert predicate(text).plain("en-gb") == english


def test_a_predicate_survives_pickling_after_use() -> None:
    asked = predicate("value > 1")
    assert asked.evaluate({"value": 101}) is True
    again = pickle.loads(pickle.dumps(asked))  # noqa: S301 - our own bytes
    assert again == asked
    assert again.evaluate({"value": 100}) is False
