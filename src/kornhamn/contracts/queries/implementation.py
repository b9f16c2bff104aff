"""What a contract's plan for implementation holds, and what waits in it."""

from uuid import UUID

from django.db.models import Q, QuerySet

from kornhamn.contracts.models import Contract, FollowUpHours, ImplementationStep
from kornhamn.contracts.queries.follow_up import person_acting
from kornhamn.contracts.queries.reading import LIVING
from kornhamn.organisation.types import Actor

USUAL_HOURS = 8  # a month, until somebody says otherwise


def steps_in(contract: Contract) -> QuerySet[ImplementationStep]:
    """Return the steps of a contract's plan in the order of their days."""
    return contract.steps.select_related("owner")


def step_of(step_id: UUID, actor: Actor) -> ImplementationStep | None:
    """Return a step of a contract the actor may read, or None."""
    readable = Contract.objects.visible_to(actor)
    return (
        ImplementationStep.objects.filter(pk=step_id, contract__in=readable)
        .select_related("contract__authority")
        .first()
    )


def waiting_steps(actor: Actor) -> QuerySet[ImplementationStep]:
    """Return the steps not done that the actor owns, or whose contract the actor manages."""
    person = person_acting(actor)
    mine = Q(owner=person) | Q(owner=None, contract__manager=person)
    return (
        ImplementationStep.objects.filter(mine, done_at=None)
        .filter(contract__in=Contract.objects.visible_to(actor), contract__state__in=LIVING)
        .select_related("contract")
        .order_by("due_on", "what", "pk")
    )


def follow_up_hours(actor: Actor) -> int:
    """Return the hours a month that the actor has for checking contracts."""
    kept = FollowUpHours.objects.filter(person=person_acting(actor)).first()
    return kept.hours_a_month if kept else USUAL_HOURS
