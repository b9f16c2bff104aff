"""How much of what was bought is under contract, beside the follow-up of the same selection."""

from typing import Any

from kornhamn.analytics.queries.loyalty import is_counted, loyalty
from kornhamn.analytics.types import Selection
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Permission
from kornhamn.web.loyalty_words import covered_in_words
from kornhamn.web.pages.follow_up.selection import Choice
from kornhamn.web.pages.spend.selection import link
from kornhamn.web.requests import AppRequest


def under_contract(request: AppRequest, choice: Choice) -> dict[str, Any]:
    """Return a sentence of the ledgers in the selection, with its page; nothing where none fits."""
    chosen = _purchases(choice.selection)
    scope = scope_of(request.actor, Permission.READ_SPEND)
    if chosen is None or not scope or not is_counted():
        return {}
    told = covered_in_words(loyalty(chosen, scope))
    return {"loyalty": told, "loyalty_url": link("loyalty", chosen)}


def _purchases(chosen: Selection) -> SpendSelection | None:
    """Return the same selection of purchases; None where ledgers cannot be narrowed like that."""
    if chosen.cpv_division or chosen.buyers:
        return None
    period = chosen.period
    return SpendSelection(
        first=f"{period.start:%Y-%m}" if period else None,
        last=f"{period.last:%Y-%m}" if period and period.last else None,
        authorities=chosen.authorities,
        part=chosen.part,
    )
