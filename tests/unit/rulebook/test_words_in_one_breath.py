"""Neighbouring conditions on one fact are said once, and nothing else is drawn together."""

import pytest

from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.predicate import parse
from kornhamn.rulebook.types import Subject

NEEDS = "list_contains(planning_records, 'needs-analysis')"
MARKET = "list_contains(planning_records, 'market-analysis')"
OWNER = "list_contains(contract_records, 'owner')"
RECORDS = "the records ready before the notice"
CPV = "the main CPV code"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (
            f"{NEEDS} AND {MARKET}",
            f"the needs analysis and the market analysis are among {RECORDS}",
        ),
        (f"{NEEDS} OR {MARKET}", f"the needs analysis or the market analysis is among {RECORDS}"),
        ("cpv LIKE '80%' OR cpv LIKE '85%'", f"{CPV} begins with “80” or “85”"),
        ("NOT cpv LIKE '80%' AND NOT cpv LIKE '85%'", f"{CPV} does not begin with “80” or “85”"),
    ],
)
def test_conditions_on_one_fact_are_said_together(text: str, english: str) -> None:
    assert parse(text, FACTS, Subject.CASE).plain("en") == english


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (f"{NEEDS} AND {OWNER}", NEEDS, OWNER),
        (f"{NEEDS} AND NOT {MARKET}", NEEDS, f"NOT {MARKET}"),
        (f"NOT ({NEEDS} OR {MARKET})", f"NOT {NEEDS}", f"NOT {MARKET}"),
        ("cpv LIKE '80%' AND cpv LIKE '85%'", "cpv LIKE '80%'", "cpv LIKE '85%'"),
    ],
)
def test_conditions_that_would_mean_something_else_together_stay_apart(
    text: str, first: str, second: str
) -> None:
    words = [parse(part, FACTS, Subject.CASE).plain("en") for part in (text, first, second)]
    assert words[0] == f"{words[1]} and {words[2]}"
