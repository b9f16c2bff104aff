"""Verb: let contracts start and end when their days come."""

from datetime import date, datetime

from django.db import transaction

from kornhamn.audit.actions import record_all
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Contract
from kornhamn.contracts.permissions import require_manages_all
from kornhamn.contracts.types import ContractState, ContractVerb
from kornhamn.contracts.workflow import next_state
from kornhamn.organisation.types import Actor


@transaction.atomic
def follow_time(*, by: Actor, at: datetime, on: date) -> int:
    """Start the contracts whose first day has come and end those whose last has passed."""
    require_manages_all(by)
    started = Contract.objects.filter(state=ContractState.PLANNED, period__startswith__lte=on)
    moved = _move(started, ContractVerb.START, by=by, at=at)
    out = Contract.objects.filter(state=ContractState.IN_FORCE, period__endswith__lte=on)
    moved += _move(out.filter(terminated_on=None), ContractVerb.END, by=by, at=at)
    early = out.filter(terminated_on__isnull=False)
    return moved + _move(early, ContractVerb.TERMINATE, by=by, at=at)


def _move(contracts: object, verb: ContractVerb, *, by: Actor, at: datetime) -> int:
    found = list(contracts.select_for_update())  # type: ignore[attr-defined]
    for contract in found:
        contract.state = next_state(ContractState(contract.state), verb)
    Contract.objects.bulk_update(found, ["state"], batch_size=1000)
    record_all(
        [Deed(f"contract.{verb.value}", "contract", str(each.pk)) for each in found], by=by, at=at
    )
    return len(found)
