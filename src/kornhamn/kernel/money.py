"""Swedish kronor, exact to the öre: the type, its reader and its writer."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from kornhamn.kernel.errors import N_, DomainError

ORE_IN_A_KRONA = 100
# Amounts are stored as whole öre in 64 bits; one digit is left over so that sums fit too.
LARGEST_KRONOR = Decimal(10) ** 15

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"
_DASHES = str.maketrans({_MINUS: "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "'": " "})
_CURRENCY = re.compile(r"^(sek|kr\.?|kronor)\s*|\s*(sek|kr\.?|kronor|:-)$")
_ORE_AFTER_COLON = re.compile(r":(\d\d)$")
_SIGNED = re.compile(r"(?P<before>[+-]?) *(?P<digits>\d[\d ,.]*?) *(?P<after>-?)")
_PLAIN = re.compile(r"\d+([.,]\d+)?")
_SPACED = re.compile(r"\d{1,3}( \d{3})+([.,]\d+)?")
_DOTTED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_COMMAED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_ONE_GROUP_OR_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


class AmountNotReadable(DomainError):  # noqa: N818 - named for what happened
    """A text that is no amount."""

    code = "money.amount-not-readable"
    message = N_("“%(value)s” is not an amount. Write it in kronor, such as 1 234 567,50.")


class AmountAmbiguous(DomainError):  # noqa: N818 - named for what happened
    """A text that is two amounts, a thousandfold apart."""

    code = "money.amount-ambiguous"
    message = N_(
        "“%(value)s” can mean thousands or decimals. Write thousands with a space (1 234) "
        "and decimals with at most two digits (1,23)."
    )


class AmountNotExact(DomainError):  # noqa: N818 - named for what happened
    """An amount that Money cannot hold without changing it."""

    code = "money.amount-not-exact"
    message = N_(
        "%(value)s cannot be kept exactly as money: an amount has at most two decimals and is "
        "smaller than 1 000 000 000 000 000 kr. Round it first."
    )


def _decimal(kronor: object) -> Decimal:
    if isinstance(kronor, bool) or not isinstance(kronor, Decimal | int):
        msg = f"Money takes Decimal or int kronor, not {type(kronor).__name__}"
        raise TypeError(msg)
    return Decimal(kronor)


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in SEK without VAT, exact to the öre.

    Raises AmountNotExact for fractions of an öre, infinities and absurd sizes; a float is a
    TypeError, since it has already lost the exact amount.
    """

    kronor: Decimal

    def __post_init__(self) -> None:
        """Refuse what is not exact; keep every amount with two decimals."""
        kronor = _decimal(self.kronor)
        if not kronor.is_finite() or abs(kronor) >= LARGEST_KRONOR:
            raise AmountNotExact(value=self.kronor)
        exact = kronor.quantize(Decimal("0.01")) + 0  # adding zero turns -0.00 into 0.00
        if exact != kronor:
            raise AmountNotExact(value=self.kronor)
        object.__setattr__(self, "kronor", exact)

    @classmethod
    def from_ore(cls, ore: int) -> Self:
        """Return the amount of that many whole öre."""
        return cls(Decimal(ore).scaleb(-2))

    @property
    def ore(self) -> int:
        """The amount in whole öre, as stored in columns."""
        return int(self.kronor.scaleb(2))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.kronor + other.kronor)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.kronor - other.kronor)

    def __neg__(self) -> "Money":
        return Money(-self.kronor)

    def __str__(self) -> str:
        return format_money(self)


ZERO = Money(Decimal(0))


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum of the amounts; nothing at all is zero kronor."""
    return sum(amounts, ZERO)


def format_money(money: Money, language: str = "sv") -> str:
    """Write an amount as 1 234 567 kr, unbreakable, with öre only where there are any."""
    whole, ore = divmod(abs(money.ore), ORE_IN_A_KRONA)
    digits = f"{whole:,}".replace(",", _NO_BREAK_SPACE)
    decimals = f"{'.' if language.startswith('en') else ','}{ore:02}" if ore else ""
    sign = _MINUS if money.ore < 0 else ""
    return f"{sign}{digits}{decimals}{_NO_BREAK_SPACE}kr"


def parse_amount(text: str) -> Decimal:
    """Return the kronor in a Swedish or English text, such as "1 234,50 kr" or "1,234.50-".

    Raises AmountNotReadable, and AmountAmbiguous for "1.234", which is either of two amounts.
    """
    match = _SIGNED.fullmatch(_without_currency(text))
    if not match or (match["before"] and match["after"]):
        raise AmountNotReadable(value=text)
    kronor = _magnitude(match["digits"], shown=text)
    return -kronor if "-" in (match["before"], match["after"]) else kronor


def _without_currency(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    plain = _CURRENCY.sub("", " ".join(plain.split()))
    if plain.startswith("(") and plain.endswith(")"):  # bookkeepers' minus
        plain = "-" + plain[1:-1]
    return _ORE_AFTER_COLON.sub(r",\1", plain)


def _magnitude(digits: str, *, shown: str) -> Decimal:
    if _ONE_GROUP_OR_THREE_DECIMALS.fullmatch(digits):
        raise AmountAmbiguous(value=shown)
    if _PLAIN.fullmatch(digits) or _SPACED.fullmatch(digits):
        return Decimal(digits.replace(" ", "").replace(",", "."))
    if _DOTTED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _COMMAED.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    raise AmountNotReadable(value=shown)
