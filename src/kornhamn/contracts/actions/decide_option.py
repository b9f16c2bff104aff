"""Verbs: use an option, decline it, and let it lapse when its last day has passed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Contract, ContractOption
from kornhamn.contracts.permissions import require_manages, require_manages_all
from kornhamn.contracts.types import ContractState, ContractVerb, OptionState
from kornhamn.contracts.workflow import next_state
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor


class OptionDecidedError(DomainError):
    """Somebody decided before, or its last day has passed."""

    code = "option.decided"
    message = N_("The option is already %(state)s.")


class OptionTooLateError(DomainError):
    """The last day to decide has passed."""

    code = "option.too-late"
    message = N_("The option had to be decided by %(last)s. To prolong now takes a new agreement.")


class EarlierOptionOpenError(DomainError):
    """An option that builds on another that nobody has decided."""

    code = "option.earlier-open"
    message = N_("An earlier option is not decided yet: decide that one first.")


class ReasonMissingError(DomainError):
    """A decision without a reason."""

    code = "option.reason-missing"
    message = N_("Write why: somebody will ask in a year.")


@transaction.atomic
def use_option(option_id: UUID, *, reason: str, by: Actor, at: datetime, on: date) -> Contract:
    """Prolong the contract by an open option, in time and with a reason."""
    option = _open(option_id, reason, on, by)
    contract = Contract.objects.select_for_update().get(pk=option.contract_id)
    if contract.options.filter(state=OptionState.OPEN, ends_on__lt=option.ends_on).exists():
        raise EarlierOptionOpenError
    contract.state = next_state(ContractState(contract.state), ContractVerb.PROLONG)
    contract.period = (contract.period.lower, option.ends_on)
    contract.save(update_fields=["state", "period"])
    _decide(option, OptionState.USED, reason, by=by, at=at)
    return contract


@transaction.atomic
def decline_option(option_id: UUID, *, reason: str, by: Actor, at: datetime, on: date) -> None:
    """Say that an open option will not be used, with a reason; later options fall with it."""
    option = _open(option_id, reason, on, by)
    decline_from(option.contract, option.ends_on, reason, by=by, at=at)


def decline_from(contract: Contract, first: date, reason: str, *, by: Actor, at: datetime) -> None:
    """Let every open option that prolongs a contract to a day from `first` on fall."""
    fall = contract.options.filter(state=OptionState.OPEN, ends_on__gte=first)
    for each in fall.select_for_update():
        _decide(each, OptionState.DECLINED, reason, by=by, at=at)


@transaction.atomic
def lapse_options(*, by: Actor, at: datetime, on: date) -> int:
    """Let every open option whose last day has passed lapse; return how many."""
    require_manages_all(by)
    late = ContractOption.objects.select_for_update().filter(
        state=OptionState.OPEN, notice_on__lt=on
    )
    lapsed = 0
    for option in late:
        _decide(option, OptionState.LAPSED, "", by=by, at=at)
        lapsed += 1
    return lapsed


def _open(option_id: UUID, reason: str, on: date, by: Actor) -> ContractOption:
    option = ContractOption.objects.select_for_update().get(pk=option_id)
    require_manages(by, option.contract)
    if option.state != OptionState.OPEN:
        raise OptionDecidedError(state=option.state)
    if on > option.notice_on:
        raise OptionTooLateError(last=option.notice_on)
    if not reason.strip():
        raise ReasonMissingError
    return option


def _decide(
    option: ContractOption, state: OptionState, reason: str, *, by: Actor, at: datetime
) -> None:
    option.state, option.reason = state, reason.strip()
    option.decided_at, option.decided_by_name = at, by.name
    option.save(update_fields=["state", "reason", "decided_at", "decided_by_name"])
    details = {"contract": option.contract_id, "reason": option.reason}
    record(Deed(f"option.{state.value}", "option", str(option.pk), details), by=by, at=at)
