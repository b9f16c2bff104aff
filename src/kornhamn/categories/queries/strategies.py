"""Strategies and their actions, as somebody may read them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kornhamn.categories.models import Strategy, StrategyAction
from kornhamn.categories.types import ActionState, StrategyState
from kornhamn.categories.workflow import CURRENT
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Actor, Permission


def sees_drafts(actor: Actor) -> bool:
    """Tell whether somebody may read what is not decided yet."""
    return may(actor, Permission.MANAGE_CATEGORIES)


def strategies_of(code: str, actor: Actor) -> QuerySet[Strategy]:
    """Return a category's strategies that the actor may read, the latest first."""
    return _readable(actor).filter(category=code).order_by("-written_at")


def strategy_of(strategy_id: UUID, actor: Actor) -> Strategy | None:
    """Return a strategy that the actor may read, with its actions."""
    return _readable(actor).filter(pk=strategy_id).first()


def current_strategy(codes: Iterable[str]) -> Strategy | None:
    """Return the strategy in force of the most specific of the codes that has one."""
    found = Strategy.objects.filter(category__in=list(codes), state__in=CURRENT)
    return found.prefetch_related("actions__owner").order_by("-category").first()


def current_strategies() -> QuerySet[Strategy]:
    """Return every strategy in force with its actions, in the order of the codes."""
    return Strategy.objects.filter(state__in=CURRENT).prefetch_related("actions__owner")


def draft_of(code: str) -> Strategy | None:
    """Return the draft of a category."""
    drafts = Strategy.objects.filter(category=code, state=StrategyState.DRAFT)
    return drafts.prefetch_related("actions__owner").first()


def action_of(action_id: UUID, actor: Actor) -> StrategyAction | None:
    """Return an action of a strategy that the actor may read."""
    found = StrategyAction.objects.filter(pk=action_id, strategy__in=_readable(actor))
    return found.select_related("strategy", "owner").first()


def waiting_actions(actor: Actor, *, until: date) -> QuerySet[StrategyAction]:
    """Return the actor's own open actions of strategies in force that are due by then."""
    if not actor.is_known or actor.is_system:
        return StrategyAction.objects.none()
    open_ones = StrategyAction.objects.filter(state=ActionState.OPEN, due_on__lte=until)
    own = open_ones.filter(owner=UUID(actor.id), strategy__state__in=CURRENT)
    return own.select_related("strategy").order_by("due_on")


def _readable(actor: Actor) -> QuerySet[Strategy]:
    rows = Strategy.objects.prefetch_related("actions__owner")
    return rows if sees_drafts(actor) else rows.exclude(state=StrategyState.DRAFT)
