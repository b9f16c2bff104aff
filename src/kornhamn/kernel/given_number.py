"""What stands where a supplier's number should: read once, so that every source means the same.

A ledger writes an organisation number with or without a dash, with the century 16, as a VAT
number, with a customer number or a place behind it, or writes something else altogether.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.eu import vat as eu_vat
from stdnum.gb import vat as british_vat

from kornhamn.kernel.organisation_number import DASHES, holds_a_birthday, is_legal_entity
from kornhamn.kernel.organisation_number import country_of as country_by_check

_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))
_TEN_DIGITS = re.compile(
    r"(?<![0-9A-Z])(?:SE ?|(?P<century>1[6-9]|20)[ -]?)?(?P<first>[0-9]{6}) ?[-+]? ?"
    r"(?P<last>[0-9]{4})(?:[ -]?01)?(?![0-9])"
)
_MAYBE_PERSONAL = re.compile(r"(?<!\d)(?:18|19|20)?(\d{6})[-+ ]?(\d{4})(?!\d)")
_NOTHING = re.compile(r"(?:[-.0/?]+|N/?A|NULL|NONE|SAKNAS|OKÄN[DT]?|INGEN)")
_MASK = re.compile(
    r"[*#X]+|\[.*\]|.*(?:SEKRETESS|MASKERA|PERSONUPPGIFT|SKYDDA[DT]|REDACTED|BORTTAGEN).*"
)
_COUNTRY_LETTERS = re.compile(r"([A-Z]{2})[\dA-Z]*\d[\dA-Z]*")
_NORWEGIAN = re.compile(r"(?:NO)?(\d{9})(?:MVA)?")
_OTHER_COUNTRIES = frozenset({"CH", "GB", "IS", "NO", "UK"})
_LOOSE = re.compile(r"[\s.\-/]")
_LONGEST = 40


class NumberKind(StrEnum):
    """What stands where a supplier's number should be."""

    ORGANISATION = "organisation"  # a checked Swedish organisation number
    PERSONAL = "personal"  # a sole trader's personal number: protected
    FOREIGN = "foreign"  # another country's number
    INTERNAL = "internal"  # the ledger's own supplier number, or one that is no known number
    MASKED = "masked"  # `*`, or words that say it was left out
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """A number in its one spelling: ten digits when Swedish, else capitals without separators."""

    text: str
    kind: NumberKind
    country: str = ""  # two letters, where the number tells


_NONE = GivenNumber("", NumberKind.NONE)


def parse_given_number(text: str, *, country: str = "") -> GivenNumber:
    """Return what the text holds; nothing is refused.

    `country` is the one that the supplier's name tells (an ApS is Danish): a bare number is
    only then taken for that country's, since one in eleven of any numbers passes its check.
    A text that may be a birthday and four digits is a personal number, mistyped or not.
    """
    given = " ".join(text.translate(_DASH).upper().split())
    if not given or _NOTHING.fullmatch(given):
        return _NONE
    if _MASK.fullmatch(given):
        return GivenNumber("", NumberKind.MASKED)
    return _swedish(given) or _foreign(given, country) or _internal(given)


def _swedish(given: str) -> GivenNumber | None:
    """Return the first organisation number in the text, else the first personal number."""
    found = [(match["century"], match["first"] + match["last"]) for match in _swedish_in(given)]
    for century, digits in found:
        if century in {None, "16"} and is_legal_entity(digits) and not _is_dummy(digits):
            return GivenNumber(digits, NumberKind.ORGANISATION, "SE")
    for century, digits in found:
        if century != "16" and holds_a_birthday(digits):
            return GivenNumber(digits, NumberKind.PERSONAL, "SE")
    return None


def _swedish_in(given: str) -> list[re.Match[str]]:
    return list(_TEN_DIGITS.finditer(given))


def _is_dummy(digits: str) -> bool:
    """Tell 555555-5555 and its like, which pass the check and are nobody's."""
    return len(set(digits)) == 1


def _foreign(given: str, country: str) -> GivenNumber | None:
    compact = _LOOSE.sub("", given)[:_LONGEST]
    digits = compact.removesuffix("MVA").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if (letters := _COUNTRY_LETTERS.fullmatch(compact)) and _is_of(letters[1], compact):
        home = {"UK": "GB", "EL": "GR"}.get(letters[1], letters[1])
        return GivenNumber(home + digits, NumberKind.FOREIGN, home)
    by_check = country_by_check(given)
    if by_check == "FI" or (by_check == "NO" and compact.endswith("MVA")):
        return GivenNumber(f"{by_check}{digits}", NumberKind.FOREIGN, by_check)
    if country and by_check == country:
        return GivenNumber(f"{country}{digits}", NumberKind.FOREIGN, country)
    return None


def _is_of(letters: str, compact: str) -> bool:
    if letters == "EL" or letters.lower() in eu_vat.MEMBER_STATES:
        return bool(eu_vat.is_valid(compact))
    if letters in {"GB", "UK"}:
        return bool(british_vat.is_valid(compact))
    if letters == "NO":
        number = _NORWEGIAN.fullmatch(compact)
        return number is not None and country_by_check(number[1]) == "NO"
    return letters in _OTHER_COUNTRIES


def _internal(given: str) -> GivenNumber:
    """Return the ledger's own number; ten digits mistyped keep to their digits."""
    for match in _swedish_in(given):
        return GivenNumber(match["first"] + match["last"], NumberKind.INTERNAL)
    return GivenNumber(_LOOSE.sub("", given)[:_LONGEST], NumberKind.INTERNAL)


def without_personal_numbers(text: str) -> str:
    """Return the text with the last four digits of each personal number in it masked."""
    return _MAYBE_PERSONAL.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    return f"{match[1]}-****" if holds_a_birthday(match[1] + match[2]) else match[0]
