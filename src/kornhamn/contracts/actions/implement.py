"""Verbs: plan the steps before a contract works in practice, do them, and take one away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Contract, ImplementationStep
from kornhamn.contracts.permissions import require_manages
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor


class StepKnownError(DomainError):
    """The same step twice."""

    code = "implementation.step-known"
    message = N_("“%(what)s” is a step of the plan already.")


class StepUnsaidError(DomainError):
    """A step that says nothing."""

    code = "implementation.step-unsaid"
    message = N_("Write what is to be done.")


class StepDoneError(DomainError):
    """A step that was done, and so is part of the record."""

    code = "implementation.step-done"
    message = N_("The step is done: what was done stays in the plan.")


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step to be planned: what, by when, and who; None is the contract's manager."""

    what: str
    due_on: date
    owner: UUID | None = None


@dataclass(frozen=True, slots=True)
class UsualStep:
    """A step that most contracts need, and how many days before the first day it is done."""

    what: str
    days_before: int


@transaction.atomic
def plan_step(contract: Contract, new: NewStep, *, by: Actor, at: datetime) -> ImplementationStep:
    """Add a step to a contract's plan for implementation."""
    require_manages(by, contract)
    Contract.objects.select_for_update().get(pk=contract.pk)
    what = new.what.strip()
    if not what:
        raise StepUnsaidError
    if contract.steps.filter(what=what).exists():
        raise StepKnownError(what=what)
    step = ImplementationStep.objects.create(
        contract=contract, what=what, due_on=new.due_on, owner_id=new.owner
    )
    details = {"title": what, "due_on": new.due_on.isoformat()}
    record(Deed("implementation.planned", "contract", str(contract.pk), details), by=by, at=at)
    return step


@transaction.atomic
def plan_usual_steps(
    contract: Contract, usual: Sequence[UsualStep], *, by: Actor, at: datetime, on: date
) -> int:
    """Add the usual steps that the plan lacks, counted back from the first day; today at least."""
    require_manages(by, contract)
    first_day = Contract.objects.select_for_update().get(pk=contract.pk).period.lower
    known = set(contract.steps.values_list("what", flat=True))
    lacking = [each for each in usual if each.what not in known]
    for each in lacking:
        due_on = max(first_day - timedelta(days=each.days_before), on)
        plan_step(contract, NewStep(each.what, due_on), by=by, at=at)
    return len(lacking)


@transaction.atomic
def finish_step(step_id: UUID, *, by: Actor, at: datetime) -> ImplementationStep:
    """Say that a step is done; a second time changes nothing."""
    step = _locked(step_id, by)
    if step.done_at is None:
        step.done_at, step.done_by_name = at, by.name
        step.save(update_fields=["done_at", "done_by_name"])
        deed = Deed("implementation.done", "contract", str(step.contract_id), {"title": step.what})
        record(deed, by=by, at=at)
    return step


@transaction.atomic
def drop_step(step_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a step out of the plan while nobody has done it."""
    step = _locked(step_id, by)
    if step.done_at is not None:
        raise StepDoneError
    step.delete()
    deed = Deed("implementation.dropped", "contract", str(step.contract_id), {"title": step.what})
    record(deed, by=by, at=at)


def _locked(step_id: UUID, by: Actor) -> ImplementationStep:
    found = ImplementationStep.objects.select_for_update(of=("self",))
    step = found.select_related("contract__authority").get(pk=step_id)
    require_manages(by, step.contract)
    return step
