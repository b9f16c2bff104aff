"""Verb: say how much time a month one has for checking contracts."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import FollowUpHours
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission

MOST_HOURS = 200


class HoursOutsideError(DomainError):
    """More hours than a month has for anybody, or none."""

    code = "follow-up-hours.outside"
    message = N_("Give the hours of a month, from 1 to %(most)s.")


@transaction.atomic
def set_follow_up_hours(hours: int, *, by: Actor, at: datetime) -> FollowUpHours:
    """Keep the hours a month that whoever acts has; their plan is spread against them."""
    require(by, Permission.MANAGE_CONTRACTS)
    if not 1 <= hours <= MOST_HOURS:
        raise HoursOutsideError(most=MOST_HOURS)
    values = {"hours_a_month": hours, "set_at": at, "set_by_name": by.name}
    kept, _ = FollowUpHours.objects.update_or_create(person_id=UUID(by.id), defaults=values)
    details = {"person": by.name, "hours": hours}
    record(Deed("follow-up-hours.set", "person", by.id, details), by=by, at=at)
    return kept
