"""What one cell says: each reader takes a text and answers a value, or says what is wrong.

A reader is called once for each different text of a column, never once a row.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kornhamn.kernel.cpv import Cpv
from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.money import Money, parse_amount
from kornhamn.kernel.organisation_number import BuyerKind, parse_buyer_number

Value = bool | int | str | date | Decimal | None

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
_COUNT = re.compile(r"(\d{1,9})(?:[.,]0+)?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_YES_NO = {"true": True, "false": False, "ja": True, "nej": False, "1": True, "0": False}
_TEN_DIGITS = re.compile(r"\d{10}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with, where something is remarkable, the code of why.

    A bad text has no value. A doubtful one has a value and a code; `shown` is how it may be
    quoted in a remark, where that is not as it stands.
    """

    value: Value = None
    code: str = ""
    shown: str = ""


Reader = Callable[[str], Reading]


def yes_or_no(text: str) -> Reading:
    """Read True, true, TRUE, 1, Ja and their opposites."""
    value = _YES_NO.get(text.casefold())
    return Reading(value) if value is not None else Reading(code="value.not-yes-or-no")


def word_of(words: Mapping[str, Value]) -> Reader:
    """Return the reader of a column that holds one of these words, in any case."""
    known = {word.casefold(): value for word, value in words.items()}

    def read(text: str) -> Reading:
        value = known.get(text.casefold())
        return Reading(value) if value is not None else Reading(code="value.unknown-word")

    return read


def day(text: str) -> Reading:
    """Read 2021-05-21, as text or as a spreadsheet's date at midnight."""
    match = _DAY.fullmatch(text)
    if not match:
        return Reading(code="value.not-a-date")
    try:
        read = datetime.strptime(match[1], "%Y-%m-%d").date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return Reading(code="value.not-a-date")
    if not EARLIEST_YEAR <= read.year <= LATEST_YEAR:
        return Reading(code="value.date-out-of-range")
    return Reading(read)


def count(text: str) -> Reading:
    """Read a whole number from 0 to 999 999 999."""
    match = _COUNT.fullmatch(text.replace("\u00a0", "").replace(" ", ""))
    return Reading(int(match[1])) if match else Reading(code="value.not-a-whole-number")


def kronor(text: str) -> Reading:
    """Read an amount in SEK, zero or more, exact to the öre."""
    try:
        amount = parse_amount(text)
    except DomainError as error:
        return Reading(code=error.code)
    if amount < 0:
        return Reading(code="value.negative")
    try:
        return Reading(Money(amount).kronor)
    except DomainError as error:
        return Reading(code=error.code)


def cpv(text: str) -> Reading:
    """Read a CPV code with or without its name; "00000000 Uppgift saknas" is unknown."""
    try:
        found = Cpv.parse(text)
    except DomainError as error:
        return Reading(code=error.code)
    return Reading(str(found) if found else None)


def buyer_number(text: str) -> Reading:
    """Read a buyer's organisation number, Swedish or foreign, in its one spelling.

    Ten digits that fail the check are kept, since the published record is still that buyer's,
    and remarked upon; what is no number at all is bad.
    """
    number = parse_buyer_number(text)
    if number.kind is BuyerKind.PERSONAL:
        return Reading(number.text, "organisation-number.personal-number", _masked(number.text))
    if number.kind is BuyerKind.DOUBTFUL and _TEN_DIGITS.fullmatch(number.text):
        return Reading(number.text, "organisation-number.mistyped")
    if number.kind is BuyerKind.DOUBTFUL:
        return Reading(code="organisation-number.not-readable")
    return Reading(number.text)


def _masked(digits: str) -> str:
    return f"{digits[:6]}-****"
