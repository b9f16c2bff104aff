"""Ceilings as people write them: “12,5 Mkr”, “500 tkr”, “1 200 000:-”."""

import re
from decimal import Decimal

from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.money import Money, parse_amount

NOT_POSITIVE = "money.not-positive"
_MILLION = r"(?:m ?kr|msek|mnkr|mn kr|milj(?:\.|oner|on)?(?: kr(?:onor)?)?)"
_THOUSAND = r"(?:t ?kr|tsek|ksek|kkr|k kr)"
_BILLION = r"(?:md ?kr|mdr|miljarder(?: kr)?)"
_KRONOR = re.compile(r"(?:sek|kr\.?|kronor) ?\d.*|.*\d ?(?:sek|kr\.?|kronor|:-)")
_TIMES = ((_MILLION, 1_000_000), (_THOUSAND, 1_000), (_BILLION, 1_000_000_000))
_ABOUT = re.compile(r"^(?:ca\.?|cirka|max\.?|högst|upp till|tak)[: ]+")
_NOTHING = re.compile(r"|-|–|saknas|ej fastställt|n/a|uppgift saknas|inget tak")


def ceiling_of(text: str, column: str) -> tuple[int | None, str]:
    """Return whole öre of a ceiling, and the code of why it could not be read.

    A column such as “Takvolym (tkr)” says how its numbers are counted.
    """
    written = " ".join(text.casefold().replace("\u00a0", " ").split())
    if _NOTHING.fullmatch(written):
        return None, ""
    bare, times = _split(_ABOUT.sub("", written), column)
    try:
        kronor = parse_amount(bare) * times
        ore = Money(kronor.quantize(Decimal("0.01"))).ore
    except DomainError as error:
        return None, error.code
    return (ore, "") if ore > 0 else (None, NOT_POSITIVE)


def _split(written: str, column: str) -> tuple[str, int]:
    """Return the amount without its unit, and how many kronor one of them is."""
    for unit, times in _TIMES:
        if match := re.fullmatch(rf"(.+?) ?{unit}\.?", written):
            return match[1], times
    if _KRONOR.fullmatch(written):  # whatever the column's name says of the others
        return written, 1
    plain = column.casefold()
    for unit, times in _TIMES:
        if re.search(rf"\b{unit}\b", plain):
            return written, times
    return written, 1
