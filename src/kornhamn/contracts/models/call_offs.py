"""Tables of call-offs: how a lot is called off from, what was called off, offers and skips."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from kornhamn.contracts.models.contract import Contract, ContractedSupplier
from kornhamn.contracts.types import CallOffMethod, CallOffState, SkipReason, TurnReason
from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Authority

_ONE_DAY = timedelta(days=1)


class CallOffRule(models.Model):
    """How a lot is called off from, where its suppliers alone do not say."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="call_off_rules")
    lot = models.CharField(max_length=120, blank=True)
    method = models.CharField(max_length=12, choices=choices(CallOffMethod))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "lot"], name="call_off_rule_once"),
            models.CheckConstraint(
                condition=Q(method__in=[each.value for each in CallOffMethod]),
                name="call_off_method_known",
            ),
        ]

    def __str__(self) -> str:
        return self.method


class CallOffPart(models.Model):
    """What a supplier of a lot is promised: a share in per cent, or an authority."""

    party = models.ForeignKey(ContractedSupplier, on_delete=models.CASCADE, related_name="parts")
    percent = models.PositiveSmallIntegerField(null=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(percent__range=(1, 100), authority__isnull=True)
                | Q(percent__isnull=True, authority__isnull=False),
                name="call_off_part_one_of_two",
            ),
            models.UniqueConstraint(
                fields=["party"], condition=Q(percent__isnull=False), name="call_off_share_once"
            ),
            models.UniqueConstraint(fields=["party", "authority"], name="call_off_place_once"),
        ]

    def __str__(self) -> str:
        return str(self.percent or self.authority)


class CallOff(models.Model):
    """Something called off under a contract: what, for whom, from whom, and why from that one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="call_offs")
    number = models.PositiveIntegerField()  # in the order of the contract's call-offs
    lot = models.CharField(max_length=120, blank=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="call_offs")
    party = models.ForeignKey(
        ContractedSupplier, on_delete=models.PROTECT, null=True, related_name="call_offs"
    )
    what = models.CharField(max_length=500)
    ore = models.BigIntegerField(null=True)
    period = DateRangeField()  # when it is delivered; no end while it goes on
    method = models.CharField(max_length=12, choices=choices(CallOffMethod))
    state = models.CharField(max_length=10, choices=choices(CallOffState))
    turn = models.CharField(max_length=20, choices=choices(TurnReason))  # why that supplier
    ordered_on = models.DateField(null=True)
    reason = models.TextField(blank=True)  # of the winner, or of a cancellation
    over_ground = models.TextField(blank=True)  # the ground in law for going past the ceiling
    over_decision = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "number"], name="call_off_number_once"),
            models.CheckConstraint(
                condition=~Q(state=CallOffState.ORDERED.value)
                | Q(party__isnull=False, ordered_on__isnull=False, ore__gt=0),
                name="call_off_ordered_of_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=CallOffState.CANCELLED.value) | ~Q(reason=""),
                name="call_off_cancelled_in_words",
            ),
            models.CheckConstraint(
                condition=Q(over_ground="", over_decision="")
                | (~Q(over_ground="") & ~Q(over_decision="")),
                name="call_off_over_ceiling_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"

    @property
    def last_day(self) -> date | None:
        """The last day of delivery, or None while it goes on."""
        return self.period.upper - _ONE_DAY if self.period.upper else None


class CallOffSkip(models.Model):
    """A supplier whose turn it was, and why it did not get the call-off."""

    call_off = models.ForeignKey(CallOff, on_delete=models.CASCADE, related_name="skips")
    party = models.ForeignKey(ContractedSupplier, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=choices(SkipReason))
    note = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call_off", "party"], name="call_off_skip_once"),
            models.CheckConstraint(condition=~Q(note=""), name="call_off_skip_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.reason}"


class CallOffOffer(models.Model):
    """A supplier asked in a renewed competition, and what it offered."""

    call_off = models.ForeignKey(CallOff, on_delete=models.CASCADE, related_name="offers")
    party = models.ForeignKey(ContractedSupplier, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    received_on = models.DateField(null=True)  # with no amount: it answered that it will not offer
    ore = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    is_winner = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["party__rank", "party_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call_off", "party"], name="call_off_offer_once"),
            models.UniqueConstraint(
                fields=["call_off"], condition=Q(is_winner=True), name="call_off_one_winner"
            ),
            models.CheckConstraint(
                condition=Q(ore__isnull=True) | Q(ore__gt=0, received_on__isnull=False),
                name="call_off_offer_received",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.ore}"
