"""Why a purchase was covered by a contract or leaked, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.types.loyalty import LineContract, LoyaltyFigures
from kornhamn.web.formats import kronor_short, percent

CAUSES: dict[str, Promise] = {
    "expired": gettext_lazy("The contract had ended"),
    "wrong-supplier": gettext_lazy("From another supplier than the contract's"),
    "wrong-authority": gettext_lazy("The contract is for others"),
    "over-ceiling": gettext_lazy("Above the ceiling"),
    "no-contract": gettext_lazy("No contract"),
    "covered": gettext_lazy("Under a contract"),
}


def in_words(found: LineContract | None) -> str:
    """Return the contract of a line, or why it has none."""
    if found is None:
        return ""
    if not found.leak:
        return found.title
    cause = str(CAUSES[found.leak])
    return f"{cause}: {found.title}" if found.title else cause


def covered_in_words(found: LoyaltyFigures | None) -> str:
    """Return how much of what was bought is under contract; blank where nothing is counted."""
    if found is None or not found.ore:
        return ""
    return _(
        "%(share)s of what was bought, %(all)s in all, is under contract. %(leaked)s was bought "
        "beside a contract that is there."
    ) % {
        "share": percent(found.coverage or 0),
        "all": kronor_short(found.ore),
        "leaked": kronor_short(found.leaked_ore),
    }
