"""Spans of days, half-open: the first day belongs to the period, the end day does not."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kornhamn.kernel.errors import N_, DomainError

_ONE_DAY = timedelta(days=1)


class PeriodEndsBeforeItStarts(DomainError):  # noqa: N818 - named for what happened
    """A period without a single day."""

    code = "period.ends-before-it-starts"
    message = N_(
        "A period cannot start on %(start)s and end before %(end)s: give an end day that is "
        "later than the start, or none if it still runs."
    )


class CalendarEnds(DomainError):  # noqa: N818 - named for what happened
    """The last day there is: a period cannot end on the day after it."""

    code = "period.calendar-ends"
    message = N_("%(day)s cannot be a last day: no calendar goes on after it. Look at the year.")


def day_after(day: date) -> date:
    """Return the next day. Raises CalendarEnds where there is none."""
    if day == date.max:
        raise CalendarEnds(day=day)
    return day + _ONE_DAY


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to, not including, `end`; no end means that it still runs."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period without days."""
        if self.end is not None and self.end <= self.start:
            raise PeriodEndsBeforeItStarts(start=self.start, end=self.end)

    @classmethod
    def year(cls, year: int) -> Self:
        """Return the calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def inclusive(cls, first: date, last: date | None) -> Self:
        """Return the period from the first to the last day, both included, as people say it."""
        if last is not None and last < first:
            raise PeriodEndsBeforeItStarts(start=first, end=last)
        return cls(first, None if last is None else day_after(last))

    @property
    def last(self) -> date | None:
        """The last day that belongs to the period, to show to people."""
        return None if self.end is None else self.end - _ONE_DAY

    def contains(self, day: date) -> bool:
        """Tell whether the day belongs to the period."""
        return self.start <= day and (self.end is None or day < self.end)

    def __contains__(self, day: date) -> bool:
        return self.contains(day)

    def overlaps(self, other: "Period") -> bool:
        """Tell whether any day belongs to both periods."""
        return (self.end is None or other.start < self.end) and (
            other.end is None or self.start < other.end
        )
