"""Tables of agreed prices: the lists of a contract, and each price in them."""

import uuid
from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from kornhamn.contracts.models.contract import Contract
from kornhamn.contracts.types import PriceListState
from kornhamn.kernel.choices import choices
from kornhamn.suppliers.models import Supplier


class PriceListQuerySet(models.QuerySet["PriceList"]):
    """Questions about price lists."""

    def agreed(self) -> Self:
        """Keep those that hold, or will."""
        return self.filter(state=PriceListState.AGREED)


class PriceList(models.Model):
    """All prices of a supplier under a contract from a day on, until a later list takes over.

    A list is whole and never changes: new prices are a new list. rows_read = rows_taken +
    rows_refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="price_lists")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="price_lists")
    holds_from = models.DateField()
    state = models.CharField(
        max_length=9, choices=choices(PriceListState), default=PriceListState.MAPPING
    )
    file_name = models.CharField(max_length=255, blank=True)  # blank where written by hand
    file = models.FileField(upload_to="price-lists/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    header = models.JSONField(default=list)  # the columns as the file names them
    mapping = models.JSONField(default=dict)  # as written by files.tables.mapping
    rows_read = models.PositiveIntegerField(default=0)
    rows_taken = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)  # [row, column, value, code]
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)

    objects = PriceListQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-holds_from", "-added_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract", "supplier", "holds_from"],
                condition=Q(state=PriceListState.AGREED.value),
                name="price_list_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(rows_read=F("rows_taken") + F("rows_refused")),
                name="price_list_accounted_for",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PriceListState]),
                name="price_list_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.holds_from}"


class AgreedPrice(models.Model):
    """What one thing costs in a price list."""

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="prices")
    row = models.PositiveIntegerField(null=True)  # in the file
    article = models.CharField(max_length=120, blank=True)  # the supplier's number
    name = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    ore_per_thousand = models.BigIntegerField()  # without VAT

    class Meta:
        ordering: ClassVar = ["name", "article", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["price_list", "article"],
                condition=~Q(article=""),
                name="agreed_price_article_once",
            ),
            models.CheckConstraint(
                condition=~Q(article="") | ~Q(name=""), name="agreed_price_says_of_what"
            ),
            models.CheckConstraint(
                condition=Q(ore_per_thousand__gt=0), name="agreed_price_above_nothing"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["name"], name="agreed_price_words", opclasses=["gin_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.name or self.article
