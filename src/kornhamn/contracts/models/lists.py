"""Tables of contract lists: where they come from, each load, and what became of every row."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from kornhamn.contracts.types import ListState, RowOutcome
from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Authority
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Actor, Permission


class ContractListSource(models.Model):
    """Where contract lists come from time and again, with the mapping of their columns."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    authority = models.ForeignKey(  # whose contracts they are where the file does not say
        Authority, on_delete=models.PROTECT, null=True, related_name="+"
    )
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)  # as written by files.tables.mapping
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ContractListQuerySet(models.QuerySet["ContractListLoad"]):
    """Questions about loads of contract lists."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep one's own loads; all for those who manage the group's contracts."""
        if scope_of(actor, Permission.MANAGE_CONTRACTS).group:
            return self
        return self.filter(by_id=actor.id)


class ContractListLoad(models.Model):
    """One contract list taken in as a whole, and undone as a whole.

    rows_read = rows_loaded + rows_joined + rows_known + rows_refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(ContractListSource, on_delete=models.PROTECT, related_name="loads")
    state = models.CharField(max_length=12, choices=choices(ListState), default=ListState.MAPPING)
    refusal = models.JSONField(default=dict)  # code, message and params of what stopped it
    file_name = models.CharField(max_length=255)
    file = models.FileField(upload_to="contract-lists/", blank=True)  # until it is loaded
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    format = models.JSONField(default=dict)  # encoding, separator, header … as recognised
    mapping = models.JSONField(default=dict)  # as it was when the file was read
    rows_seen = models.PositiveIntegerField(default=0)  # found in the file, before any is taken in
    rows_read = models.PositiveIntegerField(default=0)
    rows_loaded = models.PositiveIntegerField(default=0)
    rows_joined = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    by_id = models.TextField(default="")
    by_name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)

    objects = ContractListQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-started_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    rows_read=models.F("rows_loaded")
                    + models.F("rows_joined")
                    + models.F("rows_known")
                    + models.F("rows_refused")
                ),
                name="contract_list_accounted_for",
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(state=ListState.LOADED.value),
                name="contract_list_once",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ContractListRow(models.Model):
    """What became of one row of a list, and what a person should look at."""

    load = models.ForeignKey(ContractListLoad, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()  # in the file; the header is row 1
    outcome = models.CharField(max_length=8, choices=choices(RowOutcome))
    contract = models.ForeignKey(
        "contracts.Contract", on_delete=models.SET_NULL, null=True, related_name="list_rows"
    )
    what = models.CharField(max_length=250, blank=True)  # reference and title as they stood
    remarks = models.JSONField(default=list)  # [column, value, code]; the first: why refused

    class Meta:
        ordering: ClassVar = ["row"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["load", "row"], name="contract_list_row_once"),
            models.CheckConstraint(
                condition=~Q(outcome=RowOutcome.REFUSED.value)
                | (Q(contract__isnull=True) & ~Q(remarks=[])),
                name="contract_list_row_refused_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.outcome}"
