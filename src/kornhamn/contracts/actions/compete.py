"""Verbs: renew the competition among a lot's suppliers, note offers, choose the winner."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.actions.call_off import (
    allowed_past,
    callable_contract,
    opened,
    record_order,
)
from kornhamn.contracts.actions.call_off_refusals import (
    NoOfferError,
    NotThisWayError,
    OfferClosedError,
    words,
)
from kornhamn.contracts.models import CallOff, CallOffOffer, Contract
from kornhamn.contracts.permissions import require_calls_off_for
from kornhamn.contracts.queries.call_offs import lot_turn
from kornhamn.contracts.types import CallOffMethod, CallOffState, NewCallOff, OverCeiling
from kornhamn.organisation.types import Actor


@transaction.atomic
def ask_offers(new: NewCallOff, *, by: Actor, at: datetime, on: date) -> CallOff:
    """Ask every supplier of a lot for an offer (LOU 7:9): nobody may be left out."""
    contract = callable_contract(new, by=by, on=on)
    found = lot_turn(contract, new.lot, authority=new.authority)
    if found.method is not CallOffMethod.COMPETITION:
        raise NotThisWayError
    made = opened(new, contract, found.method, found.turn, by=by, at=at)
    made.save()
    CallOffOffer.objects.bulk_create(
        CallOffOffer(call_off=made, party_id=each.party, asked_on=on) for each in found.candidates
    )
    details = {"contract": contract.pk, "what": made.what, "asked": len(found.candidates)}
    record(Deed("call-off.asked", "call-off", str(made.pk), details), by=by, at=at)
    return made


@transaction.atomic
def note_offer(
    offer_id: int, *, ore: int | None, note: str, by: Actor, at: datetime, on: date
) -> CallOffOffer:
    """Note what a supplier offered; no amount: it answered that it will not offer."""
    offer = CallOffOffer.objects.get(pk=offer_id)
    require_calls_off_for(by, offer.call_off.authority_id)
    # the call-off is what whoever chooses locks: an offer is not changed while it is being chosen
    if CallOff.objects.select_for_update().get(pk=offer.call_off_id).state != CallOffState.ASKED:
        raise OfferClosedError
    offer.ore, offer.note, offer.received_on = ore, note.strip(), on
    offer.save(update_fields=["ore", "note", "received_on"])
    details = {"offer": offer.pk, "ore": ore, "note": offer.note}
    record(Deed("call-off.offer-noted", "call-off", str(offer.call_off_id), details), by=by, at=at)
    return offer


@transaction.atomic
def choose_offer(  # noqa: PLR0913 - a decision, its reason and what it may need past the ceiling
    call_off_id: UUID,
    offer_id: int,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    on: date,
    over: OverCeiling | None = None,
    invoiced_ore: int | None = None,
) -> CallOff:
    """Choose who wins a renewed competition, with the reason, and order from it."""
    found = CallOff.objects.select_for_update().get(pk=call_off_id)
    require_calls_off_for(by, found.authority_id)
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=found.contract_id)
    if found.state != CallOffState.ASKED:
        raise OfferClosedError
    offer = found.offers.get(pk=offer_id)
    if offer.ore is None:
        raise NoOfferError
    allowed = allowed_past(contract, offer.ore, over, invoiced_ore=invoiced_ore)
    offer.is_winner = True
    offer.save(update_fields=["is_winner"])
    found.state, found.ordered_on, found.party_id = CallOffState.ORDERED, on, offer.party_id
    found.ore, found.reason = offer.ore, words(reason)
    found.over_ground, found.over_decision = allowed.ground, allowed.decision
    found.save()
    record_order(found, by=by, at=at)
    return found
