"""When terms are checked, and checks spread over the hours there are."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kornhamn.contracts.rules.planning import Due, check_days, spread
from kornhamn.kernel.period import Period

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
FAR = date(2030, 1, 1)


def test_a_quarterly_check_falls_four_times_a_year() -> None:
    days = list(check_days(date(2026, 1, 31), 3, YEAR, FAR))
    assert days == [date(2026, 1, 31), date(2026, 4, 28), date(2026, 7, 28), date(2026, 10, 28)]


def test_every_no_months_is_once_and_never_outside_the_contract() -> None:
    assert list(check_days(date(2026, 5, 4), 0, YEAR, FAR)) == [date(2026, 5, 4)]
    assert list(check_days(date(2027, 5, 4), 0, YEAR, FAR)) == []
    assert list(check_days(date(2025, 11, 4), 1, YEAR, date(2026, 2, 10))) == [
        date(2026, 1, 4), date(2026, 2, 4),
    ]  # fmt: skip


def test_a_contract_without_an_end_is_planned_to_the_horizon() -> None:
    endless = Period(date(2026, 1, 1))
    assert len(list(check_days(date(2026, 1, 1), 12, endless, date(2029, 6, 1)))) == 4


def test_what_may_wait_and_weighs_least_moves_from_a_month_too_full() -> None:
    day = date(2026, 3, 10)
    checks = [Due("heavy", day, 60, risk=9, months_free=1), Due("light", day, 60, 1, 1)]
    assert spread(checks, 60) == {"light": date(2026, 4, 10)}
    assert spread(checks, 120) == {}


def test_what_may_not_wait_stays() -> None:
    day = date(2026, 12, 10)
    assert spread([Due("a", day, 60), Due("b", day, 60)], 60) == {}


DUES = st.lists(
    st.builds(
        Due, key=st.uuids().map(str), due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        minutes=st.integers(15, 240), risk=st.integers(0, 9), months_free=st.integers(0, 3),
    ),
    unique_by=lambda due: due.key, max_size=40,
)  # fmt: skip


@given(checks=DUES, room=st.integers(60, 2000))
def test_no_check_waits_longer_than_it_may_and_the_order_given_does_not_matter(
    checks: list[Due], room: int
) -> None:
    moved = spread(checks, room)
    assert moved == spread(checks[::-1], room)
    by_key = {check.key: check for check in checks}
    for key, day in moved.items():
        check = by_key[key]
        months = (day.year - check.due_on.year) * 12 + day.month - check.due_on.month
        assert 1 <= months <= check.months_free


@given(checks=DUES, room=st.integers(60, 2000))
def test_a_month_stays_too_full_only_with_what_may_not_wait(checks: list[Due], room: int) -> None:
    moved = spread(checks, room)
    months: dict[tuple[int, int], list[tuple[Due, int]]] = {}
    for check in checks:
        day = moved.get(check.key, check.due_on)
        waited = (day.year - check.due_on.year) * 12 + day.month - check.due_on.month
        months.setdefault((day.year, day.month), []).append((check, waited))
    for held in months.values():
        if sum(check.minutes for check, _ in held) > room:
            assert all(waited == check.months_free for check, waited in held)
