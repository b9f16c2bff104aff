"""Tables of what was bought: which snapshots of spend exist, and the views somebody saved."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kornhamn.organisation.models import Person


class SpendSnapshot(models.Model):
    """The ledgers as a cube, as they stood: one folder below settings.SNAPSHOTS / "spend".

    `digest` is of what the figures say; `folder` also counts in which loads they came from and in
    how many parts they are kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64)
    folder = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)  # when the database last said the very same
    loads = models.PositiveIntegerField()
    lines = models.PositiveBigIntegerField()
    ore = models.BigIntegerField()
    parts = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()  # bytes on disk, shared parts counted in
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=Q(is_current=True),
                name="spend_snapshot_one_current",
            )
        ]

    def __str__(self) -> str:
        return self.digest


class SpendView(models.Model):
    """A view of the spend explorer that somebody saved under a name: its page and its address.

    Whoever opens it sees what they may see: nothing of the figures is saved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    page = models.CharField(max_length=40)  # the name of the page in the explorer
    chosen = models.JSONField(default=dict)  # the address's parameters
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.name
