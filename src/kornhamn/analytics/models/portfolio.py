"""Tables of the portfolio: which snapshots exist, and the simulations somebody saved."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from kornhamn.organisation.models import Person


class Snapshot(models.Model):
    """The portfolio as columns, as it stood: one folder below settings.SNAPSHOTS.

    `digest` is of what the columns say and the same for the same data anywhere; `folder` also
    counts the records' ids in, so that links from figures to records never go astray.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64)
    folder = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)  # when the database last said the very same
    cases = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()  # bytes on disk
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="snapshot_one_current"
            )
        ]

    def __str__(self) -> str:
        return self.digest


class Simulation(models.Model):
    """What another edition would have meant, saved with all it was counted from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    from_edition = models.CharField(max_length=60)
    to_edition = models.CharField(max_length=60)
    from_digest = models.CharField(max_length=64)
    to_digest = models.CharField(max_length=64)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="simulations")
    period = DateRangeField(null=True)
    selection = models.JSONField(default=dict)  # the rest of what was chosen
    reach = models.JSONField(default=dict)  # the scope it was counted over
    summary = models.JSONField(default=dict)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.name
