"""What a breach costs: each way a contract can say it, the steps shown, the öre exact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kornhamn.contracts.rules.penalties import (
    BreachBackwardsError,
    NoPenaltyError,
    ValueMissingError,
    penalty,
)
from kornhamn.contracts.types import Breach, Consequence, ConsequenceKind

_SHARE_A_WEEK = ConsequenceKind.SHARE_PER_WEEK
FIRST = date(2026, 3, 2)


def breach(days: int = 1, **said: int) -> Breach:
    return Breach(FIRST, FIRST + timedelta(days=days - 1), **said)


@pytest.mark.parametrize(
    ("consequence", "of", "ore"),
    [
        (Consequence(ConsequenceKind.FIXED, 500_000), breach(), 500_000),
        (Consequence(ConsequenceKind.FIXED, 500_000), breach(times=3), 1_500_000),
        (Consequence(ConsequenceKind.PER_DAY, 100_000), breach(10), 1_000_000),
        (Consequence(ConsequenceKind.PER_WEEK, 1_000_000), breach(7), 1_000_000),
        (Consequence(ConsequenceKind.PER_WEEK, 1_000_000), breach(8), 2_000_000),
        (Consequence(ConsequenceKind.PER_WEEK, 1_000_000, cap_ore=1_500_000), breach(8), 1_500_000),
        (Consequence(ConsequenceKind.SHARE, permille=50), breach(value_ore=12_345_67), 61_728),
        (Consequence(ConsequenceKind.SHARE, permille=50, cap_ore=5), breach(value_ore=1_000), 5),
        (Consequence(_SHARE_A_WEEK, permille=10), breach(15, value_ore=25_000_000), 750_000),
        (
            Consequence(_SHARE_A_WEEK, permille=10, cap_ore=600_000),
            breach(15, value_ore=25_000_000),
            600_000,
        ),
        (Consequence(ConsequenceKind.REDUCTION, permille=150), breach(30, value_ore=999), 150),
    ],
)
def test_a_breach_costs_what_the_term_says(consequence: Consequence, of: Breach, ore: int) -> None:
    counted = penalty(consequence, of)
    assert counted.ore == ore
    assert counted.steps[-1].ore == ore
    assert (counted.steps[-1].what == "cap") == (ore == consequence.cap_ore)


@pytest.mark.parametrize(
    ("consequence", "of", "refusal"),
    [
        (Consequence(), breach(), NoPenaltyError),
        (Consequence(ConsequenceKind.PER_DAY), breach(), NoPenaltyError),
        (Consequence(ConsequenceKind.SHARE, permille=50), breach(), ValueMissingError),
        (Consequence(ConsequenceKind.FIXED, 1), Breach(FIRST, date(2026, 3, 1)),
         BreachBackwardsError),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(
    consequence: Consequence, of: Breach, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        penalty(consequence, of)


@given(rate=st.integers(1, 10**9), days=st.integers(1, 2000), cap=st.integers(1, 10**12))
def test_a_cap_is_never_passed_and_a_day_more_never_costs_less(
    rate: int, days: int, cap: int
) -> None:
    weekly = Consequence(ConsequenceKind.PER_WEEK, rate, cap_ore=cap)
    now, then = penalty(weekly, breach(days)), penalty(weekly, breach(days + 1))
    assert now.ore <= then.ore <= cap
