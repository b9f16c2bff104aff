"""Verbs: plan an action of a strategy, and say what came of it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.categories.actions.refusals import ActionClosedError, StrategyClosedError, words
from kornhamn.categories.models import Strategy, StrategyAction
from kornhamn.categories.types import ActionOutcome, ActionState, NewAction, StrategyState
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission


@transaction.atomic
def plan_action(strategy_id: UUID, new: NewAction, *, by: Actor, at: datetime) -> StrategyAction:
    """Plan an action of a strategy that is not replaced."""
    require(by, Permission.MANAGE_CATEGORIES)
    strategy = Strategy.objects.select_for_update().get(pk=strategy_id)
    if strategy.state == StrategyState.REPLACED:
        raise StrategyClosedError
    action = StrategyAction.objects.create(
        strategy=strategy,
        text=words(new.text),
        owner_id=new.owner,
        due_on=new.due_on,
        expected_ore=new.expected_ore,
    )
    details = {"strategy": str(strategy.pk), "text": action.text, "ore": new.expected_ore}
    record(Deed("strategy-action.planned", "strategy-action", str(action.pk), details),
           by=by, at=at)  # fmt: skip
    return action


@transaction.atomic
def follow_action(
    action_id: UUID, said: ActionOutcome, *, by: Actor, at: datetime, on: date
) -> StrategyAction:
    """Say where an action stands, what it saves in a year, and how that was counted.

    An effect may be counted anew after the action is done; what is dropped stays dropped.
    """
    require(by, Permission.MANAGE_CATEGORIES)
    action = StrategyAction.objects.select_for_update().get(pk=action_id)
    if action.state == ActionState.DROPPED:
        raise ActionClosedError
    action.state, action.followed_ore = said.state, said.ore
    action.followed_how, action.followed_on = words(said.how), on
    action.save(update_fields=["state", "followed_ore", "followed_how", "followed_on"])
    details = {"state": said.state.value, "ore": said.ore, "how": action.followed_how}
    record(Deed("strategy-action.followed", "strategy-action", str(action.pk), details),
           by=by, at=at)  # fmt: skip
    return action
