"""Agreed prices, and what was paid beside them, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kornhamn.analytics.types.loyalty import PricedFigures
from kornhamn.contracts.queries import AgreedPrice
from kornhamn.web import formats

_A_KRONA = Decimal(100_000)  # öre for a thousand
_FEWEST, _MOST = 2, 5  # decimals


def unit_price(ore_per_thousand: int | None, unit: str = "") -> str:
    """Write a price as 12,50 kr per st, with as many decimals as it has, two at the least."""
    if ore_per_thousand is None:
        return ""
    exact = (Decimal(ore_per_thousand) / _A_KRONA).normalize()
    exponent = exact.as_tuple().exponent
    decimals = min(max(-exponent, _FEWEST), _MOST) if isinstance(exponent, int) else _FEWEST
    price = f"{formats.number(exact, decimals)}\u00a0kr"
    return _("%(price)s per %(unit)s") % {"price": price, "unit": unit} if unit else price


def mean_price(ore_per_thousand: int | None) -> str:
    """Write a mean as a price of öre, or of parts of an öre where it is less than a krona."""
    if ore_per_thousand is None or ore_per_thousand < _A_KRONA:
        return unit_price(ore_per_thousand)
    return formats.kronor(round(ore_per_thousand / 1000))


def price_in_words(price: AgreedPrice) -> str:
    """Return what something costs in a sentence: the thing, its price and unit."""
    return f"{price.name or price.article}: {unit_price(price.ore_per_thousand, price.unit)}"


def paid_in_words(paid: PricedFigures) -> list[str]:
    """Return what invoices say beside the agreed prices, in sentences."""
    told = []
    if paid.lines:
        said = {
            "ore": formats.whole_kronor(paid.ore),
            "dearer": formats.whole_kronor(paid.dearer_ore),
            "cheaper": formats.whole_kronor(paid.cheaper_ore),
        }
        told.append(
            _("Invoices for %(ore)s name articles with a price: all of it is as agreed.") % said
            if paid.ore == paid.agreed_ore and not paid.dearer_ore
            else _(
                "Invoices for %(ore)s name articles with a price: %(dearer)s is above what was "
                "agreed, and %(cheaper)s below."
            )
            % said
        )
    if paid.other_unit_lines:
        told.append(
            ngettext(
                "%(n)s line seems to count in another unit than the price list, and is not "
                "counted: look at it by hand.",
                "%(n)s lines seem to count in another unit than the price list, and are not "
                "counted: look at them by hand.",
                paid.other_unit_lines,
            )
            % {"n": formats.number(paid.other_unit_lines)}
        )
    return told
