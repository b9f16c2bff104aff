"""What each condition means, stated one by one and held by every engine."""

from datetime import date

import pytest

from kornhamn.rulebook.predicate import parse
from kornhamn.rulebook.types import OPEN, FactValue, Subject
from tests.spec.strategies import CASE_FACTS, frame, in_duckdb
from tests.spec.vocabulary import VOCABULARY

TRUTHS: list[tuple[str, dict[str, FactValue], bool | None]] = [
    # LIKE: the whole text, % any run, _ one character, nothing else is special, case matters
    ("name LIKE 'a%'", {"name": "abc"}, True),
    ("name LIKE 'a%'", {"name": "Abc"}, False),
    ("name LIKE 'a'", {"name": "ab"}, False),
    ("name LIKE '%'", {"name": ""}, True),
    ("name LIKE ''", {"name": ""}, True),
    ("name LIKE '_'", {"name": ""}, False),
    ("name LIKE '_'", {"name": "å"}, True),
    ("name LIKE '_'", {"name": "a\u030a"}, False),
    ("name LIKE '_'", {"name": "😀"}, True),
    ("name LIKE 'a_c'", {"name": "a\nc"}, True),
    ("name LIKE 'a%c'", {"name": "a\n\nc"}, True),
    ("name LIKE 'a%c'", {"name": "abc\n"}, False),
    ("name LIKE '_.c'", {"name": "abc"}, False),
    ("name LIKE '_.*'", {"name": "a.*"}, True),
    ("name LIKE '_[a]$'", {"name": "^[a]$"}, True),
    ("name LIKE '(a|b)_'", {"name": "ax"}, False),
    ("name LIKE '100%'", {"name": "100"}, True),
    ("name LIKE '%_%'", {"name": ""}, False),
    ("name LIKE '%it''s%'", {"name": "so it's"}, True),
    ("name NOT LIKE 'a%'", {"name": None}, None),
    ("name LIKE '%'", {}, None),
    # text compares by code point
    ("name < 'b'", {"name": "B"}, True),
    ("name < 'ä'", {"name": "å"}, False),
    ("name = 'a'", {"name": "a "}, False),
    ("name > 'a\\b'", {"name": "b"}, True),
    # lists: an empty one holds nothing, a missing one is unknown
    ("list_contains(terms, 'open')", {"terms": ["restricted", "open"]}, True),
    ("list_contains(terms, 'open')", {"terms": []}, False),
    ("list_contains(terms, 'open')", {"terms": None}, None),
    ("NOT list_contains(terms, 'it''s')", {"terms": ["it's"]}, False),
    # an open list holds what it says, and of the rest nothing is known
    ("list_contains(terms, 'open')", {"terms": ["open", OPEN]}, True),
    ("list_contains(terms, 'open')", {"terms": ["restricted", OPEN]}, None),
    ("list_contains(terms, 'open')", {"terms": [OPEN]}, None),
    ("NOT list_contains(terms, 'open')", {"terms": ["restricted", OPEN]}, None),
    ("list_contains(terms, 'open') AND service", {"terms": [OPEN], "service": False}, False),
    # IN and BETWEEN
    ("tenders IN (1, 2)", {"tenders": 2}, True),
    ("tenders NOT IN (1, 2)", {"tenders": None}, None),
    ("\"order\" IN ('a\"b', '100%')", {"order": 'a"b'}, True),
    ("tenders BETWEEN -3 AND -1", {"tenders": -3}, True),
    ("tenders NOT BETWEEN -3 AND -1", {"tenders": 0}, True),
    # amounts in kronor against öre
    ("value = -0.01", {"value": -1}, True),
    ("value < 0.5", {"value": 50}, False),
    ("value <= ceiling", {"value": 2**62, "ceiling": 2**62}, True),
    ("value <= ceiling", {"value": 1}, None),
    # days
    ("published_on >= DATE '2020-02-29'", {"published_on": date(2020, 2, 29)}, True),
    ("published_on < opened_on", {"published_on": date(1, 1, 1), "opened_on": None}, None),
    # three values
    ("service AND food", {"service": False}, False),
    ("service AND food", {"service": True}, None),
    ("service OR food", {"food": True}, True),
    ("service OR food", {"food": False}, None),
    ("NOT (service AND food)", {"food": False}, True),
    ("service <> food", {"service": True, "food": False}, True),
    ("service = service", {}, None),
    ("TRUE OR service", {}, True),
    ("FALSE AND service", {}, False),
    ("NOT FALSE", {}, True),
]


@pytest.mark.parametrize(("text", "facts", "value"), TRUTHS)
def test_a_condition_means_this_in_every_engine(
    text: str,
    facts: dict[str, FactValue],
    value: bool | None,  # noqa: FBT001 - the expected value
) -> None:
    predicate = parse(text, VOCABULARY, Subject.CASE)
    assert predicate.evaluate(facts) is value
    columns = frame([facts], CASE_FACTS).with_columns(predicate.polars().alias("value"))
    assert columns["value"].to_list() == [value]
    with in_duckdb([facts], CASE_FACTS) as connection:
        query = f"SELECT {predicate.sql('duckdb')} FROM facts"  # noqa: S608 - made from the tree
        assert connection.execute(query).fetchall() == [(value,)]
