"""Verb: register a contract that was agreed."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import (
    Contract,
    ContractedSupplier,
    ContractOption,
    ContractUser,
)
from kornhamn.contracts.types import ContractState, NewContract
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.queries import standing_suppliers

_ONE_DAY = timedelta(days=1)


class ContractKnownError(DomainError):
    """The authority has a contract with that reference."""

    code = "contract.known"
    message = N_(
        "“%(reference)s” is already registered: change that contract, or correct this one."
    )


class NoPartyError(DomainError):
    """A contract with nobody."""

    code = "contract.no-party"
    message = N_("A contract has at least one supplier: say who it is with.")


class PartyTwiceError(DomainError):
    """The same supplier, or the same rank, twice in a lot."""

    code = "contract.party-twice"
    message = N_("In lot “%(lot)s” a supplier or a rank stands twice: each stands once in a lot.")


class SupplierUnknownError(DomainError):
    """A supplier that is not there, or that has become part of another."""

    code = "contract.supplier-unknown"
    message = N_("A supplier of the contract is not known any more: choose it anew.")


class OptionOutOfOrderError(DomainError):
    """An option that prolongs nothing, or one that would be decided too late."""

    code = "contract.option-out-of-order"
    message = N_(
        "The option to %(last)s must prolong the contract beyond %(before)s, and its last day to "
        "decide must come before the contract would end."
    )


@transaction.atomic
def register_contract(
    new: NewContract, *, by: Actor, at: datetime, on: date, origin: dict[str, object] | None = None
) -> Contract:
    """Register a contract with its parties, users and options; its state follows from the day."""
    period = Period.inclusive(new.first_day, new.last_day)
    _refuse(new, period)
    contract = Contract.objects.create(
        reference=new.reference.strip(),
        title=new.title.strip(),
        authority_id=new.authority,
        state=state_on(period, on),
        period=DateRange(period.start, period.end),
        category=new.category,
        is_framework=new.is_framework,
        for_the_group=new.for_the_group,
        ceiling_ore=new.ceiling_ore,
        procurement_id=new.procurement,
        registered_at=at,
        registered_by_name=by.name,
        origin=origin or {},
    )
    ContractedSupplier.objects.bulk_create(
        ContractedSupplier(contract=contract, supplier_id=p.supplier, lot=p.lot, rank=p.rank)
        for p in new.parties
    )
    ContractUser.objects.bulk_create(
        ContractUser(contract=contract, authority_id=user)
        for user in dict.fromkeys(new.users)
        if user != new.authority
    )
    ContractOption.objects.bulk_create(
        ContractOption(contract=contract, ends_on=o.last_day + _ONE_DAY, notice_on=o.notice_on)
        for o in new.options
    )
    details = {"reference": contract.reference, "title": contract.title}
    record(Deed("contract.registered", "contract", str(contract.pk), details), by=by, at=at)
    return contract


def state_on(period: Period, day: date) -> ContractState:
    """Return the state that the days alone give a contract."""
    if day < period.start:
        return ContractState.PLANNED
    return ContractState.IN_FORCE if day in period else ContractState.ENDED


def _refuse(new: NewContract, period: Period) -> None:
    if not new.parties:
        raise NoPartyError
    for lot, count in Counter((p.lot, p.supplier) for p in new.parties).items():
        if count > 1:
            raise PartyTwiceError(lot=lot[0])
    for rank, count in Counter((p.lot, p.rank) for p in new.parties if p.rank).items():
        if count > 1:
            raise PartyTwiceError(lot=rank[0])
    keys = {party.supplier for party in new.parties}
    if standing_suppliers(keys) != keys:
        raise SupplierUnknownError
    if Contract.objects.filter(
        authority_id=new.authority, reference=new.reference.strip()
    ).exists():
        raise ContractKnownError(reference=new.reference)
    _refuse_options(new, period)


def _refuse_options(new: NewContract, period: Period) -> None:
    """Each option prolongs what the one before it left, and is decided before that ends."""
    end = period.end
    for option in sorted(new.options, key=lambda each: each.last_day):
        if end is None or option.last_day < end or option.notice_on >= end:
            before = "" if end is None else end - _ONE_DAY
            raise OptionOutOfOrderError(last=option.last_day, before=before)
        end = option.last_day + _ONE_DAY
