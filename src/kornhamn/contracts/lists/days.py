"""Days and spans of time as people write them in contract lists, one text at a time."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from kornhamn.files.tables.days import read_days

MONTHS_IN_A_YEAR = 12
_ONE_DAY = timedelta(days=1)
_FOREVER = re.compile(
    r"(?:gäller |löper )?(?:tills ?vidare|t\.? ?v\.?|löpande|until further notice|tv|ongoing|open)"
    r"|(?:9999|2999)-?12-?31.*"
)
_NAMED_DAY = re.compile(r"(\d{1,2})[ .]+([a-zåäö]+)\.?,? +(\d{4})")
_MONTH_ALONE = re.compile(r"(?:19|20)\d{2}[-/.]?(?:0[1-9]|1[0-2])")
_DAY_AND_MORE = re.compile(r"\d{4}[-/.]\d{2}[-/.]\d{2} (?!\d{2}:\d{2})\S.*")
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayRead:
    """What stands where a day should: the day, that there is none, or why it is not known."""

    day: date | None = None
    is_forever: bool = False
    code: str = ""  # a remark, or the reason that no day was found


def days_of(texts: pl.Series, order: str, *, is_last: bool) -> list[DayRead]:
    """Return the day of each text; a month alone is its first day, or its last for an end."""
    plain, codes = read_days(texts, order)
    rows = zip(texts.to_list(), plain.to_list(), codes.to_list(), strict=True)
    return [_day(text, day, code, is_last=is_last) for text, day, code in rows]


def _day(text: str | None, day: date | None, code: str | None, *, is_last: bool) -> DayRead:
    written = " ".join((text or "").casefold().split())
    if not written or written in {"-", "–"}:
        return DayRead(code="value.missing")
    if _FOREVER.fullmatch(written):
        return DayRead(is_forever=True)
    if day is None:
        named = _named_day(written)
        return DayRead(named) if named else DayRead(code=code or "value.not-a-date")
    if _MONTH_ALONE.fullmatch(written):
        return DayRead(_last_of_month(day) if is_last else day, code="day.month-alone")
    return DayRead(day, code="day.more-text" if _DAY_AND_MORE.fullmatch(written) else "")


def _named_day(written: str) -> date | None:
    """Return the day of a text such as “31 dec 2026”."""
    match = _NAMED_DAY.fullmatch(written)
    month = _MONTHS.get(match[2][:3]) if match else None
    if not match or not month:
        return None
    try:
        return date(int(match[3]), month, int(match[1]))
    except ValueError:
        return None


def _last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    whole = day.year * MONTHS_IN_A_YEAR + day.month - 1 + months
    year, month = divmod(whole, MONTHS_IN_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def prolonged(last_day: date, months: int) -> date:
    """Return the last day of a time that is so many months longer."""
    return months_after(last_day + _ONE_DAY, months) - _ONE_DAY


def whole_months(first: date, last: date) -> int | None:
    """Return how many months the days make, or None where they are not whole."""
    end = last + _ONE_DAY
    months = (end.year - first.year) * MONTHS_IN_A_YEAR + end.month - first.month
    return months if months > 0 and months_after(first, months) == end else None
