"""A contract's ceiling as it is watched: what is called off, beside what the ledgers hold."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.loyalty import bought_under
from kornhamn.analytics.types.loyalty import BoughtUnder
from kornhamn.contracts.actions.call_off_refusals import CeilingReachedError
from kornhamn.contracts.queries import Contract, ceiling_of
from kornhamn.contracts.rules.ceiling import standing
from kornhamn.contracts.types import Ceiling, CeilingState
from kornhamn.kernel.errors import DomainError
from kornhamn.web import formats
from kornhamn.web.pages.call_offs.words import CEILINGS, ceiling_in_words, ceiling_warning
from kornhamn.web.requests import say

_WHOLE = 100


def invoiced_under(contract: Contract) -> int | None:
    """Return the öre that the ledgers hold under a contract; None where no ledger tells."""
    found = bought_under(contract.pk)
    return found.ore if found else None


def passes(contract: Contract, ore: int) -> bool:
    """Tell whether so many öre more would pass the ceiling."""
    ceiling = ceiling_of(contract, invoiced_ore=invoiced_under(contract))
    return standing(ceiling, adding_ore=ore) is CeilingState.OVER


def ceiling_parts(contract: Contract) -> dict[str, Any]:
    """Return where the contract stands against its ceiling, ready to write."""
    found = bought_under(contract.pk)
    ceiling = ceiling_of(contract, invoiced_ore=found.ore if found else None)
    used = ceiling.used_ore * _WHOLE // ceiling.ceiling_ore if ceiling.ceiling_ore else None
    return {
        "ceiling": ceiling_in_words(ceiling, _ledgers(found, ceiling)),
        "used_percent": used,
        "ceiling_warning": ceiling_warning(ceiling),
        "ceiling_colour": CEILINGS[standing(ceiling)],
    }


def _ledgers(found: BoughtUnder | None, ceiling: Ceiling) -> str:
    """Return what the ledgers hold under a contract, as of when; or that none tells."""
    if found is None:
        return _("No ledger tells what is invoiced under it yet: call-offs alone are counted.")
    if not found.through:
        return _("The ledgers are empty: call-offs alone are counted.")
    said = {"sum": formats.whole_kronor(found.ore), "month": found.through}
    text = _("The ledgers, read through %(month)s, hold %(sum)s under it.") % said
    if ceiling.ceiling_ore is None:
        return text
    return text + " " + _("The larger counts.")


def refusal_in_words(refused: DomainError) -> str:
    """Return why a call-off is refused; what is left of a ceiling as figures read on screen."""
    if isinstance(refused, CeilingReachedError):
        left = formats.number(int(str(refused.params["left"])))
        return gettext(refused.message) % {"left": left}
    return say(refused)
