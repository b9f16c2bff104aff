"""Tables of lots and winners, and the facts counted from them."""

from typing import ClassVar

from django.db import models

from kornhamn.kernel.choices import choices
from kornhamn.procurement.models.columns import known
from kornhamn.procurement.models.imports import StatisticsFile
from kornhamn.procurement.models.procurement import Procurement
from kornhamn.procurement.types import SupplierSize
from kornhamn.suppliers.models import Spelling


class Lot(models.Model):
    """A part of a procurement that is tendered and awarded on its own."""

    procurement = models.ForeignKey(  # indexed by the constraint
        Procurement, on_delete=models.CASCADE, related_name="lots", db_index=False
    )
    reference = models.CharField(max_length=120)
    tenders = models.PositiveIntegerField(null=True)  # tenders received
    file = models.ForeignKey(  # where `tenders` was read
        StatisticsFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    row = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procurement", "reference"], name="lot_once_per_procurement"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ContractedTender(models.Model):
    """A supplier that won contracts in a lot.

    The name of a natural person is masked in the source and blank here; `masked_as` is then what
    tells such winners of one lot apart.
    """

    lot = models.ForeignKey(  # indexed by the constraint
        Lot, on_delete=models.CASCADE, related_name="contracted_tenders", db_index=False
    )
    supplier_name = models.CharField(max_length=250, blank=True)
    masked_as = models.CharField(max_length=350, blank=True)
    supplier_sector = models.CharField(max_length=60, blank=True)
    supplier_size = models.CharField(max_length=10, choices=choices(SupplierSize), null=True)  # noqa: DJ001 - null is unknown
    supplier_legal_form = models.CharField(max_length=120, blank=True)
    supplier_industry = models.CharField(max_length=200, blank=True)
    contracts = models.PositiveIntegerField(null=True)
    file = models.ForeignKey(
        StatisticsFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    row = models.PositiveIntegerField(null=True)
    spelling = models.ForeignKey(  # which supplier the name is; null until entered, or masked
        Spelling, on_delete=models.PROTECT, null=True, related_name="contracted_tenders"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lot", "supplier_name", "masked_as"], name="contracted_tender_once_per_lot"
            ),
            known("supplier_size", SupplierSize, "contracted_tender_size_known"),
        ]

    def __str__(self) -> str:
        return self.supplier_name


class DerivedFacts(models.Model):
    """The facts counted from lots and winners: a view, the one definition of these facts.

    A procurement without known lots has no row, and one without known winners has null winners.
    """

    procurement = models.OneToOneField(
        Procurement, on_delete=models.DO_NOTHING, primary_key=True, related_name="derived"
    )
    lots = models.IntegerField()
    fewest_tenders = models.IntegerField(null=True)
    winners = models.IntegerField(null=True)
    small_supplier_contracted = models.BooleanField(null=True)

    class Meta:
        managed = False
        db_table = "procurement_derived_facts"
        verbose_name_plural = "derived facts"

    def __str__(self) -> str:
        return str(self.procurement_id)
