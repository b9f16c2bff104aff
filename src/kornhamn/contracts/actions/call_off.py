"""Verbs: call off by the contract's own order, and cancel."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.actions.call_off_refusals import (
    AlreadyCancelledError,
    CeilingReachedError,
    LotUnknownError,
    MayNotBuyError,
    NotCallableError,
    NothingCalledOffError,
    NotThisWayError,
    NoTurnError,
    SkipUnknownError,
    words,
)
from kornhamn.contracts.models import CallOff, CallOffSkip, Contract
from kornhamn.contracts.permissions import require_calls_off_for
from kornhamn.contracts.queries.call_offs import (
    buying_authorities,
    ceiling_of,
    lot_turn,
    lots_of,
)
from kornhamn.contracts.rules.ceiling import standing
from kornhamn.contracts.types import (
    CallOffMethod,
    CallOffState,
    CeilingState,
    ContractState,
    NewCallOff,
    OverCeiling,
    Turn,
)
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Actor


@transaction.atomic
def call_off(
    new: NewCallOff, *, by: Actor, at: datetime, on: date, invoiced_ore: int | None = None
) -> CallOff:
    """Call off from the supplier whose turn it is, given those that were skipped with a reason.

    Past the ceiling it takes a ground in law and a decision.
    """
    contract = callable_contract(new, by=by, on=on)
    if not new.ore or new.ore <= 0:
        raise NothingCalledOffError
    skipped = {skip.party for skip in new.skips}
    found = lot_turn(contract, new.lot, authority=new.authority, skipped=skipped)
    if found.method is CallOffMethod.COMPETITION:
        raise NotThisWayError
    if len(skipped) < len(new.skips) or not skipped <= {one.party for one in found.candidates}:
        raise SkipUnknownError
    if found.turn.party is None:
        raise NoTurnError
    over = allowed_past(contract, new.ore, new.over, invoiced_ore=invoiced_ore)
    made = opened(new, contract, found.method, found.turn, by=by, at=at)
    made.state, made.ordered_on, made.party_id = CallOffState.ORDERED, on, found.turn.party
    made.ore, made.over_ground, made.over_decision = new.ore, over.ground, over.decision
    made.save()
    CallOffSkip.objects.bulk_create(
        CallOffSkip(call_off=made, party_id=s.party, reason=s.reason, note=words(s.note))
        for s in new.skips
    )
    record_order(made, by=by, at=at)
    return made


@transaction.atomic
def cancel_call_off(call_off_id: UUID, *, reason: str, by: Actor, at: datetime) -> CallOff:
    """Cancel a call-off, with a reason; it counts no longer against the ceiling."""
    found = CallOff.objects.select_for_update().get(pk=call_off_id)
    require_calls_off_for(by, found.authority_id)
    if found.state == CallOffState.CANCELLED:
        raise AlreadyCancelledError
    found.state, found.reason = CallOffState.CANCELLED, words(reason)
    found.save(update_fields=["state", "reason"])
    details = {"contract": found.contract_id, "what": found.what, "reason": found.reason}
    record(Deed("call-off.cancelled", "call-off", str(found.pk), details), by=by, at=at)
    return found


def callable_contract(new: NewCallOff, *, by: Actor, on: date) -> Contract:
    """Return the contract, locked, if it can be called off from that day, there and for whom."""
    require_calls_off_for(by, new.authority)
    found = Contract.objects.select_for_update(of=("self",)).get(id=new.contract)
    words(new.what)
    if found.state != ContractState.IN_FORCE or on not in Period(
        found.period.lower, found.period.upper
    ):
        raise NotCallableError(on=on)
    if new.lot not in lots_of(found):
        raise LotUnknownError(lot=new.lot)
    if all(one.pk != new.authority for one in buying_authorities(found, by)):
        raise MayNotBuyError
    return found


def allowed_past(
    contract: Contract, ore: int, over: OverCeiling | None, *, invoiced_ore: int | None
) -> OverCeiling:
    """Return what lets the sum past the ceiling, blank where it stays below; or refuse."""
    ceiling = ceiling_of(contract, invoiced_ore=invoiced_ore)
    if standing(ceiling, adding_ore=ore) is not CeilingState.OVER:
        return OverCeiling("", "")
    if over is None or not over.ground.strip() or not over.decision.strip():
        raise CeilingReachedError(left=max(ceiling.left_ore or 0, 0) // 100)
    return OverCeiling(over.ground.strip(), over.decision.strip())


def opened(
    new: NewCallOff,
    contract: Contract,
    method: CallOffMethod,
    turn: Turn,
    *,
    by: Actor,
    at: datetime,
) -> CallOff:
    """Return a call-off with the contract's next number, not saved yet."""
    period = Period.inclusive(new.first_day, new.last_day)
    latest = CallOff.objects.filter(contract=contract).aggregate(number=Max("number"))["number"]
    return CallOff(
        contract=contract,
        number=(latest or 0) + 1,
        lot=new.lot,
        authority_id=new.authority,
        what=new.what.strip(),
        period=(period.start, period.end),
        method=method,
        state=CallOffState.ASKED,
        turn=turn.reason,
        made_at=at,
        made_by_name=by.name,
    )


def record_order(made: CallOff, *, by: Actor, at: datetime) -> None:
    """Write an order in the trail."""
    details = {
        "contract": made.contract_id,
        "what": made.what,
        "ore": made.ore,
        "turn": made.turn,
        "skipped": [f"{s.party_id}: {s.reason}" for s in made.skips.all()],
        "over": made.over_decision,
        "reason": made.reason,
    }
    record(Deed("call-off.ordered", "call-off", str(made.pk), details), by=by, at=at)
