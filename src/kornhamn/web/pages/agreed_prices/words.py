"""Fields and states of price lists in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.contracts.queries import LIST_REASONS, PRICE_REASONS, PriceField
from kornhamn.contracts.types import PriceListState

STATES = {
    PriceListState.MAPPING: gettext_lazy("Its columns wait for a look"),
    PriceListState.AGREED: gettext_lazy("Agreed"),
    PriceListState.WITHDRAWN: gettext_lazy("Withdrawn"),
}
FIELDS = {
    PriceField.ARTICLE: gettext_lazy("Article number"),
    PriceField.NAME: gettext_lazy("What it is"),
    PriceField.UNIT: gettext_lazy("Unit"),
    PriceField.PRICE: gettext_lazy("Price without VAT"),
    PriceField.PER: gettext_lazy("How many the price is for"),
}
WHY = {
    "name": gettext_lazy("price lists call it so"),
    "beginning": gettext_lazy("its name is the beginning of one that price lists use"),
    "words": gettext_lazy("its name holds the words that price lists use"),
    "alike": gettext_lazy("its name is like one that price lists use"),
    "values": gettext_lazy("its values look so"),
    "values-differ": gettext_lazy("though its values look otherwise"),
    "saved": gettext_lazy("it was read so in the supplier's last list"),
}
MISSING = {
    "what": gettext_lazy("the article number or name"),
    "price": gettext_lazy("the price"),
}


def reason(code: str) -> str:
    """Return why a row is no price, and what to do."""
    told = PRICE_REASONS.get(code) or LIST_REASONS.get(code)
    return _(told) if told else code
