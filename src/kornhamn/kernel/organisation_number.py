"""Organisation numbers, and what else is found where one should be.

Swedish numbers have ten digits, the third at least 2, the last a check digit (Luhn); source:
lag (1974:174) om identitetsbeteckning för juridiska personer m.fl. A sole trader's number is
a personal identity number, which is kept apart since it must not be shown.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from stdnum import luhn
from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.no import orgnr as norwegian

from kornhamn.kernel.errors import N_, DomainError

DASHES = "\u2010\u2011\u2012\u2013\u2212"
_SEPARATORS = re.compile(r"[\s.+\-]")
_VAT = re.compile(r"SE(\d{10})(?:01)?")
_LEGAL_ENTITY_CENTURY = re.compile(r"16(\d{10})")
_PERSON_CENTURY = re.compile(r"(?:18|19|20)(\d{10})")
_TEN_DIGITS = re.compile(r"\d{10}")
_SAMORDNINGSNUMMER_ADDS = 60
_LOWEST_THIRD_DIGIT = "2"


class OrganisationNumberMissing(DomainError):  # noqa: N818 - named for what happened
    """An empty text."""

    code = "organisation-number.missing"
    message = N_("The organisation number is missing: give ten digits, such as 212000-0142.")


class OrganisationNumberNotReadable(DomainError):  # noqa: N818 - named for what happened
    """A text without the ten digits."""

    code = "organisation-number.not-readable"
    message = N_(
        "“%(value)s” is not a Swedish organisation number: it has ten digits, such as 212000-0142."
    )


class OrganisationNumberMistyped(DomainError):  # noqa: N818 - named for what happened
    """Ten digits that cannot be a legal entity's number."""

    code = "organisation-number.mistyped"
    message = N_(
        "%(value)s is not a valid organisation number: a digit is wrong or two have changed "
        "places. Compare it with the organisation's invoice or website."
    )


class PersonalNumberGiven(DomainError):  # noqa: N818 - named for what happened
    """A person's number, shown without its last four digits."""

    code = "organisation-number.personal-number"
    message = N_(
        "%(value)s is a personal identity number. Give the organisation's own number; a sole "
        "trader is entered without a number."
    )


class OrganisationNumber(str):
    """A checked Swedish organisation number: ten digits, sorted and stored as text."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Read the number; raise the error that says what is wrong with it."""
        digits = _swedish_digits(text)
        if digits is None:
            raise _unreadable(text)
        if is_personal_number(digits):
            raise PersonalNumberGiven(value=f"{digits[:6]}-****")
        if not is_legal_entity(digits):
            raise OrganisationNumberMistyped(value=text.strip())
        return super().__new__(cls, digits)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 2120000142, 212000-0142, 16212000-0142 or SE212000014201."""
        return cls(text)

    @property
    def dashed(self) -> str:
        """The number as people write it: 212000-0142."""
        return f"{self[:6]}-{self[6:]}"


class BuyerKind(StrEnum):
    """What a number given for a buyer turned out to be."""

    SWEDISH = "swedish"
    PERSONAL = "personal"
    FOREIGN = "foreign"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class BuyerNumber:
    """A buyer's number in its one spelling: ten digits when Swedish, else the text as given.

    A doubtful number looks Swedish but is mistyped, or looks like nothing known; `country` is
    the two-letter code where the number tells it.
    """

    text: str
    kind: BuyerKind
    country: str | None = None


def is_personal_number(text: str) -> bool:
    """Tell whether the text is a personal or coordination number, check digit included."""
    digits = _swedish_digits(text)
    return digits is not None and holds_a_birthday(digits) and luhn.is_valid(digits)


def is_foreign(text: str) -> bool:
    """Tell whether the text is a number of another country, such as 0145076-7 of Åland."""
    return _swedish_digits(text) is None and country_of(text) is not None


def parse_buyer_number(text: str) -> BuyerNumber:
    """Return what stands where a buyer's organisation number should: see `BuyerKind`.

    Nothing is refused but an empty text (OrganisationNumberMissing), because a published
    record with a doubtful number is still that buyer's record.
    """
    given = " ".join(text.split())
    if not given:
        raise OrganisationNumberMissing
    digits = _swedish_digits(given)
    if digits is None:
        country = country_of(given)
        return BuyerNumber(given, BuyerKind.FOREIGN if country else BuyerKind.DOUBTFUL, country)
    if is_personal_number(digits):
        return BuyerNumber(digits, BuyerKind.PERSONAL, "SE")
    kind = BuyerKind.SWEDISH if is_legal_entity(digits) else BuyerKind.DOUBTFUL
    return BuyerNumber(digits, kind, "SE" if kind is BuyerKind.SWEDISH else None)


def _compact(text: str) -> str:
    for dash in DASHES:
        text = text.replace(dash, "-")
    return _SEPARATORS.sub("", text).upper()


def _swedish_digits(text: str) -> str | None:
    """Return the ten digits of a text with the shape of a Swedish number, else nothing."""
    compact = _compact(text)
    if not compact.isascii():
        return None
    for shape in (_VAT, _LEGAL_ENTITY_CENTURY, _PERSON_CENTURY):
        if match := shape.fullmatch(compact):
            return match[1]
    return compact if _TEN_DIGITS.fullmatch(compact) else None


def _unreadable(text: str) -> DomainError:
    given = text.strip()
    return OrganisationNumberNotReadable(value=given) if given else OrganisationNumberMissing()


def is_legal_entity(digits: str) -> bool:
    """Tell whether ten digits are a legal entity's number, check digit included."""
    return digits[2] >= _LOWEST_THIRD_DIGIT and luhn.is_valid(digits)


def holds_a_birthday(digits: str) -> bool:
    """Tell whether ten digits begin with a day of birth; coordination numbers add 60 to it."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if day > _SAMORDNINGSNUMMER_ADDS:
        day -= _SAMORDNINGSNUMMER_ADDS
    try:
        date(2000 + year, month, day)  # 29 February 1900 was no day, but 2000 allows all others
    except ValueError:
        return False
    return True


def country_of(text: str) -> str | None:
    """Return the neighbour whose own check the number passes, or the letters it begins with."""
    if re.fullmatch(r"\d{7}-\d", text.strip()) and ytunnus.is_valid(text):
        return "FI"
    compact = _compact(text)
    if letters := re.match(r"([A-Z]{2})[\dA-Z]*\d", compact):
        return None if letters[1] == "SE" else letters[1]
    if norwegian.is_valid(compact):
        return "NO"
    return "DK" if cvr.is_valid(compact) else None
