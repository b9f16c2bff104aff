"""Tables of procurements, as records filled by imports and by people's answers."""

import uuid
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kornhamn.organisation.models import Authority, Person
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Actor, AuthorityKind, Permission
from kornhamn.procurement.types import (
    FileKind,
    ImportState,
    Kind,
    LegalBasis,
    Procedure,
    SupplierSize,
)


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str) -> models.CheckConstraint:
    values = [word.value for word in words]  # type: ignore[attr-defined]
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": values}) | Q(**{f"{field}__isnull": True}), name=name
    )


class ProcurementQuerySet(models.QuerySet["Procurement"]):
    """Questions about procurements."""

    def of_the_group(self) -> Self:
        """Keep those bought by an authority of the group."""
        return self.filter(authority__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Keep those the actor may read; those outside the group are for readers of the group."""
        scope = scope_of(actor, Permission.READ_CASES)
        if scope.group:
            return self
        allowed = Q(authority__in=scope.own)
        if scope.companies:
            allowed |= Q(authority__kind=AuthorityKind.COMPANY)
        return self.filter(allowed)


class Procurement(models.Model):
    """One procurement with notice: one buyer, one procurement id.

    Blank means unknown, never no. `edition` is pinned the day the case is opened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    buyer_number = models.CharField(max_length=20)
    buyer_name = models.CharField(max_length=250)
    buyer_sector = models.CharField(max_length=60, blank=True)
    buyer_subsector = models.CharField(max_length=60, blank=True)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="procurements"
    )
    reference = models.CharField(max_length=60)  # the procurement id of the notice database
    edition = models.CharField(max_length=60, blank=True)
    title = models.TextField()
    published_on = models.DateField(null=True)
    kind = models.CharField(max_length=10, choices=_choices(Kind), null=True)  # noqa: DJ001 - null is unknown
    cpv = models.CharField(max_length=8, null=True)  # noqa: DJ001 - null is unknown
    legal_basis = models.CharField(max_length=12, choices=_choices(LegalBasis), null=True)  # noqa: DJ001
    procedure = models.CharField(max_length=30, choices=_choices(Procedure), null=True)  # noqa: DJ001
    above_eu_threshold = models.BooleanField(null=True)
    is_framework_agreement = models.BooleanField(null=True)
    is_dynamic_purchasing_system = models.BooleanField(null=True)
    is_electronic_auction = models.BooleanField(null=True)
    divided_into_lots = models.BooleanField(null=True)
    joint_procurement = models.BooleanField(null=True)
    environmental_requirements = models.BooleanField(null=True)
    social_requirements = models.BooleanField(null=True)
    innovation_procurement = models.BooleanField(null=True)
    reserved_procurement = models.BooleanField(null=True)
    reserved_performance = models.BooleanField(null=True)
    review_applied_for = models.BooleanField(null=True)
    notice_database = models.CharField(max_length=60, blank=True)
    contracted_value = models.DecimalField(max_digits=16, decimal_places=2, null=True)  # SEK

    objects = ProcurementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["buyer_number", "reference"], name="procurement_once_per_buyer"
            ),
            _known("kind", Kind, "procurement_kind_known"),
            _known("legal_basis", LegalBasis, "procurement_legal_basis_known"),
            _known("procedure", Procedure, "procurement_procedure_known"),
            models.CheckConstraint(
                condition=Q(cpv__regex=r"^[0-9]{8}$") | Q(cpv__isnull=True),
                name="procurement_cpv_eight_digits",
            ),
            models.CheckConstraint(
                condition=Q(contracted_value__gte=0) | Q(contracted_value__isnull=True),
                name="procurement_value_not_negative",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["authority", "-published_on"], name="procurement_of_authority"),
            models.Index(fields=["-published_on", "id"], name="procurement_by_day"),
            models.Index(fields=["cpv"], name="procurement_by_cpv"),
            GinIndex(fields=["title"], name="procurement_title_words", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title


class Lot(models.Model):
    """A part of a procurement that is tendered and awarded on its own."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="lots")
    reference = models.CharField(max_length=120)
    tenders = models.PositiveIntegerField(null=True)  # tenders received

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procurement", "reference"], name="lot_once_per_procurement"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ContractedTender(models.Model):
    """A supplier that won contracts in a lot; masked names stay blank."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="contracted_tenders")
    supplier_name = models.CharField(max_length=250)
    supplier_sector = models.CharField(max_length=60, blank=True)
    supplier_size = models.CharField(max_length=10, choices=_choices(SupplierSize), null=True)  # noqa: DJ001
    supplier_legal_form = models.CharField(max_length=120, blank=True)
    supplier_industry = models.CharField(max_length=200, blank=True)
    contracts = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lot", "supplier_name"], name="contracted_tender_once_per_lot"
            ),
            _known("supplier_size", SupplierSize, "contracted_tender_size_known"),
        ]

    def __str__(self) -> str:
        return self.supplier_name


class ImportRun(models.Model):
    """One run of an import over a set of files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(
        max_length=12, choices=_choices(ImportState), default=ImportState.WAITING
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=200)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    refusal = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class StatisticsFile(models.Model):
    """One file of procurement statistics, known by its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12, choices=_choices(FileKind))
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField(default=0)
    rows_imported = models.PositiveIntegerField(default=0)  # made a procurement, lot or winner
    rows_merged = models.PositiveIntegerField(default=0)  # said more of one that was there
    rows_changed = models.PositiveIntegerField(default=0)  # corrected one that was there
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class SourceRow(models.Model):
    """Where a procurement's facts came from: a row of a file (row 1 is the header)."""

    file = models.ForeignKey(StatisticsFile, on_delete=models.CASCADE, related_name="source_rows")
    row = models.PositiveIntegerField()
    procurement = models.ForeignKey(
        Procurement, on_delete=models.CASCADE, related_name="source_rows"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "row"], name="source_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.row}"


class RejectedRow(models.Model):
    """A value that could not be taken in: where it stood, what it said, why."""

    file = models.ForeignKey(StatisticsFile, on_delete=models.CASCADE, related_name="rejected_rows")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=120)
    value = models.TextField()
    code = models.CharField(max_length=40)  # the reason, translated on the screen

    def __str__(self) -> str:
        return f"{self.row} {self.column}"


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
