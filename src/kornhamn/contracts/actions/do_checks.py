"""Verbs: do a check, leave it out, move it, give it to somebody; and keep what was seen."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import CheckEvidence, TermCheck
from kornhamn.contracts.permissions import require_manages
from kornhamn.contracts.types import CheckAnswer, CheckDone, CheckState
from kornhamn.files.pictures import Picture
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.queries import Person
from kornhamn.organisation.types import Actor


class CheckDoneError(DomainError):
    """A check that somebody did, or left out, before."""

    code = "check.done"
    message = N_("The check is already answered: note a deviation, or wait for the next one.")


class NoteMissingError(DomainError):
    """An answer that says that something is wrong, and not what."""

    code = "check.note-missing"
    message = N_("Write what you saw: whoever reads this was not there.")


class DayGoneError(DomainError):
    """A check moved to a day that has passed."""

    code = "check.day-gone"
    message = N_("The new day has passed: choose today or later.")


@transaction.atomic
def do_check(
    check_id: UUID, done: CheckDone, pictures: Sequence[Picture] = (), *, by: Actor, at: datetime
) -> TermCheck:
    """Keep what somebody saw at a check, with pictures; anything but met takes a note."""
    check = _waiting(check_id, by)
    if done.answer is not CheckAnswer.MET and not done.note.strip():
        raise NoteMissingError
    check.state, check.answer, check.note = CheckState.DONE, done.answer, done.note.strip()
    _sign(check, by=by, at=at)
    for picture in pictures:
        kept = CheckEvidence(
            check_done=check, name=picture.name, sha256=picture.sha256, size=len(picture.content),
            added_at=at, added_by_name=by.name,
        )  # fmt: skip
        kept.file.save(f"{kept.pk}.jpg", ContentFile(picture.content), save=False)
        kept.save()
    details = {"term": str(check.term_id), "answer": check.answer, "evidence": len(pictures)}
    record(Deed("check.done", "check", str(check.pk), details), by=by, at=at)
    return check


@transaction.atomic
def skip_check(check_id: UUID, *, reason: str, by: Actor, at: datetime) -> TermCheck:
    """Leave a check out, with a reason."""
    check = _waiting(check_id, by)
    if not reason.strip():
        raise NoteMissingError
    check.state, check.note = CheckState.SKIPPED, reason.strip()
    _sign(check, by=by, at=at)
    details = {"term": str(check.term_id), "reason": check.note}
    record(Deed("check.skipped", "check", str(check.pk), details), by=by, at=at)
    return check


@transaction.atomic
def move_checks(days: dict[UUID, date], *, by: Actor, at: datetime, on: date) -> int:
    """Move checks to other days; return how many moved."""
    for check_id, day in days.items():
        if day < on:
            raise DayGoneError
        check = _waiting(check_id, by)
        before, check.due_on = check.due_on, day
        check.save(update_fields=["due_on"])
        details = {"before": before.isoformat(), "after": day.isoformat()}
        record(Deed("check.moved", "check", str(check.pk), details), by=by, at=at)
    return len(days)


@transaction.atomic
def assign_check(check_id: UUID, person: Person | None, *, by: Actor, at: datetime) -> None:
    """Give a check to somebody; None gives it back to the contract's manager."""
    check = _waiting(check_id, by)
    check.assigned = person
    check.save(update_fields=["assigned"])
    details = {"person": person.name if person else ""}
    record(Deed("check.assigned", "check", str(check.pk), details), by=by, at=at)


def _waiting(check_id: UUID, by: Actor) -> TermCheck:
    """Return a check that waits, locked; for whoever manages the contract, or has been given it."""
    found = TermCheck.objects.select_for_update(of=("self",))
    check = found.select_related("term__contract__authority").get(pk=check_id)
    is_given = check.assigned_id is not None and str(check.assigned_id) == by.id
    if not is_given:
        require_manages(by, check.term.contract)
    if check.state != CheckState.PLANNED:
        raise CheckDoneError
    return check


def _sign(check: TermCheck, *, by: Actor, at: datetime) -> None:
    check.done_at, check.done_by_name = at, by.name
    check.save()
