"""Call-offs as somebody may read them, and whose turn it is."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, Sum

from kornhamn.contracts.models import (
    CallOff,
    CallOffOffer,
    CallOffPart,
    CallOffRule,
    Contract,
    ContractedSupplier,
)
from kornhamn.contracts.rules.distribution import Circumstances, method_without_rule, turn_of
from kornhamn.contracts.types import CallOffMethod, CallOffState, Candidate, Ceiling, Turn
from kornhamn.organisation.queries import Authority, authorities_within
from kornhamn.organisation.types import Actor, Permission


@dataclass(frozen=True, slots=True)
class LotTurn:
    """How a lot is called off from, among whom, and whose turn it is."""

    lot: str
    method: CallOffMethod
    candidates: tuple[Candidate, ...]
    turn: Turn


def lots_of(contract: Contract) -> list[str]:
    """Return the contract's lots in order; one nameless lot where it has none."""
    return sorted({party.lot for party in contract.parties.all()})


def lot_turn(
    contract: Contract,
    lot: str,
    *,
    authority: UUID | None = None,
    skipped: Collection[int] = (),
) -> LotTurn:
    """Return whose turn it is in a lot, given who buys and who was skipped."""
    candidates = _candidates(contract, lot)
    rule = CallOffRule.objects.filter(contract=contract, lot=lot).first()
    method = CallOffMethod(rule.method) if rule else method_without_rule(candidates)
    latest = CallOff.objects.filter(contract=contract, lot=lot, state=CallOffState.ORDERED)
    last = latest.order_by("-number").values_list("party", flat=True).first()
    known = Circumstances(authority, frozenset(skipped), last)
    return LotTurn(lot, method, tuple(candidates), turn_of(method, candidates, known))


def ceiling_of(contract: Contract, *, invoiced_ore: int | None = None) -> Ceiling:
    """Return what is called off under a contract, beside its ceiling."""
    ordered = CallOff.objects.filter(contract=contract, state=CallOffState.ORDERED)
    called = ordered.aggregate(sum=Sum("ore"))["sum"] or 0
    return Ceiling(contract.ceiling_ore, called, invoiced_ore)


def call_offs_of(contract: Contract) -> QuerySet[CallOff]:
    """Return the contract's call-offs, the latest first."""
    found = CallOff.objects.filter(contract=contract)
    return found.select_related("authority", "party__supplier").prefetch_related(
        "skips__party__supplier"
    )


def call_off_of(call_off_id: UUID, actor: Actor) -> CallOff | None:
    """Return a call-off of a contract that the actor may read."""
    found = CallOff.objects.filter(pk=call_off_id, contract__in=Contract.objects.visible_to(actor))
    return (
        found.select_related("contract__authority", "authority", "party__supplier")
        .prefetch_related("offers__party__supplier", "skips__party__supplier")
        .first()
    )


def offer_of(offer_id: int, actor: Actor) -> CallOffOffer | None:
    """Return an offer in a call-off of a contract that the actor may read."""
    readable = Contract.objects.visible_to(actor)
    found = CallOffOffer.objects.filter(pk=offer_id, call_off__contract__in=readable)
    return found.select_related("call_off__contract", "party__supplier").first()


def buying_authorities(contract: Contract, actor: Actor) -> list[Authority]:
    """Return the authorities that may buy under a contract and for whom the actor calls off."""
    own = authorities_within(actor, Permission.CALL_OFF)
    if contract.for_the_group:
        return own
    users = {contract.authority_id, *(user.authority_id for user in contract.users.all())}
    return [authority for authority in own if authority.pk in users]


def _candidates(contract: Contract, lot: str) -> list[Candidate]:
    parties = ContractedSupplier.objects.filter(contract=contract, lot=lot)
    parts: defaultdict[int, list[CallOffPart]] = defaultdict(list)
    for part in CallOffPart.objects.filter(party__in=parties):
        parts[part.party_id].append(part)
    ordered = CallOff.objects.filter(contract=contract, state=CallOffState.ORDERED)
    called = dict(ordered.values_list("party").annotate(sum=Sum("ore")))
    return [
        Candidate(
            party.pk,
            party.supplier.name,
            party.rank,
            next((part.percent for part in parts[party.pk] if part.percent), None),
            called.get(party.pk) or 0,
            frozenset(part.authority_id for part in parts[party.pk] if part.authority_id),
        )
        for party in parties.select_related("supplier").order_by("rank", "pk")
    ]
