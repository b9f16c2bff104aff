"""Tables of suppliers: one supplier, its many spellings, and what people decided."""

import uuid
from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Person
from kornhamn.suppliers.types import (
    CandidateState,
    CheckKind,
    CheckOutcome,
    DecisionKind,
    NumberKind,
    Origin,
    SettledBy,
    SupplierKind,
)


class Supplier(models.Model):
    """One supplier. `key` is its number in columns, `id` its name in addresses.

    A merged supplier points at the one it became part of; its spellings have moved there.
    """

    key = models.AutoField(primary_key=True)
    id = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    name = models.CharField(max_length=250)
    kind = models.CharField(
        max_length=12, choices=choices(SupplierKind), default=SupplierKind.UNKNOWN
    )
    organisation_number = models.CharField(max_length=10, blank=True)
    foreign_number = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=10, blank=True)  # micro, small, medium, large: EU's classes
    legal_form = models.CharField(max_length=120, blank=True)
    industry = models.CharField(max_length=200, blank=True)
    corporate_group = models.CharField(max_length=250, blank=True)  # its name, where known
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number="") & Q(merged_into__isnull=True),
                name="supplier_number_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation_number="") | Q(organisation_number__regex=r"^[0-9]{10}$"),
                name="supplier_number_ten_digits",
            ),
            models.CheckConstraint(
                condition=Q(organisation_number="") | Q(kind=SupplierKind.LEGAL_PERSON.value),
                name="supplier_number_of_legal_persons",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Spelling(models.Model):
    """How a source spelled a supplier: the four texts as they stood, and whose they are.

    `number` is the checked number where `given_number` holds one. A personal number stands in no
    other column of any table, and is shown to holders of `read-personal-numbers` alone.
    """

    key = models.AutoField(primary_key=True)
    name = models.CharField(max_length=250)
    given_number = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    bank = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=10, choices=choices(Origin))
    number = models.CharField(max_length=40, blank=True)
    number_kind = models.CharField(
        max_length=12, choices=choices(NumberKind), default=NumberKind.NONE
    )
    plain_name = models.CharField(max_length=250, blank=True)  # see rules: spelling set aside
    form = models.CharField(max_length=10, blank=True)  # the legal form the name tells, its code
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, null=True, related_name="spellings"
    )  # null until settled
    settled_by = models.CharField(max_length=6, choices=choices(SettledBy), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "given_number", "place", "bank", "origin"], name="spelling_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["number"], name="spelling_by_number", condition=~Q(number="")),
            models.Index(fields=["plain_name"], name="spelling_by_plain_name"),
            models.Index(
                fields=["key"], name="spelling_unsettled", condition=Q(supplier__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MatchCandidate(models.Model):
    """A proposal that two suppliers are one, with its score and reasons."""

    first = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()  # 0–1
    reasons = models.JSONField(default=list)  # [{code, weight, …}]
    state = models.CharField(
        max_length=10, choices=choices(CandidateState), default=CandidateState.OPEN
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="match_candidate_once"),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("second")), name="match_candidate_ordered"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-score"], name="match_queue")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class MatchDecision(models.Model):
    """What a person decided, with what moved, so that it can be reversed."""

    kind = models.CharField(max_length=10, choices=choices(DecisionKind))
    kept = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="decisions")
    other = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)  # [key, settled_by before] of the spellings that moved
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True)
    reversed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-decided_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.kept_id} {self.other_id}"


class CheckRun(models.Model):
    """One asking of a source about many suppliers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=choices(CheckKind))
    source = models.CharField(max_length=120)
    version = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the file, where there was one
    asked_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    asked = models.PositiveIntegerField(default=0)
    clear = models.PositiveIntegerField(default=0)
    remark = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.source} {self.asked_at:%Y-%m-%d}"


class Check(models.Model):
    """What a source answered about a supplier, and from when to when it kept answering the same.

    A new answer is a new row; the same answer again moves `last_asked_at`. `is_current` marks the
    latest answer of its kind; `changed` that it differs from the answer before it.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=16, choices=choices(CheckKind))
    outcome = models.CharField(max_length=8, choices=choices(CheckOutcome))
    details = models.JSONField(default=dict)
    first_run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="first_answers")
    last_run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="last_answers")
    first_asked_at = models.DateTimeField()
    last_asked_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    changed = models.BooleanField(default=False)
    assessment = models.TextField(blank=True)  # what a person made of a remark
    assessed_at = models.DateTimeField(null=True)
    assessed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["supplier", "kind"],
                condition=Q(is_current=True),
                name="check_one_current",
            ),
            models.CheckConstraint(
                condition=Q(first_asked_at__lte=models.F("last_asked_at")),
                name="check_asked_in_order",
            ),
            models.CheckConstraint(
                condition=Q(assessed_at__isnull=True) | ~Q(assessment=""),
                name="check_assessed_in_words",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "outcome"], name="check_standing", condition=Q(is_current=True)
            ),
            models.Index(fields=["-first_asked_at"], name="check_news", condition=Q(changed=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}"
