"""What people decide about suppliers: merge, keep apart, split; and the way back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.suppliers.actions.refusals import (
    AlreadyReversed,
    LaterDecision,
    MaskedSupplier,
    NothingToSplit,
    SameSupplier,
    SupplierNotThere,
)
from kornhamn.suppliers.actions.splitting import found_apart, give_number_back
from kornhamn.suppliers.models import MatchCandidate, MatchDecision, Spelling, Supplier
from kornhamn.suppliers.rules.showing import shown_name
from kornhamn.suppliers.types import CandidateState, DecisionKind, SettledBy, SupplierKind


@transaction.atomic
def merge(one: UUID, other: UUID, *, reason: str = "", by: Actor, at: datetime) -> MatchDecision:
    """Make two suppliers one; the one with a checked number is kept, else the first named.

    Raises NotPermittedError, SupplierNotThere, SameSupplier and MaskedSupplier.
    """
    kept, gone = _locked(one, other, by)
    if SupplierKind.MASKED.value in {kept.kind, gone.kind}:
        raise MaskedSupplier
    if gone.organisation_number and not kept.organisation_number:
        kept, gone = gone, kept
    moved = _moved(gone.spellings.all(), kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    _candidate(kept, gone, CandidateState.MERGED)
    return _decided(DecisionKind.MERGE, kept, gone, moved, reason, by=by, at=at)


@transaction.atomic
def keep_apart(
    one: UUID, other: UUID, *, reason: str = "", by: Actor, at: datetime
) -> MatchDecision:
    """Say that two suppliers are two, so that nobody is asked again and no rule joins them.

    Raises NotPermittedError, SupplierNotThere and SameSupplier.
    """
    kept, apart = _locked(one, other, by)
    _candidate(kept, apart, CandidateState.KEPT_APART)
    return _decided(DecisionKind.KEEP_APART, kept, apart, [], reason, by=by, at=at)


@transaction.atomic
def split(
    supplier: UUID, spellings: Iterable[int], *, reason: str = "", by: Actor, at: datetime
) -> MatchDecision:
    """Make some of a supplier's spellings (by key) a supplier of their own.

    Raises NotPermittedError, SupplierNotThere and NothingToSplit.
    """
    require(by, Permission.SETTLE_SUPPLIERS)
    kept = _living([supplier])[0]
    chosen = kept.spellings.filter(key__in=list(spellings))
    if not chosen.exists() or chosen.count() == kept.spellings.count():
        raise NothingToSplit
    apart = found_apart(kept, chosen)
    moved = _moved(chosen, apart)
    _candidate(kept, apart, CandidateState.KEPT_APART)
    return _decided(DecisionKind.SPLIT, kept, apart, moved, reason, by=by, at=at)


@transaction.atomic
def reverse(decision_id: int, *, by: Actor, at: datetime) -> MatchDecision:
    """Take a decision back: spellings return where they were.

    Raises NotPermittedError, AlreadyReversed, and LaterDecision when another builds on it.
    """
    require(by, Permission.SETTLE_SUPPLIERS)
    decision = MatchDecision.objects.select_for_update().get(pk=decision_id)
    if decision.reversed_at is not None:
        raise AlreadyReversed
    kept, other = _both(decision)
    if decision.kind == DecisionKind.MERGE:
        other.merged_into = None
        other.save(update_fields=["merged_into"])
        _returned(decision, kept, other)
    elif decision.kind == DecisionKind.SPLIT:
        _returned(decision, other, kept)
        other.merged_into = kept
        other.save(update_fields=["merged_into"])
        give_number_back(kept, other)
    _candidate(kept, other, CandidateState.OPEN)
    decision.reversed_at, decision.reversed_by_name = at, by.name
    decision.save(update_fields=["reversed_at", "reversed_by_name"])
    record(_deed("reversed", decision), by=by, at=at)
    return decision


def _locked(one: UUID, other: UUID, by: Actor) -> tuple[Supplier, Supplier]:
    require(by, Permission.SETTLE_SUPPLIERS)
    if one == other:
        raise SameSupplier
    first, second = _living([one, other])
    return first, second


def _living(ids: list[UUID]) -> list[Supplier]:
    """Return the suppliers in the order asked for, locked in the order of keys."""
    there = Supplier.objects.select_for_update().filter(id__in=ids, merged_into=None)
    found = {supplier.id: supplier for supplier in there.order_by("key")}
    if len(found) != len(ids):
        raise SupplierNotThere
    return [found[one] for one in ids]


def _moved(spellings: QuerySet[Spelling], to: Supplier) -> list[list[object]]:
    """Move spellings, and return each with why it belonged where it was."""
    moved = [list(row) for row in spellings.order_by("key").values_list("key", "settled_by")]
    Spelling.objects.filter(key__in=[key for key, _ in moved]).update(
        supplier=to, settled_by=SettledBy.PERSON
    )
    return moved


def _returned(decision: MatchDecision, where: Supplier, to: Supplier) -> None:
    """Move the decision's spellings back, unless a later decision has moved them on."""
    keys = [key for key, _ in decision.moved]
    if Spelling.objects.filter(key__in=keys, supplier=where).count() != len(keys):
        raise LaterDecision
    for why in {settled_by for _, settled_by in decision.moved}:
        Spelling.objects.filter(key__in=[k for k, was in decision.moved if was == why]).update(
            supplier=to, settled_by=why
        )


def _both(decision: MatchDecision) -> tuple[Supplier, Supplier]:
    """Return the decision's suppliers, locked; kept must not have been merged since."""
    keys = [decision.kept_id, decision.other_id]
    there = {s.key: s for s in Supplier.objects.select_for_update().filter(key__in=keys)}
    kept, other = there[decision.kept_id], there[decision.other_id]
    into = kept.key if decision.kind == DecisionKind.MERGE else None
    if kept.merged_into_id is not None or other.merged_into_id != into:
        raise LaterDecision
    return kept, other


def _candidate(one: Supplier, other: Supplier, state: CandidateState) -> None:
    first, second = sorted((one.key, other.key))
    MatchCandidate.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"state": state},
        create_defaults={"state": state, "score": 0.0},
    )


def _decided(  # noqa: PLR0913 - a decision is exactly this
    kind: DecisionKind,
    kept: Supplier,
    other: Supplier,
    moved: list[list[object]],
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> MatchDecision:
    decision = MatchDecision.objects.create(
        kind=kind,
        kept=kept,
        other=other,
        moved=moved,
        reason=reason.strip(),
        decided_by_id=None if by.is_system else by.id,
        decided_by_name=by.name,
        decided_at=at,
    )
    record(_deed(_VERBS[kind], decision), by=by, at=at)
    return decision


_VERBS = {
    DecisionKind.MERGE: "merged",
    DecisionKind.SPLIT: "split",
    DecisionKind.KEEP_APART: "kept-apart",
}


def _deed(verb: str, decision: MatchDecision) -> Deed:
    """Return the deed; sole traders are pseudonyms in the trail too."""
    details = {
        "kind": decision.kind,
        "kept": _name(decision.kept),
        "other": _name(decision.other),
        "other_id": str(decision.other.id),
        "spellings": [key for key, _ in decision.moved],
        "reason": decision.reason,
    }
    return Deed(f"supplier.{verb}", "supplier", str(decision.kept.id), details)


def _name(supplier: Supplier) -> str:
    return shown_name(supplier.name, supplier.kind, supplier.key, personal=False)
