"""Verbs: decide a strategy, which replaces the one before it, and follow it up."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.categories.actions.refusals import (
    DecisionInFutureError,
    StrategyIncompleteError,
    StrategyWithoutActionError,
    words,
)
from kornhamn.categories.models import Strategy
from kornhamn.categories.types import StrategyState, StrategyVerb
from kornhamn.categories.workflow import CURRENT, next_state
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission

ASKED_FOR = ("needs", "spend_pattern", "market", "business", "goals")


@transaction.atomic
def decide_strategy(
    strategy_id: UUID, *, decided_on: date, decision: str, by: Actor, at: datetime, on: date
) -> Strategy:
    """Record that a draft was decided; the strategy in force before it is replaced by it."""
    require(by, Permission.DECIDE_CATEGORIES)
    strategy = Strategy.objects.select_for_update().get(pk=strategy_id)
    state = next_state(StrategyState(strategy.state), StrategyVerb.DECIDE)
    reference = words(decision)
    if decided_on > on:
        raise DecisionInFutureError(on=decided_on)
    if missing(strategy):
        raise StrategyIncompleteError
    if not strategy.actions.exists():
        raise StrategyWithoutActionError
    _replace(strategy, by=by, at=at)
    strategy.state, strategy.decided_on, strategy.decision = state, decided_on, reference
    strategy.save(update_fields=["state", "decided_on", "decision"])
    details = {"category": strategy.category, "decision": reference}
    record(Deed("strategy.decided", "strategy", str(strategy.pk), details), by=by, at=at)
    return strategy


@transaction.atomic
def follow_up_strategy(
    strategy_id: UUID, *, conclusion: str, by: Actor, at: datetime, on: date
) -> Strategy:
    """Write what a follow-up of the strategy in force concluded."""
    require(by, Permission.MANAGE_CATEGORIES)
    strategy = Strategy.objects.select_for_update().get(pk=strategy_id)
    strategy.state = next_state(StrategyState(strategy.state), StrategyVerb.FOLLOW_UP)
    strategy.conclusion, strategy.followed_up_on = words(conclusion), on
    strategy.save(update_fields=["state", "conclusion", "followed_up_on"])
    details = {"category": strategy.category, "conclusion": strategy.conclusion}
    record(Deed("strategy.followed-up", "strategy", str(strategy.pk), details), by=by, at=at)
    return strategy


def missing(strategy: Strategy) -> list[str]:
    """Return which texts a strategy lacks before it can be decided."""
    return [name for name in ASKED_FOR if not getattr(strategy, name).strip()]


def _replace(new: Strategy, *, by: Actor, at: datetime) -> None:
    current = Strategy.objects.select_for_update().filter(category=new.category, state__in=CURRENT)
    for old in current:
        old.state = next_state(StrategyState(old.state), StrategyVerb.REPLACE)
        old.replaced_by = new
        old.save(update_fields=["state", "replaced_by"])
        details = {"category": old.category, "by": str(new.pk)}
        record(Deed("strategy.replaced", "strategy", str(old.pk), details), by=by, at=at)
