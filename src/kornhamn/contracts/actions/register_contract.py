"""Verb: register a contract that was agreed."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction

from kornhamn.contracts.actions.writing import write_contracts
from kornhamn.contracts.models import Contract
from kornhamn.contracts.permissions import require_manages_for
from kornhamn.contracts.types import NewContract
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.period import Period, day_after
from kornhamn.organisation.queries import Authority
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
    require_manages_for(by, Authority.objects.get(pk=new.authority))
    period = Period.inclusive(new.first_day, new.last_day)
    _refuse(new, period)
    (contract,) = write_contracts([(new, origin or {})], by=by, at=at, on=on)
    return contract


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
    refuse_options(new, period)


def refuse_options(new: NewContract, period: Period) -> None:
    """Each option prolongs what the one before it left, and is decided before that ends."""
    end = period.end
    for option in sorted(new.options, key=lambda each: each.last_day):
        if end is None or option.last_day < end or option.notice_on >= end:
            before = "" if end is None else end - _ONE_DAY
            raise OptionOutOfOrderError(last=option.last_day, before=before)
        end = day_after(option.last_day)
