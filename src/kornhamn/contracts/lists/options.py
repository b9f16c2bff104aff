"""Options as people write them: “1+1”, “2 x 12 mån”. Read where it is certain, else not at all."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kornhamn.contracts.lists.days import MONTHS_IN_A_YEAR, prolonged, whole_months
from kornhamn.contracts.types import NewOption

UNCERTAIN, ASSUMED, NOT_ADDING_UP = "option.uncertain", "option.notice-assumed", "option.differs"
_ONE_DAY = timedelta(days=1)
_NUMBERS = {"ett": 1, "en": 1, "one": 1, "två": 2, "two": 2, "tre": 3, "three": 3, "fyra": 4}
_NONE = re.compile(r"|-|–|0|nej|no|none|inga?|ingen option|saknas|inga optioner|ej option")
_SAYS_OPTION = re.compile(
    r"^(?:ja[,:;.]? *)?(?:med |möjlig(?:het till)? )?"
    r"(?:option(?:er|sår|s)?|förlängning(?:ar)?|extension)(?: +(?:om|på|till))?[:,]? *"
)
_YES = re.compile(r"^(?:ja|yes)[,:;.]? *")
_UNIT = r"(?: *(år|års|year|years|y|mån|mån\.|månad|månader|months?|m))?"
_TIMES = re.compile(rf"(\d) *(?:x|\*|×|ggr|gånger|st(?: à| a)?|à) *(\d{{1,2}}){_UNIT}")
_TERM = re.compile(rf"(\d{{1,2}}){_UNIT}")
_FEWEST_MONTHS = 6  # a bare number from here is months, below it years
_MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Notice:
    """When one must have decided: a day, or so many months before a contract would end."""

    on: date | None = None
    months: int | None = None


def months_of(text: str, base: int | None) -> tuple[int, ...] | None:
    """Return the months of each option in a text, or None where it can mean more than one thing.

    `base` is how many months the contract runs without options: “2+1+1” of a contract of two years
    is two options of a year, and “1+1” of a contract of one year can be one or two.
    """
    written = " ".join(text.casefold().split()).rstrip(".")
    if _NONE.fullmatch(written):
        return ()
    said = _SAYS_OPTION.sub("", written)
    is_told = said != written
    said = _with_figures(_YES.sub("", said))
    if match := _TIMES.fullmatch(said):
        return (_months(int(match[2]), match[3]),) * int(match[1])
    terms = [_TERM.fullmatch(part.strip()) for part in said.split("+")]
    if not all(terms):
        return None
    found = _summed([(int(term[1]), term[2]) for term in terms if term])
    return _without_base(found, base, is_told=is_told) if found else None


def _with_figures(text: str) -> str:
    return " ".join(str(_NUMBERS.get(word, word)) for word in text.split(" "))


def _summed(terms: list[tuple[int, str | None]]) -> tuple[int, ...] | None:
    """Return the months of terms; the last one's unit is that of those without."""
    unit = terms[-1][1]
    if len(terms) == 1 and unit is None:
        return None  # a bare number: how many, or how long?
    months = tuple(_months(number, own or unit) for number, own in terms)
    return months if all(0 < one <= _MOST_MONTHS for one in months) else None


def _months(number: int, unit: str | None) -> int:
    if unit is None:
        return number if number >= _FEWEST_MONTHS else number * MONTHS_IN_A_YEAR
    return number * MONTHS_IN_A_YEAR if unit[0] in "åy" else number


def _without_base(
    terms: tuple[int, ...], base: int | None, *, is_told: bool
) -> tuple[int, ...] | None:
    if is_told or len(terms) == 1 or terms[0] != base:
        return terms
    return None if len(set(terms)) == 1 else terms[1:]


def notice_of(text: str) -> Notice | None:
    """Return a notice period in months, or None where the text is none."""
    written = _with_figures(" ".join(text.casefold().split()).rstrip("."))
    match = re.fullmatch(rf"(\d{{1,2}}){_UNIT}(?: .*)?", written)
    return Notice(months=_months(int(match[1]), match[2])) if match and match[2] else None


def options_of(
    months: tuple[int, ...], last_day: date, notice: Notice | None
) -> tuple[tuple[NewOption, ...], bool]:
    """Return the options one after the other, and whether a last day to decide was assumed.

    Where none is said it is the last day of the time before: later is too late.
    """
    found, end, assumed = [], last_day, False
    for number, one in enumerate(months):
        told = _decided_by(end, notice, is_first=number == 0)
        assumed |= told is None
        longer = prolonged(end, one)
        found.append(NewOption(longer, told or end))
        end = longer
    return tuple(found), assumed


def _decided_by(end: date, notice: Notice | None, *, is_first: bool) -> date | None:
    if notice is None:
        return None
    if notice.months is not None:
        return prolonged(end, -notice.months)
    return notice.on if is_first and notice.on is not None and notice.on <= end else None


def base_months(first_day: date, last_day: date | None) -> int | None:
    """Return how many whole months a contract runs without options."""
    return whole_months(first_day, last_day) if last_day else None
