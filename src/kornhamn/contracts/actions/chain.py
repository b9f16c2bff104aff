"""Verbs: register a subcontractor, decide about it, and see to it that terms flow down."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import (
    Contract,
    ContractTerm,
    FlowConfirmation,
    Subcontractor,
    TermFlow,
)
from kornhamn.contracts.permissions import require_manages
from kornhamn.contracts.queries.supply_chain import LIVING_CHAIN
from kornhamn.contracts.types import NewSubcontractor, SubcontractorState
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.queries import family_of, standing_suppliers


class ChainInCircleError(DomainError):
    """A supplier that would work for itself."""

    code = "subcontractor.in-circle"
    message = N_("It stands above in the same chain already: nobody is a subcontractor of its own.")


class SubcontractorThereError(DomainError):
    """A supplier that stands there already."""

    code = "subcontractor.there"
    message = N_("It is registered there already.")


class ChainUnknownError(DomainError):
    """A place in the chain that is not there, or a supplier nobody knows."""

    code = "subcontractor.unknown"
    message = N_("The place in the chain, or the supplier, is not known any more: choose anew.")


class ChainWordsMissingError(DomainError):
    """A role, reason or evidence that nobody wrote."""

    code = "subcontractor.words-missing"
    message = N_("Write what it does, or why: somebody will ask in a year.")


@transaction.atomic
def register_subcontractor(
    new: NewSubcontractor, *, by: Actor, at: datetime, on: date
) -> Subcontractor:
    """Register a subcontractor under a contract, in its tier; no supplier stands above itself."""
    contract = Contract.objects.select_for_update(of=("self",)).get(id=new.contract)
    require_manages(by, contract)
    party = contract.parties.filter(pk=new.party).first()
    places = Subcontractor.objects.filter(contract=contract, party=party)
    above = places.filter(pk=new.above).first() if new.above else None
    if party is None or (new.above and above is None):
        raise ChainUnknownError
    if standing_suppliers({new.supplier}) != {new.supplier}:
        raise ChainUnknownError
    own = family_of([new.supplier])
    if own & (_upwards(above) | {party.supplier_id}):
        raise ChainInCircleError
    there = Subcontractor.objects.filter(
        contract=contract, party=party, above=above, supplier__in=own, state__in=LIVING_CHAIN
    )
    if there.exists():
        raise SubcontractorThereError
    one = Subcontractor.objects.create(
        contract=contract, party=party, above=above, supplier_id=new.supplier,
        tier=above.tier + 1 if above else 1, role=_words(new.role), percent=new.percent,
        registered_on=on,
    )  # fmt: skip
    details = {"contract": contract.pk, "supplier": new.supplier, "tier": one.tier}
    record(Deed("subcontractor.registered", "subcontractor", str(one.pk), details), by=by, at=at)
    return one


@transaction.atomic
def decide_subcontractor(
    subcontractor_id: UUID, state: SubcontractorState, *, reason: str, by: Actor, at: datetime
) -> Subcontractor:
    """Approve, refuse or replace a subcontractor, with a reason."""
    one = Subcontractor.objects.select_for_update().get(pk=subcontractor_id)
    require_manages(by, one.contract)
    if state in LIVING_CHAIN and _beside(one).exists():
        raise SubcontractorThereError
    one.state, one.reason = state, _words(reason)
    one.save(update_fields=["state", "reason"])
    details = {"contract": one.contract_id, "state": state.value, "reason": one.reason}
    record(Deed("subcontractor.decided", "subcontractor", str(one.pk), details), by=by, at=at)
    return one


@transaction.atomic
def let_flow(term: ContractTerm, *, deepest: int | None, by: Actor, at: datetime) -> TermFlow:
    """Say that a term must bind subcontractors too, down to a tier or through the whole chain."""
    require_manages(by, term.contract)
    flow, _ = TermFlow.objects.update_or_create(term=term, defaults={"deepest": deepest})
    details = {"contract": term.contract_id, "deepest": deepest}
    record(Deed("term.flows-down", "term", str(term.pk), details), by=by, at=at)
    return flow


@transaction.atomic
def confirm_flow(
    one: Subcontractor, term: ContractTerm, *, evidence: str, by: Actor, at: datetime, on: date
) -> FlowConfirmation:
    """Keep the evidence that a term binds a subcontractor."""
    require_manages(by, one.contract)
    require_manages(by, term.contract)
    said = {
        "evidence": _words(evidence),
        "confirmed_on": on,
        "confirmed_by_name": by.name,
    }
    found, _ = FlowConfirmation.objects.update_or_create(
        subcontractor=one, term=term, defaults=said
    )
    details = {"contract": one.contract_id, "term": str(term.pk), "evidence": said["evidence"]}
    record(Deed("term.flow-confirmed", "subcontractor", str(one.pk), details), by=by, at=at)
    return found


def _beside(one: Subcontractor) -> QuerySet[Subcontractor]:
    """Return the same supplier where it lives in the same place, registered anew."""
    same = Subcontractor.objects.filter(
        contract=one.contract_id, party=one.party_id, above=one.above_id, supplier=one.supplier_id
    )
    return same.filter(state__in=LIVING_CHAIN).exclude(pk=one.pk)


def _upwards(one: Subcontractor | None) -> set[int]:
    """Return the suppliers from a place in the chain upwards."""
    found: set[int] = set()
    while one is not None:
        found.add(one.supplier_id)
        one = one.above
    return found


def _words(text: str) -> str:
    if not text.strip():
        raise ChainWordsMissingError
    return text.strip()
