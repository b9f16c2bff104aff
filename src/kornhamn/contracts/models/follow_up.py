"""Tables of follow-up: checks with evidence, deviations with their steps, sanctions."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kornhamn.contracts.models.contract import Contract, ContractTerm
from kornhamn.contracts.types import CheckAnswer, CheckState, DeviationState, SanctionDecision
from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Person

CLOSED = (DeviationState.REMEDIED.value, DeviationState.ACCEPTED.value)


class TermCheck(models.Model):
    """A day on which a term is checked, by whom, and what was seen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey(ContractTerm, on_delete=models.CASCADE, related_name="checks")
    planned_on = models.DateField()  # as the term's rhythm says
    due_on = models.DateField()  # as the hours allow
    minutes = models.PositiveSmallIntegerField()
    assigned = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="assigned_checks"
    )  # null: the contract's manager
    state = models.CharField(max_length=8, choices=choices(CheckState), default=CheckState.PLANNED)
    answer = models.CharField(max_length=8, choices=choices(CheckAnswer), blank=True)
    note = models.TextField(blank=True)  # what was seen, or why it was left out
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["term", "planned_on"], name="term_check_once"),
            models.CheckConstraint(
                condition=Q(state=CheckState.PLANNED.value, done_at__isnull=True, answer="")
                | Q(state=CheckState.DONE.value, done_at__isnull=False) & ~Q(answer="")
                | Q(state=CheckState.SKIPPED.value, done_at__isnull=False, answer="") & ~Q(note=""),
                name="term_check_done_is_answered",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"], name="term_check_waiting",
                condition=Q(state=CheckState.PLANNED.value),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.term_id} {self.due_on}"


class CheckEvidence(models.Model):
    """A photo or another file from a check, known by its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_done = models.ForeignKey(TermCheck, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to="evidence/")
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["added_at", "id"]

    def __str__(self) -> str:
        return self.name


class Deviation(models.Model):
    """Where a supplier falls short of a contract, until it is remedied or accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="deviations")
    term = models.ForeignKey(
        ContractTerm, on_delete=models.SET_NULL, null=True, related_name="deviations"
    )
    found_at_check = models.ForeignKey(
        TermCheck, on_delete=models.SET_NULL, null=True, related_name="deviations"
    )
    what = models.TextField()
    since = models.DateField()
    remedy_by = models.DateField()
    remedied_on = models.DateField(null=True)
    owner = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="owned_deviations"
    )  # null: the contract's manager
    state = models.CharField(
        max_length=9, choices=choices(DeviationState), default=DeviationState.OPEN
    )
    noted_at = models.DateTimeField()
    noted_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["remedy_by", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="deviation_says_what"),
            models.CheckConstraint(
                condition=Q(state=DeviationState.REMEDIED.value, remedied_on__isnull=False)
                | ~Q(state=DeviationState.REMEDIED.value) & Q(remedied_on__isnull=True),
                name="deviation_remedied_has_its_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["remedy_by"], name="deviation_open", condition=~Q(state__in=CLOSED)
            )
        ]

    def __str__(self) -> str:
        return self.what[:80]

    @property
    def is_closed(self) -> bool:
        """Tell whether nobody waits for anything more."""
        return self.state in CLOSED


class DeviationStep(models.Model):
    """What somebody did about a deviation, and said."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=9)
    text = models.TextField()
    taken_at = models.DateTimeField()
    taken_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["taken_at", "id"]

    def __str__(self) -> str:
        return self.verb


class Sanction(models.Model):
    """A penalty that a term allows for a deviation: counted, then claimed or waived."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deviation = models.OneToOneField(Deviation, on_delete=models.CASCADE, related_name="sanction")
    ore = models.BigIntegerField()
    computation = models.JSONField()  # [{what, numbers, ore}], a snapshot of how it was counted
    decision = models.CharField(max_length=7, choices=choices(SanctionDecision))
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ore__gte=0), name="sanction_not_below_zero"),
            models.CheckConstraint(condition=~Q(reason=""), name="sanction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.ore}"
