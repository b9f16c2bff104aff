"""Standing, functions, states and actions of category work in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kornhamn.categories.queries import Standing, Strategy, StrategyAction, TeamMix
from kornhamn.categories.types import ActionState, CategoryStanding, StrategyState, TeamFunction
from kornhamn.web import formats

FUNCTIONS = {
    TeamFunction.LEAD: gettext_lazy("Leads the team"),
    TeamFunction.BUYER: gettext_lazy("Buyer"),
    TeamFunction.BUSINESS: gettext_lazy("Knows the business"),
    TeamFunction.CONTRACT_MANAGER: gettext_lazy("Manages contracts"),
    TeamFunction.ANALYST: gettext_lazy("Analyst"),
    TeamFunction.SPECIALIST: gettext_lazy("Specialist"),
}
STATES = {
    StrategyState.DRAFT: gettext_lazy("Draft"),
    StrategyState.DECIDED: gettext_lazy("Decided"),
    StrategyState.FOLLOWED_UP: gettext_lazy("Followed up"),
    StrategyState.REPLACED: gettext_lazy("Replaced"),
}
COLOURS = {
    StrategyState.DRAFT: "neutral",
    StrategyState.DECIDED: "success",
    StrategyState.FOLLOWED_UP: "success",
    StrategyState.REPLACED: "neutral",
}
OUTCOMES = {
    ActionState.OPEN: gettext_lazy("Goes on"),
    ActionState.DONE: gettext_lazy("Done"),
    ActionState.DROPPED: gettext_lazy("Dropped"),
}
TEXTS = {
    "needs": gettext_lazy("Analysis of needs"),
    "spend_pattern": gettext_lazy("Spend pattern"),
    "market": gettext_lazy("Market"),
    "business": gettext_lazy("Business conditions"),
    "goals": gettext_lazy("Goals"),
}


def standing_in_words(standing: Standing) -> str:
    """Return what the council decided about a category, in a sentence."""
    if standing.decision is None:
        return _("No decision of the council on the category tree is recorded.")
    said = {"reference": standing.decision.reference}
    if standing.standing is CategoryStanding.PRIORITISED:
        text = _("The council fixed the category and gave it priority: %(reference)s.") % said
    else:
        text = _("The council fixed the category: %(reference)s.") % said
    if standing.is_as_decided:
        return text
    return f"{text} " + _("The tree has been changed since then.")


def team_in_words(mix: TeamMix) -> str:
    """Return how a team is made up, and what it lacks, in a sentence."""
    if not mix.members:
        return _("Nobody is in its team.")
    text = ngettext(
        "%(members)s person from %(authorities)s authority works with it.",
        "%(members)s people from %(authorities)s authorities work with it.",
        mix.members,
    ) % {"members": mix.members, "authorities": mix.authorities}
    if mix.is_mixed:
        return text
    return f"{text} " + _("The programme asks for several authorities and several functions.")


def strategy_in_words(strategy: Strategy | None) -> str:
    """Return which strategy is in force and what its actions have given, in sentences."""
    if strategy is None:
        return _("No strategy is decided.")
    said = {"title": strategy.title, "on": strategy.decided_on}
    text = _("The strategy “%(title)s” holds since %(on)s.") % said
    actions = list(strategy.actions.all())
    expected, followed = expected_ore(actions), followed_ore(actions)
    if not expected and not followed:
        return text
    figures = {
        "expected": formats.kronor_short(expected),
        "followed": formats.kronor_short(followed),
    }
    effect = _("Its actions are to save %(expected)s a year; %(followed)s is seen so far.")
    return f"{text} {effect % figures}"


def expected_ore(actions: Iterable[StrategyAction]) -> int:
    """Return what the actions that are not dropped are to save in a year, in öre."""
    kept = (one for one in actions if one.state != ActionState.DROPPED)
    return sum(one.expected_ore or 0 for one in kept)


def followed_ore(actions: Iterable[StrategyAction]) -> int:
    """Return what the actions were seen to save in a year, in öre."""
    return sum(one.followed_ore or 0 for one in actions)
