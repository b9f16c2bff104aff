"""Tables of what people of both sides agree on, and what is learned for the next time."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kornhamn.contracts.models.contract import Contract
from kornhamn.contracts.types import LessonUse
from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Person
from kornhamn.procurement.models import Procurement


class SupplierMeeting(models.Model):
    """A meeting with a contract's supplier: what was to be taken up, and what was said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    agenda = models.TextField()
    minutes = models.TextField(blank=True)  # blank until it was held
    noted_at = models.DateTimeField()
    noted_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-held_on", "id"]

    def __str__(self) -> str:
        return f"{self.held_on}"


class AgreedAction(models.Model):
    """Something agreed at a meeting: what, who, and by when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(SupplierMeeting, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=500)
    owner_name = models.CharField(max_length=200)  # of either side
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]

    def __str__(self) -> str:
        return self.what


class Lesson(models.Model):
    """What a contract taught, for whoever buys the same kind of thing next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lessons")
    category = models.CharField(max_length=40, blank=True)  # the contract's, when it was written
    happened = models.TextField()
    advice = models.TextField()
    written_at = models.DateTimeField()
    written_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-written_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(advice=""), name="lesson_gives_advice")
        ]
        indexes: ClassVar = [models.Index(fields=["category"], name="lesson_by_category")]

    def __str__(self) -> str:
        return self.advice[:80]


class LessonAnswer(models.Model):
    """What the next procurement in the category did with a lesson: used it, or why not."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="answers")
    procurement = models.ForeignKey(
        Procurement, on_delete=models.CASCADE, related_name="lesson_answers"
    )
    use = models.CharField(max_length=12, choices=choices(LessonUse))
    reason = models.TextField(blank=True)  # how it was used, or why it is not relevant
    answered_at = models.DateTimeField()
    answered_by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lesson", "procurement"], name="lesson_answered_once_a_procurement"
            ),
            models.CheckConstraint(
                condition=Q(use=LessonUse.USED.value) | ~Q(reason=""),
                name="lesson_left_aside_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.use}"
