"""A cases file loads with amounts in kronor, or every fault is told with its line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.spec.strategies import edition
from tests.spec.vocabulary import VOCABULARY

from kornhamn.rulebook.cases import fact_value, load_situations
from kornhamn.rulebook.literals import WrongLiteral
from kornhamn.rulebook.loader import RulebookErrors
from kornhamn.rulebook.types import Force, Verdict

EDITION = edition([("service", "value >= 700000", Force.STRIVE)])
RIGHT = """\
[[situation]]
clause = "clause.0"
title = { sv = "En tjänst", en = "A service" }
facts = { service = true, value = 700000.50, published_on = 2021-05-01, terms = ["open"] }
verdict = "met"

[[situation]]
clause = "clause.0"
title = { sv = "Okänt", en = "Unknown" }
facts = {}
departed = false
verdict = "unknown"
missing = ["service", "value"]
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "edition.cases.toml"
    file.write_text(text)
    return file


def test_situations_hold_amounts_in_ore_and_lists_and_days(tmp_path: Path) -> None:
    met, unknown = load_situations(write(tmp_path, RIGHT), EDITION, VOCABULARY)
    assert met.facts == {
        "service": True,
        "value": 70_000_050,
        "published_on": date(2021, 5, 1),
        "terms": ("open",),
    }
    assert (met.verdict, met.missing, met.departed) == (Verdict.MET, (), False)
    assert (unknown.facts, unknown.missing, unknown.line) == ({}, ("service", "value"), 7)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('clause = "clause.0"', 'clause = "clause.1"', 2, "no clause clause.1 in this edition"),
        ('verdict = "met"', 'verdict = "ok"', 5, "met, not-met, unknown"),
        ('verdict = "met"', 'verdict = "met"\nmissing = ["service"]', 6, "Nothing is missing"),
        ('missing = ["service", "value"]\n', "", 7, "missing is missing"),
        ('missing = ["service", "value"]', 'missing = ["servise"]', 13, "no fact servise"),
        ("service = true", "servise = true", 4, "no fact servise of case"),
        ("service = true", "is_company = true", 4, "no fact is_company of case"),
        ("service = true", 'service = "yes"', 4, "Write TRUE or FALSE"),
        ("700000.50", "0.005", 4, "no such fraction"),
        ("700000.50", "true", 4, "Write an amount in kronor"),
        ('["open"]', '["opne"]', 4, "Did you mean 'open'?"),
        ("2021-05-01", "2021-05-01T10:00:00", 4, "Write DATE"),
        ("departed = false", "departed = 1", 11, "departed is not as it should be"),
        ("departed = false", "depart = false", 11, "depart is not known"),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    file = write(tmp_path, RIGHT.replace(old, new, 1))
    with pytest.raises(RulebookErrors) as refused:
        load_situations(file, EDITION, VOCABULARY)
    (fault,) = refused.value.errors
    assert fault.line == line
    assert says in str(fault)


@pytest.mark.parametrize(
    ("name", "written", "held"),
    [
        ("value", 12, 1200),
        ("value", Decimal("-0.01"), -1),
        ("tenders", 3, 3),
        ("name", "", ""),
        ("procedure", "it's", "it's"),
        ("terms", [], ()),
    ],
)
def test_a_written_value_is_held_as_the_fact_holds_it(
    name: str, written: object, held: object
) -> None:
    assert fact_value(written, VOCABULARY[name]) == held


def test_a_true_is_no_number() -> None:
    with pytest.raises(WrongLiteral):
        fact_value(written := True, VOCABULARY["tenders"])
    assert written
