"""How one calls off, whose turn it is and why, and what is left of the ceiling, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.contracts.queries import LotTurn
from kornhamn.contracts.rules.ceiling import standing
from kornhamn.contracts.types import (
    CallOffMethod,
    CallOffState,
    Ceiling,
    CeilingState,
    SkipReason,
    TurnReason,
)
from kornhamn.web import formats

METHODS = {
    CallOffMethod.SOLE: gettext_lazy("One supplier: order from it"),
    CallOffMethod.RANKING: gettext_lazy("In order of rank"),
    CallOffMethod.COMPETITION: gettext_lazy("Renewed competition"),
    CallOffMethod.SHARE: gettext_lazy("By agreed shares"),
    CallOffMethod.PLACE: gettext_lazy("By the committee or company that buys"),
    CallOffMethod.ROTATION: gettext_lazy("In turn, one after the other"),
}
HOW = {
    CallOffMethod.SOLE: gettext_lazy("Order from the supplier on the contract's terms."),
    CallOffMethod.RANKING: gettext_lazy(
        "Ask the first in rank. The next one is asked only when it has declined or cannot deliver, "
        "and that is written down."
    ),
    CallOffMethod.COMPETITION: gettext_lazy(
        "Ask every supplier of the lot in writing for an offer, in time enough, and choose by the "
        "criteria in the framework agreement."
    ),
    CallOffMethod.SHARE: gettext_lazy(
        "The one furthest below its agreed share of what is called off has the turn."
    ),
    CallOffMethod.PLACE: gettext_lazy("Each committee or company has a supplier of its own."),
    CallOffMethod.ROTATION: gettext_lazy(
        "The suppliers take turns in the order of rank, whatever the last call-off was worth."
    ),
}
WHY = {
    TurnReason.ONLY_ONE: gettext_lazy("It is the only supplier of the lot."),
    TurnReason.FIRST_IN_RANK: gettext_lazy("It is the first in rank."),
    TurnReason.NEXT_IN_RANK: gettext_lazy("It is the next in rank, after those that were skipped."),
    TurnReason.BELOW_ITS_SHARE: gettext_lazy("It is furthest below its agreed share."),
    TurnReason.OF_THE_PLACE: gettext_lazy("It delivers to the committee or company that buys."),
    TurnReason.NEXT_IN_ROTATION: gettext_lazy("It is next, after the one that had the last order."),
    TurnReason.NOBODY_LEFT: gettext_lazy("Nobody is left: all were skipped."),
    TurnReason.NO_PLACE: gettext_lazy("No supplier is named for the committee or company."),
    TurnReason.ALL_COMPETE: gettext_lazy("All suppliers of the lot compete."),
}
STATES = {
    CallOffState.ASKED: gettext_lazy("Offers are asked for"),
    CallOffState.ORDERED: gettext_lazy("Ordered"),
    CallOffState.CANCELLED: gettext_lazy("Cancelled"),
}
COLOURS = {
    CallOffState.ASKED: "info",
    CallOffState.ORDERED: "success",
    CallOffState.CANCELLED: "neutral",
}
SKIPS = {
    SkipReason.DECLINED: gettext_lazy("It declined"),
    SkipReason.CANNOT_DELIVER: gettext_lazy("It cannot deliver"),
}
CEILINGS = {
    CeilingState.NONE: "info",
    CeilingState.ROOM: "info",
    CeilingState.NEAR: "warning",
    CeilingState.OVER: "danger",
}

_ORE = 100  # what is left is told in whole kronor, never more than there are


def turn_in_words(found: LotTurn) -> str:
    """Return whose turn it is in a lot, and why."""
    name = next((c.name for c in found.candidates if c.party == found.turn.party), "")
    why = str(WHY[found.turn.reason])
    return _("It is the turn of %(name)s. %(why)s") % {"name": name, "why": why} if name else why


def ceiling_in_words(ceiling: Ceiling, ledgers: str) -> str:
    """Return what is called off, what the ledgers say, and what is left, in sentences."""
    called = formats.kronor(ceiling.called_ore)
    if ceiling.ceiling_ore is None:
        text = _("The contract has no ceiling. %(called)s is called off.") % {"called": called}
        return f"{text} {ledgers}"
    text = _("%(called)s is called off of %(ceiling)s, the most that may be bought.") % {
        "called": called,
        "ceiling": formats.kronor(ceiling.ceiling_ore),
    }
    left = ceiling.left_ore or 0
    rest = _("%(left)s is left.") % {"left": formats.kronor(left // _ORE * _ORE)}
    return f"{text} {ledgers} {rest if left > 0 else _('Nothing is left.')}"


def ceiling_warning(ceiling: Ceiling) -> str:
    """Return what the ceiling warns of; nothing while there is room."""
    match standing(ceiling):
        case CeilingState.NEAR:
            return _("The ceiling is near: tell the contract's manager, who plans what comes next.")
        case CeilingState.OVER:
            return _("The ceiling is passed: the framework agreement has no more effect.")
        case _:
            if ceiling.left_ore == 0:
                return _("The ceiling is reached: the framework agreement has no more effect.")
            return ""


def skip_in_words(name: str, reason: str, note: str) -> str:
    """Return why a supplier was skipped."""
    return f"{name}: {SKIPS[SkipReason(reason)]}. {note}"
