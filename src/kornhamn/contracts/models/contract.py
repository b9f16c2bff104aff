"""Tables of contracts: what was agreed with whom, for whom and until when."""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from kornhamn.contracts.types import (
    Consequence,
    ConsequenceKind,
    ContractState,
    OptionState,
    TermKind,
)
from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Authority, Person
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Actor, AuthorityKind, Permission
from kornhamn.procurement.models import Procurement
from kornhamn.suppliers.models import Supplier

_ONE_DAY = timedelta(days=1)
_SHARES = [kind.value for kind in ConsequenceKind if kind.is_share]


class ContractQuerySet(models.QuerySet["Contract"]):
    """Questions about contracts."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those the actor may read: of their authorities, and those they may call off from."""
        scope = scope_of(actor, Permission.READ_CONTRACTS)
        if scope.group:
            return self
        own = Q(authority__in=scope.own) | Q(users__authority__in=scope.own)
        if scope.own or scope.companies:
            own |= Q(for_the_group=True)
        if scope.companies:
            companies = AuthorityKind.COMPANY
            own |= Q(authority__kind=companies) | Q(users__authority__kind=companies)
        return self.filter(pk__in=self.model.objects.filter(own).values("pk"))


class Contract(models.Model):
    """What was agreed, until when. `key` is its number in columns, `id` its name in addresses."""

    key = models.AutoField(primary_key=True)
    id = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    reference = models.CharField(max_length=120)
    title = models.CharField(max_length=250)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="contracts")
    manager = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="managed_contracts"
    )
    state = models.CharField(max_length=12, choices=choices(ContractState))
    period = DateRangeField()  # with the options used so far; no end while it runs on
    category = models.CharField(max_length=40, blank=True)  # a code of the tree
    is_framework = models.BooleanField(default=False)
    for_the_group = models.BooleanField(default=False)  # every authority may call off
    ceiling_ore = models.BigIntegerField(null=True)  # the most that may be bought under it
    procurement = models.ForeignKey(
        Procurement, on_delete=models.PROTECT, null=True, related_name="agreed_contracts"
    )
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="predecessors"
    )
    terminated_on = models.DateField(null=True)  # when it was said that it ends before its time
    terms_complete_at = models.DateTimeField(null=True)  # when all its terms were written down
    prices = models.TextField(blank=True)
    indexation = models.TextField(blank=True)
    registered_at = models.DateTimeField()
    registered_by_name = models.CharField(max_length=200)
    origin = models.JSONField(default=dict, blank=True)  # the file and row it was read from

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "reference"], name="contract_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ContractState]),
                name="contract_state_known",
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False) & Q(period__startswith__isnull=False),
                name="contract_period_starts",
            ),
            models.CheckConstraint(
                condition=Q(ceiling_ore__isnull=True) | Q(ceiling_ore__gt=0),
                name="contract_ceiling_positive",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("key")),
                name="contract_not_its_own_successor",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["category"], name="contract_by_category")]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        """The last day it holds, or None while it runs until further notice."""
        return self.period.upper - _ONE_DAY if self.period.upper else None


class ContractedSupplier(models.Model):
    """A supplier of a contract, with the lot and the rank of a framework agreement."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="parties")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="contracts")
    lot = models.CharField(max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "lot", "supplier"], name="contracted_supplier_once"
            ),
            models.UniqueConstraint(
                fields=["contract", "lot", "rank"], name="contracted_supplier_rank_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.supplier)


class ContractUser(models.Model):
    """An authority besides the owner that may buy under a contract."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="users")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "authority"], name="contract_user_once")
        ]

    def __str__(self) -> str:
        return str(self.authority)


class ContractOption(models.Model):
    """A right to prolong a contract: until which day, and the last day to decide."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="options")
    ends_on = models.DateField()  # the end day of the contract's period if the option is used
    notice_on = models.DateField()  # the last day to decide
    state = models.CharField(max_length=8, choices=choices(OptionState), default=OptionState.OPEN)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["ends_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contract", "ends_on"], name="contract_option_once"),
            models.CheckConstraint(
                condition=Q(notice_on__lt=models.F("ends_on")), name="contract_option_in_time"
            ),
            models.CheckConstraint(
                condition=Q(state=OptionState.OPEN.value, decided_at__isnull=True)
                | (~Q(state=OptionState.OPEN.value) & Q(decided_at__isnull=False)),
                name="contract_option_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ends_on}"

    @property
    def last_day(self) -> date:
        """The contract's last day if the option is used."""
        return self.ends_on - _ONE_DAY


class ContractTerm(models.Model):
    """What a contract binds the parties to, with how it is followed up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=30, choices=choices(TermKind))
    text = models.TextField(blank=True)
    clause = models.CharField(max_length=80, blank=True)  # of the programme, that asks for it
    followed_by = models.TextField(blank=True)  # how, and what counts as evidence
    every_months = models.PositiveSmallIntegerField(null=True)  # null: not planned; 0: once
    first_check_on = models.DateField(null=True)
    minutes = models.PositiveSmallIntegerField(default=60)  # what a check takes
    consequence = models.TextField(blank=True)  # what the contract says of a breach
    penalty_kind = models.CharField(
        max_length=12, choices=choices(ConsequenceKind), default=ConsequenceKind.NONE
    )
    penalty_ore = models.BigIntegerField(null=True)  # a time, a day or a week
    penalty_permille = models.PositiveSmallIntegerField(null=True)  # of the value concerned
    penalty_cap_ore = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["kind", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in TermKind]), name="term_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(every_months__isnull=True) | Q(first_check_on__isnull=False),
                name="term_plan_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(penalty_kind=ConsequenceKind.NONE.value)
                | Q(penalty_kind__in=_SHARES, penalty_permille__isnull=False)
                | ~Q(penalty_kind__in=["none", *_SHARES]) & Q(penalty_ore__isnull=False),
                name="term_penalty_says_how_much",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def penalty(self) -> Consequence:
        """What the term says that a breach costs."""
        kind = ConsequenceKind(self.penalty_kind)
        return Consequence(kind, self.penalty_ore, self.penalty_permille, self.penalty_cap_ore)


class ContractDocument(models.Model):
    """A version of a contract's document, known by its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=255)
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to="contracts/")
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["name", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "name", "version"], name="contract_document_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
