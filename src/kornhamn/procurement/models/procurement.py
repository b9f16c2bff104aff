"""The table of procurements: one buyer, one procurement id."""

import uuid
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kornhamn.organisation.models import Authority
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Actor, AuthorityKind, Permission
from kornhamn.procurement.models.columns import StatedColumns, known
from kornhamn.procurement.types import Kind, LegalBasis, Procedure

# as lists are sorted: what is not known comes last
_LATEST = models.F("published_on").desc(nulls_last=True)
_DEAREST = models.F("contracted_value").desc(nulls_last=True)


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

    def with_facts(self) -> Self:
        """Fetch in the same query the facts counted from lots and winners, as `derived`."""
        return self.select_related("derived")


class Procurement(StatedColumns):
    """One procurement with notice: one buyer, one procurement id.

    Its columns say what the files' statements say, the first kind of file first. `edition` is
    pinned the day the case is opened. `derived` holds the facts counted from lots and winners.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    buyer_number = models.CharField(max_length=20)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="procurements"
    )
    reference = models.CharField(max_length=60)  # the procurement id of the notice database
    edition = models.CharField(max_length=60, blank=True)

    objects = ProcurementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["buyer_number", "reference"], name="procurement_once_per_buyer"
            ),
            known("kind", Kind, "procurement_kind_known"),
            known("legal_basis", LegalBasis, "procurement_legal_basis_known"),
            known("procedure", Procedure, "procurement_procedure_known"),
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
            models.Index("authority", _LATEST, "id", name="procurement_of_authority"),
            models.Index(_LATEST, "id", name="procurement_by_day"),
            models.Index(_DEAREST, "id", name="procurement_by_value"),
            models.Index(fields=["cpv"], name="procurement_by_cpv"),
            GinIndex(fields=["title"], name="procurement_title_words", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title
