"""Tables of what people add to the records: answers and departures."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kornhamn.organisation.models import Authority, Person
from kornhamn.procurement.models.procurement import Procurement


class StatedFact(models.Model):
    """A person's answer to a missing fact of a procurement or of an authority."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procurement = models.ForeignKey(
        Procurement, on_delete=models.CASCADE, related_name="stated_facts", null=True
    )
    authority = models.ForeignKey(
        Authority, on_delete=models.CASCADE, related_name="stated_facts", null=True
    )
    fact = models.CharField(max_length=60)
    value = models.JSONField()
    source = models.TextField()  # what the answer rests on
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    stated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(procurement__isnull=True) | Q(authority__isnull=True),
                name="stated_fact_of_one_subject",
            ),
            models.UniqueConstraint(
                fields=["procurement", "authority", "fact"],
                name="stated_fact_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.fact


class Departure(models.Model):
    """A recorded departure from a clause that allows one: why, and who decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procurement = models.ForeignKey(
        Procurement, on_delete=models.CASCADE, related_name="departures"
    )
    clause = models.CharField(max_length=80)
    reason = models.TextField()
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procurement", "clause"], name="departure_once_per_clause"
            )
        ]

    def __str__(self) -> str:
        return self.clause
