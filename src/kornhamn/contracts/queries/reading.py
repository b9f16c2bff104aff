"""Contracts as somebody may read them: lists, one contract, and what waits for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from kornhamn.contracts.models import Contract, ContractedSupplier, ContractOption
from kornhamn.contracts.queries.prices import named_prices
from kornhamn.contracts.types import ContractState, OptionState
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.queries import family_of

_ONE_DAY = timedelta(days=1)
LIVING = (ContractState.PLANNED, ContractState.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which somebody must have decided something about a contract."""

    contract: Contract
    on: date
    option: ContractOption | None  # None: the contract ends that day, and nothing comes after


def contract_list(actor: Actor) -> QuerySet[Contract]:
    """Return the contracts the actor may read, with owner, manager and suppliers."""
    return (
        Contract.objects.visible_to(actor)
        .select_related("authority", "manager")
        .prefetch_related("parties__supplier")
    )


def contracts_with(supplier: int, actor: Actor, *, most: int = 50) -> list[Contract]:
    """Return the contracts with a supplier (its key) that the actor may read, living ones first.

    Suppliers that have become part of this one count as it.
    """
    own = ContractedSupplier.objects.filter(supplier__in=family_of([supplier]))
    theirs = own.values("contract")
    found = Contract.objects.visible_to(actor).filter(pk__in=theirs).select_related("authority")
    ended = ~Q(state__in=LIVING)
    return list(found.annotate(ended=ended).order_by("ended", "period__endswith", "pk")[:most])


def contract_of(contract_id: UUID, actor: Actor) -> Contract | None:
    """Return a contract the actor may read, with all that belongs to it, or None."""
    return (
        Contract.objects.visible_to(actor)
        .filter(id=contract_id)
        .select_related("authority", "manager", "procurement", "successor")
        .prefetch_related(
            "parties__supplier", "users__authority", "options", "terms", "documents", "predecessors"
        )
        .first()
    )


def option_of(option_id: UUID, actor: Actor) -> ContractOption | None:
    """Return an option of a contract the actor may read, or None."""
    readable = Contract.objects.visible_to(actor)
    return (
        ContractOption.objects.filter(pk=option_id, contract__in=readable)
        .select_related("contract__authority")
        .first()
    )


def deadlines(actor: Actor, *, on: date, days: int) -> list[Deadline]:
    """Return what must be decided within so many days, the nearest first."""
    until = on + timedelta(days=days)
    living = Contract.objects.visible_to(actor).filter(state__in=LIVING)
    options = ContractOption.objects.filter(
        contract__in=living, state=OptionState.OPEN, notice_on__range=(on, until)
    ).select_related("contract__authority", "contract__manager")
    ending = (
        living.filter(
            period__endswith__gt=on, period__endswith__lte=until + _ONE_DAY, successor=None
        )
        .exclude(options__state=OptionState.OPEN)
        .select_related("authority", "manager")
    )
    found = [Deadline(option.contract, option.notice_on, option) for option in options]
    found += [Deadline(c, c.period.upper - _ONE_DAY, None) for c in ending]
    return sorted(found, key=lambda each: (each.on, each.contract.pk))


def catalogue(
    actor: Actor, *, on: date, words: str, categories: Sequence[str] = ()
) -> QuerySet[Contract]:
    """Return the contracts the actor's authorities can buy from that day, found by words.

    A word is looked for in the title, the category's codes given, the suppliers' names, and what
    the price lists hold that day; those of the categories come first.
    """
    found = contract_list(actor).filter(state=ContractState.IN_FORCE, period__contains=on)
    for word in words.split():
        hit = Q(title__icontains=word) | Q(parties__supplier__name__icontains=word)
        priced = Q(pk__in=named_prices(on, [word]).values("price_list__contract"))
        found = found.filter(
            Q(pk__in=Contract.objects.filter(hit | Q(category__in=categories))) | priced
        )
    named = found.annotate(is_named=Q(category__in=categories))
    return named.prefetch_related("call_off_rules").order_by("-is_named", "title", "pk")
