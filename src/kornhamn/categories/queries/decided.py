"""What the council decided about the category tree."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import QuerySet

from kornhamn.categories.models import TreeDecision
from kornhamn.categories.tree import tree
from kornhamn.categories.types import GROUP_DIGITS, CategoryStanding


@dataclass(frozen=True, slots=True)
class Standing:
    """What the latest decision says of one category, and whether the tree is still as decided."""

    standing: CategoryStanding
    decision: TreeDecision | None
    is_as_decided: bool = True


def decisions() -> QuerySet[TreeDecision]:
    """Return the council's decisions, the latest first."""
    return TreeDecision.objects.prefetch_related("prioritised")


def latest_decision() -> TreeDecision | None:
    """Return the decision that holds."""
    return decisions().first()


def standing_of(code: str) -> Standing:
    """Return what is decided about a group or category; a group's priority is its categories'."""
    latest = latest_decision()
    if latest is None:
        return Standing(CategoryStanding.NONE, None)
    first = {row.category for row in latest.prioritised.all()}
    is_first = code in first or code[:GROUP_DIGITS] in first
    standing = CategoryStanding.PRIORITISED if is_first else CategoryStanding.FIXED
    return Standing(standing, latest, latest.fingerprint == fingerprint())


def fingerprint() -> str:
    """Return SHA-256 (hex) of the tree's codes and Swedish names: what the council decides."""
    told = [
        [group.code, group.name.sv, [[one.code, one.name.sv] for one in group.categories]]
        for group in tree().groups
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
