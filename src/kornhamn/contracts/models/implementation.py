"""Tables of what happens round a contract's own days: its start, and the hours to follow it up."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kornhamn.contracts.models.contract import Contract
from kornhamn.organisation.models import Person


class ImplementationStep(models.Model):
    """Something to be done before a contract works in practice: what, who, and by when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=500)
    due_on = models.DateField()
    owner = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )  # null: the contract's manager
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "what", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="implementation_step_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by_name="")
                | Q(done_at__isnull=False) & ~Q(done_by_name=""),
                name="implementation_step_done_by_somebody",
            ),
            models.UniqueConstraint(fields=["contract", "what"], name="implementation_step_once"),
        ]

    def __str__(self) -> str:
        return self.what


class FollowUpHours(models.Model):
    """How much time a month somebody has for checking contracts."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="follow_up_hours"
    )
    hours_a_month = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours_a_month__range=(1, 200)), name="follow_up_hours_of_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.hours_a_month}"
