"""A departure from a clause that allows one: recorded with reason and decider, or taken back."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor, Permission
from kornhamn.procurement.models import Departure
from kornhamn.procurement.queries.case_file import governing_edition, locked_for
from kornhamn.procurement.rules import (
    DepartureAlreadyRecorded,
    NothingToWithdraw,
    check_departure,
    clause_to_depart_from,
)
from kornhamn.rulebook.library import programme


@transaction.atomic
def record_departure(  # noqa: PLR0913 - a departure is exactly this
    procurement_id: UUID,
    *,
    clause: str,
    reason: str,
    decided_by: str,
    decided_on: date,
    by: Actor,
    at: datetime,
) -> Departure:
    """Record that a procurement departs from a clause of the edition that governs it.

    Raises NotPermittedError, ClauseNotInEdition, DepartureNotAllowed, DepartureIncomplete,
    DecidedInTheFuture and DepartureAlreadyRecorded.
    """
    procurement = locked_for(procurement_id, by, Permission.RECORD_DEPARTURE)
    on = timezone.localdate(at)  # noqa: TID251 - the day of `at`, no clock is read
    edition = governing_edition(procurement, programme(settings.RULEBOOKS), on=on)
    clause_to_depart_from(edition, clause)
    check_departure(reason, decided_by, decided_on=decided_on, on=on)
    if procurement.departures.filter(clause=clause).exists():
        raise DepartureAlreadyRecorded
    departure = Departure.objects.create(
        procurement=procurement,
        clause=clause,
        reason=reason.strip(),
        decided_by=decided_by.strip(),
        decided_on=decided_on,
        recorded_by_id=None if by.is_system else by.id,
        recorded_at=at,
    )
    record(_deed("departure.recorded", departure), by=by, at=at)
    return departure


@transaction.atomic
def withdraw_departure(procurement_id: UUID, *, clause: str, by: Actor, at: datetime) -> None:
    """Take back a departure. Raises NothingToWithdraw."""
    procurement = locked_for(procurement_id, by, Permission.RECORD_DEPARTURE)
    departure = procurement.departures.filter(clause=clause).first()
    if departure is None:
        raise NothingToWithdraw
    deed = _deed("departure.withdrawn", departure)
    departure.delete()
    record(deed, by=by, at=at)


def _deed(verb: str, departure: Departure) -> Deed:
    details = {
        "clause": departure.clause,
        "reason": departure.reason,
        "decided_by": departure.decided_by,
        "decided_on": departure.decided_on.isoformat(),
    }
    return Deed(verb, "procurement", str(departure.procurement_id), details)
