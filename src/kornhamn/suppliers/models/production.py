"""Tables of production: how great the risks are, what suppliers were asked, what they mend."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kornhamn.kernel.choices import choices
from kornhamn.suppliers.types import RiskArea, RiskLevel


class ProductionRisk(models.Model):
    """How great a risk is where the things of a category are made, by a source, on a day.

    A newer assessment is a newer row; `is_current` marks the one that holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    category = models.CharField(max_length=4)
    country = models.CharField(max_length=2, blank=True)  # blank: wherever it is made
    area = models.CharField(max_length=12, choices=choices(RiskArea))
    level = models.CharField(max_length=6, choices=choices(RiskLevel))
    source = models.CharField(max_length=300)
    reason = models.TextField()
    assessed_on = models.DateField()
    assessed_by_name = models.CharField(max_length=200)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["category", "country", "area", "-assessed_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "country", "area"],
                condition=Q(is_current=True),
                name="production_risk_one_current",
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"),
                name="production_risk_country_two_letters",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="production_risk_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.country} {self.area} {self.level}"


class SupplyInquiry(models.Model):
    """A questionnaire to a supplier on its production, and what it answered with what evidence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supplier = models.ForeignKey(
        "suppliers.Supplier", on_delete=models.CASCADE, related_name="inquiries"
    )
    category = models.CharField(max_length=4, blank=True)
    about = models.TextField()
    sent_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    sent_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-sent_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""),
                name="supply_inquiry_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("sent_on")), name="supply_inquiry_due_later"
            ),
        ]

    def __str__(self) -> str:
        return self.about


class SupplyAction(models.Model):
    """What a supplier is to mend in its production, by when, and how it was mended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inquiry = models.ForeignKey(SupplyInquiry, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_how = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["due_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(done_how=""),
                name="supply_action_done_in_words",
            )
        ]

    def __str__(self) -> str:
        return self.text
