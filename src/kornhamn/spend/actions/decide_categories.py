"""What people say: a posting's category, a rule for many, and both undone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.categories.queries import category as category_of
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.permissions import DESCRIPTIONS, NotPermittedError, require, scope_of
from kornhamn.organisation.queries import Person
from kornhamn.organisation.types import Actor, Permission
from kornhamn.spend.actions.classify_postings import classify_held
from kornhamn.spend.classification.deciding import Rule
from kornhamn.spend.models import CategoryDecision, CategoryRule, Posting
from kornhamn.spend.types import ClassifiedBy, RuleConditions


class PostingUnknown(DomainError):  # noqa: N818 - named for what happened
    """A posting that is not there."""

    code = "posting.unknown"
    message = N_("What you decide on is no longer there. Open the queue again.")


class DecisionUndone(DomainError):  # noqa: N818 - named for what happened
    """A decision that was undone before, or was overruled since."""

    code = "category-decision.undone"
    message = N_("That decision was undone before, or somebody has decided anew since.")


class RuleSaysNothing(DomainError):  # noqa: N818 - named for what happened
    """A rule without a condition."""

    code = "category-rule.says-nothing"
    message = N_("Choose a supplier, an account or words: a rule says when it holds.")


class RuleThere(DomainError):  # noqa: N818 - named for what happened
    """Two rules with the same conditions."""

    code = "category-rule.there"
    message = N_("There is a rule for just that. Remove it first, under Decisions.")


@transaction.atomic
def accept_category(
    postings: Sequence[int], category: str, *, by: Actor, at: datetime
) -> CategoryDecision:
    """Note that a person says which category some postings have; nothing overrules it."""
    require(by, Permission.CLASSIFY)
    category_of(category)
    rows = list(Posting.objects.select_for_update().filter(key__in=postings).order_by("key"))
    if not rows or len(rows) != len(set(postings)):
        raise PostingUnknown
    decision = CategoryDecision.objects.create(
        category=category,
        proposed=rows[0].category if rows[0].classified_by == ClassifiedBy.MODEL else "",
        before=[[r.key, r.category, r.classified_by, r.confidence] for r in rows],
        about=_about(rows),
        **_signed(by, at),
    )
    Posting.objects.filter(key__in=postings).update(
        category=category, classified_by=ClassifiedBy.PERSON, confidence=None
    )
    told = {"category": category, "postings": len(rows), "name": decision.about}
    told["before"] = rows[0].category
    record(Deed("category.decided", "category-decision", str(decision.id), told), by=by, at=at)
    return decision


@transaction.atomic
def make_rule(
    conditions: RuleConditions, category: str, *, by: Actor, at: datetime
) -> CategoryRule:
    """Make a rule for every posting, now and later, that no person has decided."""
    _require_group(by)
    category_of(category)
    if conditions == RuleConditions():
        raise RuleSaysNothing
    try:
        with transaction.atomic():
            rule = CategoryRule.objects.create(
                supplier_id=conditions.supplier,
                account_prefix=conditions.account_prefix,
                words=" ".join(conditions.words.lower().split()),
                category=category,
                made_by=_person(by),
                made_by_name=by.name,
                made_at=at,
            )
    except IntegrityError:
        raise RuleThere from None
    told = {"category": category, "supplier": conditions.supplier, "words": rule.words}
    told["account"] = rule.account_prefix
    record(Deed("category-rule.made", "category-rule", str(rule.id), told), by=by, at=at)
    classify_held(_applied(rule), by=by, at=at)
    return rule


@transaction.atomic
def remove_rule(rule: UUID, *, by: Actor, at: datetime) -> None:
    """Remove a rule; the postings it decided are classified anew."""
    _require_group(by)
    found = CategoryRule.objects.select_for_update().filter(pk=rule).first()
    if found is None:
        raise DecisionUndone
    told = {"category": found.category, "words": found.words, "account": found.account_prefix}
    record(Deed("category-rule.removed", "category-rule", str(rule), told), by=by, at=at)
    held = _applied(found)
    found.delete()
    classify_held(held, by=by, at=at)


@transaction.atomic
def undo_decision(decision: UUID, *, by: Actor, at: datetime) -> CategoryDecision:
    """Give postings back what they had before a decision; refuse where somebody decided since."""
    require(by, Permission.CLASSIFY)
    found = CategoryDecision.objects.select_for_update().filter(pk=decision).first()
    if found is None or found.undone_at is not None or _decided_since(found):
        raise DecisionUndone
    for key, category, classified_by, confidence in found.before:
        Posting.objects.filter(key=key).update(
            category=category, classified_by=classified_by, confidence=confidence
        )
    found.undone_at, found.undone_by_name = at, by.name
    found.save(update_fields=["undone_at", "undone_by_name"])
    told = {"category": found.category, "name": found.about}
    record(Deed("category.undone", "category-decision", str(found.id), told), by=by, at=at)
    return found


def _applied(rule: CategoryRule) -> Rule:
    """Return a rule as it is applied: to the supplier that its own has become part of, if any."""
    of = rule.supplier
    key = (of.merged_into_id or of.key) if of else None
    return Rule(rule.category, key, rule.account_prefix, rule.words)


def _decided_since(decision: CategoryDecision) -> bool:
    keys = [row[0] for row in decision.before]
    later = CategoryDecision.objects.filter(
        undone_at__isnull=True, decided_at__gte=decision.decided_at
    ).exclude(pk=decision.pk)
    return any(row[0] in keys for other in later for row in other.before)


def _require_group(by: Actor) -> None:
    """A rule decides everywhere, so it takes the permission for the whole group."""
    if not scope_of(by, Permission.CLASSIFY).group:
        raise NotPermittedError(permission=DESCRIPTIONS[Permission.CLASSIFY])


def _signed(by: Actor, at: datetime) -> dict[str, object]:
    return {"decided_by": _person(by), "decided_by_name": by.name, "decided_at": at}


def _person(by: Actor) -> Person | None:
    return None if by.is_system else Person.objects.filter(pk=by.id).first()


def _about(rows: Sequence[Posting]) -> str:
    first = rows[0].text or str(rows[0].account)
    return first[:240] if len(rows) == 1 else f"{first[:230]} (+{len(rows) - 1})"
