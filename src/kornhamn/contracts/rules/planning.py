"""When terms are checked, and checks spread over the hours there are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kornhamn.kernel.period import Period

_MONTHS, _LAST_SAFE_DAY = 12, 28


@dataclass(frozen=True, slots=True)
class Due:
    """A planned check as the spreading sees it: its minutes, its weight, how far it may move."""

    key: str
    due_on: date
    minutes: int
    risk: int = 0  # points; the lowest moves first
    months_free: int = 0  # how many months later it may be done


def check_days(first: date, every_months: int, within: Period, until: date) -> Iterator[date]:
    """Yield the days a term is checked, from `first` on, within the contract's days and a horizon.

    Every 0 months is once. Days after the 28th, that some months lack, fall on the 28th later on.
    """
    last = min(until, within.last) if within.last else until
    step, day = 0, first
    while day <= last:
        if day in within:
            yield day
        if not every_months:
            return
        step += every_months
        day = _months_later(first, step)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, _LAST_SAFE_DAY) if months else day.day)


def spread(checks: Sequence[Due], minutes_a_month: int) -> Mapping[str, date]:
    """Return new days for the checks to move, so that months hold what the hours allow.

    A month with too much gives up its checks of least risk that may wait, one month at a time; what
    may not wait stays, and the month stays too full. The same checks always give the same answer.
    """
    months: defaultdict[int, list[Due]] = defaultdict(list)
    for check in checks:
        months[_month(check.due_on)].append(check)
    moved: dict[str, int] = {}
    month = min(months, default=0)
    while month <= max(months, default=-1):
        for check in _too_many(months[month], minutes_a_month, moved):
            months[month].remove(check)
            months[month + 1].append(check)
            moved[check.key] = moved.get(check.key, 0) + 1
        month += 1
    by_key = {check.key: check for check in checks}
    return {key: _months_later(by_key[key].due_on, by) for key, by in moved.items()}


def _too_many(checks: Sequence[Due], room: int, moved: Mapping[str, int]) -> list[Due]:
    """Return the checks a month gives up, those of least risk first."""
    over = sum(check.minutes for check in checks) - room
    given: list[Due] = []
    for check in sorted(checks, key=lambda one: (one.risk, -one.due_on.toordinal(), one.key)):
        if over <= 0:
            break
        if moved.get(check.key, 0) < check.months_free:
            given.append(check)
            over -= check.minutes
    return given


def months_between(first: date, last: date) -> int:
    """Return how many months of the calendar a day is after another."""
    return _month(last) - _month(first)


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1
