"""Verbs: call a supplier to a meeting, keep its minutes, finish what was agreed, write a lesson."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import AgreedAction, Contract, Lesson, SupplierMeeting
from kornhamn.contracts.permissions import require_manages
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor


class NothingWrittenError(DomainError):
    """Minutes or a lesson without a word."""

    code = "meeting.nothing-written"
    message = N_("Write something: an empty note helps nobody.")


class MinutesKeptError(DomainError):
    """Minutes of a meeting that has its minutes."""

    code = "meeting.minutes-kept"
    message = N_("The minutes are kept already, and stay as they are. Call a new meeting instead.")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed at a meeting: what, who does it, and by when."""

    what: str
    owner_name: str
    due_on: date


@transaction.atomic
def call_meeting(
    contract: Contract, *, held_on: date, agenda: str, by: Actor, at: datetime
) -> SupplierMeeting:
    """Set the day of a meeting and what is to be taken up."""
    require_manages(by, contract)
    if not agenda.strip():
        raise NothingWrittenError
    meeting = SupplierMeeting.objects.create(
        contract=contract, held_on=held_on, agenda=agenda.strip(), noted_at=at,
        noted_by_name=by.name,
    )  # fmt: skip
    details = {"contract": contract.pk, "held_on": held_on.isoformat()}
    record(Deed("meeting.called", "meeting", str(meeting.pk), details), by=by, at=at)
    return meeting


@transaction.atomic
def keep_minutes(
    meeting_id: UUID, *, minutes: str, agreed: Sequence[Agreed], by: Actor, at: datetime
) -> SupplierMeeting:
    """Keep what was said at a meeting and what was agreed."""
    found = SupplierMeeting.objects.select_for_update(of=("self",))
    meeting = found.select_related("contract__authority").get(pk=meeting_id)
    require_manages(by, meeting.contract)
    if not minutes.strip():
        raise NothingWrittenError
    if meeting.minutes:
        raise MinutesKeptError
    meeting.minutes = minutes.strip()
    meeting.save(update_fields=["minutes"])
    AgreedAction.objects.bulk_create(
        AgreedAction(
            meeting=meeting, what=one.what, owner_name=one.owner_name, due_on=one.due_on
        )
        for one in agreed
    )  # fmt: skip
    details = {"contract": meeting.contract_id, "agreed": len(agreed)}
    record(Deed("meeting.minutes-kept", "meeting", str(meeting.pk), details), by=by, at=at)
    return meeting


@transaction.atomic
def finish_agreed(action_id: UUID, *, by: Actor, at: datetime) -> AgreedAction:
    """Say that something agreed is done; a second time changes nothing."""
    found = AgreedAction.objects.select_for_update(of=("self",))
    action = found.select_related("meeting__contract__authority").get(pk=action_id)
    require_manages(by, action.meeting.contract)
    if action.done_at is None:
        action.done_at, action.done_by_name = at, by.name
        action.save(update_fields=["done_at", "done_by_name"])
        record(Deed("agreed.done", "agreed-action", str(action.pk), {}), by=by, at=at)
    return action


@transaction.atomic
def write_lesson(
    contract: Contract, *, happened: str, advice: str, by: Actor, at: datetime
) -> Lesson:
    """Write what a contract taught, for whoever buys the same kind of thing next."""
    require_manages(by, contract)
    if not happened.strip() or not advice.strip():
        raise NothingWrittenError
    lesson = Lesson.objects.create(
        contract=contract,
        category=contract.category,
        happened=happened.strip(),
        advice=advice.strip(),
        written_at=at,
        written_by_name=by.name,
    )
    details = {"contract": contract.pk, "category": contract.category}
    record(Deed("lesson.written", "lesson", str(lesson.pk), details), by=by, at=at)
    return lesson
