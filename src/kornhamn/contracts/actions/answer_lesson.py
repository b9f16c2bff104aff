"""Verb: say what a procurement does with a lesson of an earlier contract in its category."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Lesson, LessonAnswer
from kornhamn.contracts.types import LessonUse
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor, Permission
from kornhamn.procurement.queries.case_file import locked_for


class LessonReasonMissingError(DomainError):
    """A lesson left aside without a reason."""

    code = "lesson.reason-missing"
    message = N_("Write why the lesson is not relevant here: it was paid for once.")


@transaction.atomic
def answer_lesson(
    lesson_id: UUID, procurement_id: UUID, use: LessonUse, *, reason: str, by: Actor, at: datetime
) -> LessonAnswer:
    """Answer a lesson in a procurement; a new answer takes the place of the one before."""
    procurement = locked_for(procurement_id, by, Permission.STATE_FACTS)
    lesson = Lesson.objects.get(pk=lesson_id)
    if use is LessonUse.NOT_RELEVANT and not reason.strip():
        raise LessonReasonMissingError
    answer, _ = LessonAnswer.objects.update_or_create(
        lesson=lesson,
        procurement=procurement,
        defaults={
            "use": use,
            "reason": reason.strip(),
            "answered_at": at,
            "answered_by_name": by.name,
        },
    )
    details = {"lesson": str(lesson.pk), "use": use.value, "reason": answer.reason}
    record(Deed("lesson.answered", "procurement", str(procurement.pk), details), by=by, at=at)
    return answer
