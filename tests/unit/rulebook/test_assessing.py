"""The verdict on one case, with reasons and the facts still missing."""

import pytest
from tests.spec.strategies import edition

from kornhamn.rulebook.assess import assess, decide
from kornhamn.rulebook.types import Force, Subject, Verdict


@pytest.mark.parametrize(
    ("applies", "satisfied", "verdict", "with_departure"),
    [
        (False, None, Verdict.NOT_APPLICABLE, Verdict.NOT_APPLICABLE),
        (False, True, Verdict.NOT_APPLICABLE, Verdict.NOT_APPLICABLE),
        (True, True, Verdict.MET, Verdict.MET),
        (True, False, Verdict.NOT_MET, Verdict.DEPARTED),
        (True, None, Verdict.UNKNOWN, Verdict.DEPARTED),
        (None, True, Verdict.UNKNOWN, Verdict.DEPARTED),
        (None, False, Verdict.UNKNOWN, Verdict.DEPARTED),
        (None, None, Verdict.UNKNOWN, Verdict.DEPARTED),
    ],
)
def test_the_verdict_follows_from_what_applies_and_what_is_satisfied(
    applies: bool | None,  # noqa: FBT001 - three-valued
    satisfied: bool | None,  # noqa: FBT001 - three-valued
    verdict: Verdict,
    with_departure: Verdict,
) -> None:
    assert decide(applies, satisfied, departed=False) is verdict
    assert decide(applies, satisfied, departed=True) is with_departure


@pytest.mark.parametrize("force", Force)
def test_a_clause_that_must_hold_takes_no_departure(force: Force) -> None:
    drafted = edition([("TRUE", "service", force)])
    facts = {"service": False}
    (finding,) = assess(drafted, facts, subject=Subject.CASE, departures=["clause.0"])
    expected = Verdict.NOT_MET if force is Force.SHALL else Verdict.DEPARTED
    assert finding.verdict is expected


def test_what_is_missing_is_told_once_and_only_where_it_is_unknown() -> None:
    drafted = edition(
        [
            ("service AND food", "service AND tenders > 1", Force.SHALL),
            ("food", "service", Force.SHALL),
        ]
    )
    unknown, not_applicable = assess(drafted, {"food": False, "x": 1}, subject=Subject.CASE)
    assert not_applicable.missing == ()
    assert unknown.verdict is Verdict.NOT_APPLICABLE
    unknown, _ = assess(drafted, {"food": True}, subject=Subject.CASE)
    assert unknown.missing == ("service", "tenders")


def test_reasons_tell_each_condition_with_its_value_and_words() -> None:
    drafted = edition([("service", "value >= 700000 OR food", Force.SHALL)])
    (finding,) = assess(drafted, {"service": True, "value": 5}, subject=Subject.CASE)
    told = [(reason.part, reason.condition, reason.value) for reason in finding.reasons]
    assert told == [
        ("applies", "service", True),
        ("satisfied", "value >= 700000", False),
        ("satisfied", "food", None),
    ]
    assert finding.reasons[1].words.sv == "fakta value är minst 700\xa0000\xa0kr"


def test_only_clauses_on_the_subject_are_assessed() -> None:
    drafted = edition([("TRUE", "service", Force.SHALL)])
    assert assess(drafted, {}, subject=Subject.AUTHORITY) == ()
