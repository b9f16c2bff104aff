"""A contract's call-offs, how it is called off from, and what is left of its ceiling."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import (
    CallOff,
    Contract,
    buying_authorities,
    call_offs_of,
    lot_turn,
    lots_of,
)
from kornhamn.contracts.types import CallOffState, ContractState
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.call_offs.ceiling import ceiling_parts
from kornhamn.web.pages.call_offs.words import (
    COLOURS,
    HOW,
    METHODS,
    STATES,
    skip_in_words,
    turn_in_words,
)
from kornhamn.web.pages.contracts.frame import framed, opened
from kornhamn.web.requests import AppRequest

_MOST = 200


@requires(Permission.READ_CONTRACTS)
@require_safe
def call_offs(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show what was called off, by whom, from whom and why from that one."""
    found = opened(request, contract_id)
    may_buy = bool(buying_authorities(found, request.actor))
    page = framed(request, found, "contract-call-offs") | {
        **ceiling_parts(found),
        "lots": [lot_row(found, lot) for lot in lots_of(found)],
        "rows": [_row(one) for one in call_offs_of(found)[:_MOST]],
        "may_buy": may_buy and found.state == ContractState.IN_FORCE,
        "may_distribute": manages(request.actor, found),
    }
    return render(request, "call_offs/list.html", page)


def lot_row(contract: Contract, lot: str) -> dict[str, Any]:
    """Return how a lot is called off from, ready to write."""
    found = lot_turn(contract, lot)
    return {
        "lot": lot,
        "method": METHODS[found.method],
        "how": HOW[found.method],
        "turn": turn_in_words(found),
        "names": [
            f"{each.rank}. {each.name}" if each.rank else each.name for each in found.candidates
        ],
    }


def _row(one: CallOff) -> dict[str, Any]:
    return {
        "one": one,
        "url": reverse("one-call-off", args=[one.pk]),
        "supplier": one.party.supplier.name if one.party else "",
        "state": STATES[CallOffState(one.state)],
        "colour": COLOURS[CallOffState(one.state)],
        "skips": [skip_in_words(s.party.supplier.name, s.reason, s.note) for s in one.skips.all()],
    }
