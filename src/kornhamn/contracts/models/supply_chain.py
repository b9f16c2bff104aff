"""Tables of the supply chain: subcontractors, what must flow down, and alarms."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kornhamn.contracts.models.contract import Contract, ContractedSupplier, ContractTerm
from kornhamn.contracts.types import AlarmState, SubcontractorState
from kornhamn.kernel.choices import choices
from kornhamn.suppliers.models import Check, Supplier


class Subcontractor(models.Model):
    """A supplier that works for another under a contract, its tier, role and share."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="subcontractors")
    party = models.ForeignKey(
        ContractedSupplier, on_delete=models.CASCADE, related_name="subcontractors"
    )
    above = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="below")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+")
    tier = models.PositiveSmallIntegerField()  # 1 works for the contracted supplier
    role = models.CharField(max_length=250)
    percent = models.PositiveSmallIntegerField(null=True)  # of what is delivered
    state = models.CharField(
        max_length=10, choices=choices(SubcontractorState), default=SubcontractorState.PROPOSED
    )
    reason = models.TextField(blank=True)  # of the approval, refusal or replacement
    registered_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["tier", "registered_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "party", "above", "supplier"],
                condition=~Q(state__in=["refused", "replaced"]),
                nulls_distinct=False,
                name="subcontractor_once",
            ),
            models.CheckConstraint(
                condition=Q(tier=1, above__isnull=True) | Q(tier__gt=1, above__isnull=False),
                name="subcontractor_tier_follows",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__range=(1, 100)),
                name="subcontractor_percent",
            ),
            models.CheckConstraint(
                condition=Q(above__isnull=True) | ~Q(above=F("id")),
                name="subcontractor_not_above_itself",
            ),
            models.CheckConstraint(
                condition=Q(state=SubcontractorState.PROPOSED.value) | ~Q(reason=""),
                name="subcontractor_decided_in_words",
            ),
        ]

    def __str__(self) -> str:
        return str(self.supplier)


class TermFlow(models.Model):
    """A term that must bind subcontractors too, down to a tier."""

    term = models.OneToOneField(ContractTerm, on_delete=models.CASCADE, related_name="flow")
    deepest = models.PositiveSmallIntegerField(null=True)  # null: every tier

    def __str__(self) -> str:
        return f"{self.term} {self.deepest}"


class FlowConfirmation(models.Model):
    """Evidence that a term binds a subcontractor."""

    subcontractor = models.ForeignKey(
        Subcontractor, on_delete=models.CASCADE, related_name="confirmations"
    )
    term = models.ForeignKey(ContractTerm, on_delete=models.CASCADE, related_name="+")
    evidence = models.CharField(max_length=500)
    confirmed_on = models.DateField()
    confirmed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subcontractor", "term"], name="flow_confirmation_once"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="flow_confirmed_by_evidence"),
        ]

    def __str__(self) -> str:
        return self.evidence


class SupplierAlarm(models.Model):
    """What a check newly says of a supplier, put to whoever answers for a contract with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="alarms")
    check_answer = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="alarms")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=choices(AlarmState), default=AlarmState.OPEN)
    answer = models.TextField(blank=True)  # the action promised, or the reasoned decision
    act_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)  # what the action led to

    class Meta:
        ordering: ClassVar = ["raised_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "check_answer"], name="supplier_alarm_once"
            ),
            models.CheckConstraint(
                condition=Q(state=AlarmState.OPEN.value, answered_at__isnull=True)
                | (~Q(state=AlarmState.OPEN.value) & Q(answered_at__isnull=False) & ~Q(answer="")),
                name="supplier_alarm_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=AlarmState.ACTING.value) | Q(act_by__isnull=False),
                name="supplier_alarm_acting_by_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.check_answer}"
