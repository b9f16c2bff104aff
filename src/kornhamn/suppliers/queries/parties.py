"""Suppliers, their spellings, the questions about them and what people decided."""

from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, Substr

from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Actor, Permission
from kornhamn.suppliers.models import MatchCandidate, MatchDecision, Spelling, Supplier
from kornhamn.suppliers.rules.showing import PSEUDONYM
from kornhamn.suppliers.types import CandidateState, SupplierKind


def sees_persons(actor: Actor) -> bool:
    """Tell whether somebody may see who sole traders are."""
    return may(actor, Permission.READ_PERSONAL_NUMBERS)


def suppliers_as_seen(*, personal: bool) -> QuerySet[Any]:
    """Return the living suppliers with `shown`, `sought` and `spelled`.

    That is the name this reader sees, what a search looks in (the numbers too), and how many
    spellings there are. Without the right a sole trader is a pseudonym, also to searches.
    """
    pseudonym = Concat(
        Value(PSEUDONYM.replace("%s", "")), Cast("key", CharField()), output_field=CharField()
    )
    hidden = When(kind=SupplierKind.SOLE_TRADER, then=pseudonym)
    shown = F("name") if personal else Case(hidden, default=F("name"), output_field=CharField())
    living = Supplier.objects.filter(merged_into=None)
    number, space = F("organisation_number"), Value(" ")
    dashed = Concat(Substr(number, 1, 6), Value("-"), Substr(number, 7))
    return living.annotate(
        shown=shown,
        sought=Concat(
            shown, space, number, space, dashed, space, F("foreign_number"),
            output_field=CharField(),
        ),
        spelled=Count("spellings"),
    )  # fmt: skip


def supplier_of(supplier_id: UUID) -> Supplier | None:
    """Return a supplier, or the one it has become part of; None where there is none."""
    found = Supplier.objects.filter(id=supplier_id).select_related("merged_into").first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def spellings_of(supplier: Supplier) -> QuerySet[Spelling]:
    """Return a supplier's spellings, those alike beside each other."""
    return supplier.spellings.order_by("plain_name", "name", "key")


def spellings_concerned(decision: MatchDecision) -> list[int]:
    """Return the keys of the spellings of both suppliers of a decision, as they stand now."""
    both = Spelling.objects.filter(supplier__in=[decision.kept_id, decision.other_id])
    return list(both.order_by("key").values_list("key", flat=True))


def open_questions() -> QuerySet[MatchCandidate]:
    """Return the proposals that wait for somebody, the likeliest first."""
    return (
        MatchCandidate.objects.filter(
            state=CandidateState.OPEN, first__merged_into=None, second__merged_into=None
        )
        .select_related("first", "second")
        .order_by("-score", "pk")
    )


def questions_about(supplier: Supplier) -> QuerySet[MatchCandidate]:
    """Return the open proposals that name a supplier."""
    return open_questions().filter(Q(first=supplier) | Q(second=supplier))


def decisions_about(supplier: Supplier) -> QuerySet[MatchDecision]:
    """Return what people decided about a supplier and those it consists of, the latest first."""
    family = Q(pk=supplier.pk) | Q(merged_into=supplier)
    keys = list(Supplier.objects.filter(family).values_list("key", flat=True))
    found = MatchDecision.objects.filter(Q(kept__in=keys) | Q(other__in=keys))
    return found.select_related("kept", "other").order_by("-decided_at", "-pk")


def latest_decisions(most: int = 5) -> list[MatchDecision]:
    """Return the latest decisions that stand."""
    standing = MatchDecision.objects.filter(reversed_at=None).select_related("kept", "other")
    return list(standing.order_by("-decided_at", "-pk")[:most])
