"""What must be decided about contracts before a day, in words."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.contracts.queries import Deadline, deadlines
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import Actor, Permission


@dataclass(frozen=True, slots=True)
class DueDecision:
    """A decision that somebody must take, where, and by when."""

    title: str
    text: str
    url: str
    due: date
    late: bool = False


def due_decisions(actor: Actor, *, on: date, days: int) -> list[DueDecision]:
    """Return what must be decided within so many days about contracts the actor may read."""
    return [_told(each) for each in deadlines(actor, on=on, days=days)]


def own_due_decisions(actor: Actor, *, on: date, days: int) -> list[DueDecision]:
    """Return those about contracts that the actor manages."""
    own = {one.pk for one in authorities_within(actor, Permission.MANAGE_CONTRACTS)}
    found = deadlines(actor, on=on, days=days) if own else []
    return [_told(each) for each in found if each.contract.authority_id in own]


def _told(deadline: Deadline) -> DueDecision:
    named = {"contract": deadline.contract.title}
    manager = deadline.contract.manager
    text = manager.name if manager else _("No manager named")
    if deadline.option is None:
        title = _("%(contract)s ends, and nothing comes after") % named
        url = reverse("contract", args=[deadline.contract.id])
    else:
        title = _("Decide on the option of %(contract)s") % named
        url = reverse("decide-option", args=[deadline.option.pk])
    return DueDecision(title, text, url, deadline.on)
