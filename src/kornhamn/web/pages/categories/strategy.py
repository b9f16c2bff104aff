"""A category's strategy: what it builds on, its actions, and their effect beside the spend."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.analytics.queries.spend import spend_of_category
from kornhamn.analytics.types import NoSpendError
from kornhamn.categories.actions.move_strategy import missing
from kornhamn.categories.queries import Strategy, StrategyAction, strategies_of, strategy_of
from kornhamn.categories.types import StrategyState, StrategyVerb
from kornhamn.categories.workflow import allowed
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.categories.category import found_in_tree, trail_to
from kornhamn.web.pages.categories.strategy_rows import action_rows
from kornhamn.web.pages.categories.words import (
    COLOURS,
    STATES,
    TEXTS,
    expected_ore,
    followed_ore,
)
from kornhamn.web.requests import AppRequest

_MONTHS = 12


@requires(Permission.READ_SPEND)
@require_safe
def strategy_page(request: AppRequest, strategy_id: UUID) -> HttpResponse:
    """Show a strategy with its actions, and what may be done about it."""
    strategy = strategy_of(strategy_id, request.actor)
    if strategy is None:
        raise Http404
    here = found_in_tree(strategy.category)
    actions = list(strategy.actions.all())
    verbs = allowed(StrategyState(strategy.state))
    manages = may(request.actor, Permission.MANAGE_CATEGORIES)
    page = {
        "strategy": strategy,
        "state": STATES[StrategyState(strategy.state)],
        "colour": COLOURS[StrategyState(strategy.state)],
        "texts": [(label, getattr(strategy, name)) for name, label in TEXTS.items()],
        "actions": action_rows(actions, request.on),
        "expected": expected_ore(actions),
        "followed": followed_ore(actions),
        "spend": _spend(strategy, request),
        "others": [
            (one.title, STATES[StrategyState(one.state)], one.pk)
            for one in strategies_of(strategy.category, request.actor)
            if one.pk != strategy.pk
        ],
        "may_write": manages and StrategyVerb.DECIDE in verbs,
        "may_plan": manages and bool(verbs),
        "may_follow_up": manages and StrategyVerb.FOLLOW_UP in verbs,
        "may_decide": StrategyVerb.DECIDE in verbs
        and may(request.actor, Permission.DECIDE_CATEGORIES),
        "lacks": _lacks(strategy, actions) if StrategyVerb.DECIDE in verbs else "",
        "breadcrumbs": [*trail_to(here), (strategy.title, "")],
    }
    return render(request, "categories/strategy.html", page)


def _lacks(strategy: Strategy, actions: list[StrategyAction]) -> str:
    """Return what a draft lacks before it can be decided, in a sentence."""
    lacking = [str(TEXTS[name]) for name in missing(strategy)]
    if not actions:
        lacking.append(_("an action with an owner"))
    if not lacking:
        return ""
    return _("It cannot be decided yet. It lacks: %(what)s.") % {"what": ", ".join(lacking)}


def _spend(strategy: Strategy, request: AppRequest) -> str:
    """Return what was bought in the year before the decision and in the latest one, in words."""
    if strategy.decided_on is None:
        return ""
    try:
        found = spend_of_category(strategy.category, scope_of(request.actor, Permission.READ_SPEND))
    except NoSpendError:
        return ""
    months = {part.key: part.ore for part in found.months if part.key}
    if not months:
        return ""
    before = _year_to(f"{strategy.decided_on:%Y-%m}", months, inclusive=False)
    latest = _year_to(max(months), months, inclusive=True)
    if before is None or latest is None:
        return _("The ledgers do not reach a whole year before the decision and after it.")
    return _(
        "In the year before the decision %(before)s was bought; in the latest twelve months "
        "%(latest)s. The difference, %(change)s, has other causes than the actions too."
    ) % {
        "before": formats.kronor_short(before),
        "latest": formats.kronor_short(latest),
        "change": formats.kronor_short(latest - before),
    }


def _year_to(month: str, months: dict[str, int], *, inclusive: bool) -> int | None:
    """Return öre of the twelve months up to one, or None where the ledgers begin later."""
    year, number = int(month[:4]), int(month[5:])
    last = year * _MONTHS + number - 1 - (not inclusive)
    span = [_month(each) for each in range(last - _MONTHS + 1, last + 1)]
    if span[0] < min(months):
        return None
    return sum(months.get(each, 0) for each in span)


def _month(number: int) -> str:
    return f"{number // _MONTHS:04d}-{number % _MONTHS + 1:02d}"
