"""Verbs: terminate a contract before its time, and name its successor."""

from datetime import date, datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.actions.decide_option import ReasonMissingError, decline_from
from kornhamn.contracts.models import Contract
from kornhamn.contracts.permissions import require_manages
from kornhamn.contracts.types import ContractState, ContractVerb
from kornhamn.contracts.workflow import next_state
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.period import day_after
from kornhamn.organisation.types import Actor


class LastDayOutsideError(DomainError):
    """A last day that is not one of the contract's."""

    code = "contract.last-day-outside"
    message = N_("The last day must be one of the contract's own, from %(first)s on.")


class SuccessorInCircleError(DomainError):
    """A contract that would succeed itself."""

    code = "contract.successor-in-circle"
    message = N_("“%(title)s” already comes before this contract: it cannot come after it too.")


@transaction.atomic
def terminate_contract(
    contract: Contract, *, last_day: date, reason: str, by: Actor, at: datetime, on: date
) -> Contract:
    """End a contract before its time, with a reason; its last day becomes the one given.

    Until that day is out it is in force as before. Options left open fall with it.
    """
    require_manages(by, contract)
    found = Contract.objects.select_for_update().get(pk=contract.pk)
    if not reason.strip():
        raise ReasonMissingError
    outside = last_day < found.period.lower
    if outside or (found.period.upper and last_day >= found.period.upper):
        raise LastDayOutsideError(first=found.period.lower)
    state = next_state(ContractState(found.state), ContractVerb.TERMINATE)
    if last_day < on:
        found.state = state
    found.period, found.terminated_on = (found.period.lower, day_after(last_day)), on
    found.save(update_fields=["state", "period", "terminated_on"])
    decline_from(found, found.period[0], reason, by=by, at=at)
    details = {"last_day": last_day.isoformat(), "reason": reason.strip()}
    record(Deed("contract.terminated", "contract", str(found.pk), details), by=by, at=at)
    return found


@transaction.atomic
def name_successor(contract: Contract, successor: Contract, *, by: Actor, at: datetime) -> None:
    """Say which contract comes after this one."""
    require_manages(by, contract)
    found = Contract.objects.select_for_update().get(pk=contract.pk)
    after: Contract | None = Contract.objects.get(pk=successor.pk)
    while after is not None:
        if after.pk == found.pk:
            raise SuccessorInCircleError(title=successor.title)
        after = after.successor
    found.successor = successor
    found.save(update_fields=["successor"])
    details = {"successor": successor.pk}
    record(Deed("contract.successor-named", "contract", str(found.pk), details), by=by, at=at)
