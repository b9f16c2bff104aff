"""How figures read on screen: spaces that do not break, a decimal sign by language, ISO dates."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language, gettext

from kornhamn.kernel.money import Money, format_money

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"
_ORE_IN_A_KRONA = 100
_MILLION = 1_000_000
_THOUSAND_MILLION = 1_000_000_000

Number = int | float | Decimal


def number(value: Number, decimals: int = 0) -> str:
    """Write a number as 1 234 567, or 1 234,5 (1 234.5 in English); halves go away from zero."""
    if type(value) is int and not decimals:  # most of what a page writes, and exact as it is
        text = f"{abs(value):,}".replace(",", _NO_BREAK_SPACE)
        return f"{_MINUS}{text}" if value < 0 else text
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(exact):,.{decimals}f}".replace(",", _NO_BREAK_SPACE)
    if not _in_english():
        text = text.replace(".", ",")
    return f"{_MINUS}{text}" if exact < 0 else text


def kronor(ore: int | Money) -> str:
    """Write whole öre (or Money) as 1 234 567 kr, öre only where there are any."""
    money = ore if isinstance(ore, Money) else Money.from_ore(ore)
    return format_money(money, get_language() or "sv")


def whole_kronor(ore: int | Money) -> str:
    """Write whole öre (or Money) as 1 234 567 kr, öre rounded off."""
    exact = Decimal(ore.ore if isinstance(ore, Money) else ore) / _ORE_IN_A_KRONA
    return f"{number(exact)}{_NO_BREAK_SPACE}kr"


def kronor_short(ore: int | Money) -> str:
    """Write whole öre (or Money) as 850 kr, 12,5 mn kr or 1,2 md kr, for tiles and charts."""
    whole = Decimal(ore.ore if isinstance(ore, Money) else ore) / _ORE_IN_A_KRONA
    if abs(whole) >= _THOUSAND_MILLION:
        text = gettext("SEK %(amount)s bn") % {"amount": number(whole / _THOUSAND_MILLION, 1)}
    elif abs(whole) >= _MILLION:
        text = gettext("SEK %(amount)s m") % {"amount": number(whole / _MILLION, 1)}
    else:
        text = f"{number(whole)} kr"
    return text.replace(" ", _NO_BREAK_SPACE)


def percent(share: Number, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as 12 %."""
    return f"{number(Decimal(str(share)) * 100, decimals)}{_NO_BREAK_SPACE}%"


def iso_date(value: date | datetime) -> str:
    """Write a date as 2026-03-09, and a moment as 2026-03-09 14:05 in the reader's time."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local:%Y-%m-%d}{_NO_BREAK_SPACE}{local:%H:%M}"
    return value.isoformat()


def _in_english() -> bool:
    return (get_language() or "sv").startswith("en")
