"""Verb: write the draft of a category's strategy."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.categories.actions.refusals import refuse_unknown, words
from kornhamn.categories.models import Strategy
from kornhamn.categories.types import StrategyState, StrategyTexts
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission


@transaction.atomic
def write_strategy(code: str, texts: StrategyTexts, *, by: Actor, at: datetime) -> Strategy:
    """Write a category's draft; the first time makes one, later times change it."""
    require(by, Permission.MANAGE_CATEGORIES)
    refuse_unknown(code)
    said = asdict(texts) | {"title": words(texts.title)}
    drafts = Strategy.objects.select_for_update()
    strategy = drafts.filter(category=code, state=StrategyState.DRAFT).first()
    changed = sorted(said)
    if strategy is None:
        strategy = Strategy(category=code)
    else:
        changed = sorted(name for name, text in said.items() if getattr(strategy, name) != text)
    for name, text in said.items():
        setattr(strategy, name, text)
    strategy.written_at, strategy.written_by_name = at, by.name
    strategy.save()
    details = {"category": code, "changed": changed}
    record(Deed("strategy.written", "strategy", str(strategy.pk), details), by=by, at=at)
    return strategy
