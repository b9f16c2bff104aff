"""Causes and parts of loyalty in words, and where each leads."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from kornhamn.analytics.types.loyalty import LoyaltyFigures
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.web.pages.spend.selection import parameters

EXPLAINED: dict[str, Promise] = {
    "expired": gettext_lazy("Bought from the supplier of a contract that was no longer valid."),
    "wrong-supplier": gettext_lazy(
        "The authority had a contract for such things with somebody else."
    ),
    "wrong-authority": gettext_lazy(
        "The supplier has a contract, but the authority is not among those who may buy under it."
    ),
    "over-ceiling": gettext_lazy("Under a contract, beyond the most that may be bought under it."),
    "no-contract": gettext_lazy("Nobody has registered a contract for such things."),
    "covered": gettext_lazy("The contract was valid that day for supplier, category and buyer."),
}
PARTS: dict[str, Promise] = {
    "authority": gettext_lazy("Committees and companies"),
    "category": gettext_lazy("Categories"),
    "supplier": gettext_lazy("Suppliers"),
    "contract": gettext_lazy("Contracts"),
    "month": gettext_lazy("Over time"),
}


def amount_of(figures: LoyaltyFigures, cause: str) -> int:
    """Return the öre of a cause."""
    if cause == "covered":
        return figures.covered_ore
    name = "over_ore" if cause == "over-ceiling" else f"{cause.replace('-', '_')}_ore"
    found: int = getattr(figures, name)
    return found


def lines_url(selection: SpendSelection, **more: str) -> str:
    """Return where the lines of a selection are, by cause or contract."""
    return f"{reverse('loyalty-lines')}?{urlencode(parameters(selection) | more)}"


def parts_url(selection: SpendSelection, part: str) -> str:
    """Return where the selection is shown by a part."""
    return f"{reverse('loyalty-parts', args=[part])}?{urlencode(parameters(selection))}"
