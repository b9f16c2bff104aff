"""Periods: half-open spans of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kornhamn.kernel.period import Period, PeriodEndsBeforeItStarts

DAYS = st.dates(date(2020, 1, 1), date(2020, 2, 1))
PERIODS = st.builds(
    lambda start, days: Period(start, None if days is None else start + timedelta(days)),
    DAYS,
    st.none() | st.integers(1, 20),
)


@pytest.mark.parametrize("end", [date(2021, 1, 1), date(2020, 12, 31)])
def test_a_period_without_days_is_refused(end: date) -> None:
    with pytest.raises(PeriodEndsBeforeItStarts, match="2021-01-01"):
        Period(date(2021, 1, 1), end)


def test_a_last_day_before_the_first_is_refused() -> None:
    with pytest.raises(PeriodEndsBeforeItStarts):
        Period.inclusive(date(2021, 1, 2), date(2021, 1, 1))


def test_the_end_day_is_outside() -> None:
    period = Period(date(2021, 1, 1), date(2021, 1, 3))
    assert date(2020, 12, 31) not in period
    assert date(2021, 1, 1) in period
    assert date(2021, 1, 2) in period
    assert not period.contains(date(2021, 1, 3))
    assert period.last == date(2021, 1, 2)


def test_a_period_without_end_still_runs() -> None:
    period = Period(date(2021, 1, 1))
    assert period.contains(date.max)
    assert period.last is None


def test_a_year_is_its_days() -> None:
    assert Period.year(2021) == Period.inclusive(date(2021, 1, 1), date(2021, 12, 31))


def test_one_day_is_a_period() -> None:
    day = date(2021, 5, 1)
    assert Period.inclusive(day, day) == Period(day, date(2021, 5, 2))


def test_periods_that_meet_do_not_overlap() -> None:
    assert not Period.year(2020).overlaps(Period.year(2021))
    assert not Period.year(2021).overlaps(Period.year(2020))


@settings(max_examples=80, deadline=None)
@given(PERIODS, PERIODS)
def test_periods_overlap_when_some_day_is_in_both(one: Period, other: Period) -> None:
    days = [date(2020, 1, 1) + timedelta(n) for n in range(60)]
    shared = any(day in one and day in other for day in days)
    assert one.overlaps(other) == other.overlaps(one) == shared
