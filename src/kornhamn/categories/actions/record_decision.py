"""Verb: record what the council decided about the category tree."""

from datetime import date, datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.categories.actions.refusals import (
    DecisionInFutureError,
    DecisionKnownError,
    refuse_unknown,
    words,
)
from kornhamn.categories.models import PrioritisedCategory, TreeDecision
from kornhamn.categories.queries.decided import fingerprint
from kornhamn.categories.types import NewTreeDecision
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission


@transaction.atomic
def record_tree_decision(
    new: NewTreeDecision, *, by: Actor, at: datetime, on: date
) -> TreeDecision:
    """Record a decision of the council: it fixes the tree as it stands, and puts some first."""
    require(by, Permission.DECIDE_CATEGORIES)
    reference = words(new.reference)
    if new.decided_on > on:
        raise DecisionInFutureError(on=new.decided_on)
    if TreeDecision.objects.filter(reference=reference).exists():
        raise DecisionKnownError(reference=reference)
    codes = tuple(dict.fromkeys(new.prioritised))
    for code in codes:
        refuse_unknown(code)
    decision = TreeDecision.objects.create(
        decided_on=new.decided_on,
        reference=reference,
        fingerprint=fingerprint(),
        recorded_at=at,
        recorded_by_name=by.name,
    )
    PrioritisedCategory.objects.bulk_create(
        PrioritisedCategory(decision=decision, category=code) for code in codes
    )
    details = {"reference": reference, "on": new.decided_on.isoformat(), "prioritised": list(codes)}
    record(Deed("categories.fixed", "tree-decision", str(decision.pk), details), by=by, at=at)
    return decision
