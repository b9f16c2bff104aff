"""Contracts that were found in order, written with all that belongs to them, set by set."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from kornhamn.audit.actions import record_all
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import (
    Contract,
    ContractedSupplier,
    ContractOption,
    ContractUser,
)
from kornhamn.contracts.types import ContractState, NewContract
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Actor

_ONE_DAY = timedelta(days=1)
Origin = Mapping[str, object]


def write_contracts(
    news: Sequence[tuple[NewContract, Origin]], *, by: Actor, at: datetime, on: date
) -> list[Contract]:
    """Write contracts with parties, users and options, each with its deed in the trail."""
    made = Contract.objects.bulk_create(
        _contract(new, origin, by=by, at=at, on=on) for new, origin in news
    )
    pairs = [(new, contract) for (new, _), contract in zip(news, made, strict=True)]
    ContractedSupplier.objects.bulk_create(
        ContractedSupplier(contract=contract, supplier_id=p.supplier, lot=p.lot, rank=p.rank)
        for new, contract in pairs
        for p in new.parties
    )
    ContractUser.objects.bulk_create(
        ContractUser(contract=contract, authority_id=user)
        for new, contract in pairs
        for user in dict.fromkeys(new.users)
        if user != new.authority
    )
    ContractOption.objects.bulk_create(
        ContractOption(contract=contract, ends_on=o.last_day + _ONE_DAY, notice_on=o.notice_on)
        for new, contract in pairs
        for o in new.options
    )
    record_all([_deed(contract) for contract in made], by=by, at=at)
    return made


def _contract(new: NewContract, origin: Origin, *, by: Actor, at: datetime, on: date) -> Contract:
    period = Period.inclusive(new.first_day, new.last_day)
    return Contract(
        reference=new.reference.strip(),
        title=new.title.strip(),
        authority_id=new.authority,
        manager_id=new.manager,
        state=state_on(period, on),
        period=DateRange(period.start, period.end),
        category=new.category,
        is_framework=new.is_framework,
        for_the_group=new.for_the_group,
        ceiling_ore=new.ceiling_ore,
        procurement_id=new.procurement,
        prices=new.prices,
        indexation=new.indexation,
        registered_at=at,
        registered_by_name=by.name,
        origin=dict(origin),
    )


def state_on(period: Period, day: date) -> ContractState:
    """Return the state that the days alone give a contract."""
    if day < period.start:
        return ContractState.PLANNED
    return ContractState.IN_FORCE if day in period else ContractState.ENDED


def _deed(contract: Contract) -> Deed:
    details = {"reference": contract.reference, "title": contract.title}
    return Deed("contract.registered", "contract", str(contract.pk), details)
