"""Tables of imports: runs, their files, what each file says of a procurement, and remarks."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kornhamn.kernel.choices import choices
from kornhamn.procurement.models.columns import StatedColumns
from kornhamn.procurement.models.procurement import Procurement
from kornhamn.procurement.types import Effect, FileKind, ImportState


class ImportRun(models.Model):
    """One run of an import over a set of files, continued where it was interrupted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(
        max_length=12, choices=choices(ImportState), default=ImportState.WAITING
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    by_id = models.TextField(default="")  # the actor's, as in the audit trail
    by_name = models.CharField(max_length=200)
    contents = models.CharField(max_length=64, blank=True)  # digest of the files' digests
    parts_done = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    procurements_created = models.PositiveIntegerField(default=0)
    procurements_changed = models.PositiveIntegerField(default=0)
    left_aside = models.JSONField(default=list, blank=True)  # names of other files in the folder
    refusal = models.JSONField(default=dict, blank=True)  # code, message and params of the error

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class StatisticsFile(models.Model):
    """One file of procurement statistics, known by its content.

    rows = imported + merged + changed + unchanged + rejected once the run has finished.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12, choices=choices(FileKind))
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    repeats = models.ForeignKey(  # a file of the same content that was taken in before
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    rows = models.PositiveIntegerField(default=0)
    rows_imported = models.PositiveIntegerField(default=0)  # made a procurement, lot or winner
    rows_merged = models.PositiveIntegerField(default=0)  # said more of one that was there
    rows_changed = models.PositiveIntegerField(default=0)  # corrected one that was there
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name

    @property
    def rows_accounted_for(self) -> int:
        """The rows that were imported, merged, changed, unchanged or rejected."""
        taken = self.rows_imported + self.rows_merged + self.rows_changed + self.rows_unchanged
        return taken + self.rows_rejected


class Statement(StatedColumns):
    """What the latest file of a kind says of a procurement, and in which rows it says so.

    The procurement takes each column from the first kind of file that states it, in the order of
    `FileKind`: which file was imported first makes no difference.
    """

    procurement = models.ForeignKey(  # indexed by the constraint
        Procurement, on_delete=models.CASCADE, related_name="statements", db_index=False
    )
    file_kind = models.CharField(max_length=12, choices=choices(FileKind))
    file = models.ForeignKey(
        StatisticsFile, on_delete=models.PROTECT, related_name="statements", db_index=False
    )
    rows = ArrayField(models.PositiveIntegerField())  # row 1 is the header; the first one counts

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procurement", "file_kind"], name="statement_once_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.procurement_id} {self.file_kind}"


class Remark(models.Model):
    """A value that was not taken as it stood: where, what it said, why, and what was done."""

    file = models.ForeignKey(StatisticsFile, on_delete=models.CASCADE, related_name="remarks")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=120)
    value = models.TextField()
    code = models.CharField(max_length=60)  # the reason, see `types.REASONS`
    effect = models.CharField(max_length=20, choices=choices(Effect))
    kept = models.TextField(blank=True)  # the value that counts instead

    class Meta:
        indexes: ClassVar = [models.Index(fields=["file", "row"], name="remark_in_order")]

    def __str__(self) -> str:
        return f"{self.row} {self.column}"


class Correction(models.Model):
    """What a run changed in a procurement that was there before; the trail proves it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="corrections")
    procurement = models.ForeignKey(
        Procurement, on_delete=models.CASCADE, related_name="corrections"
    )
    changes = models.JSONField()  # what: [from, to]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "procurement"], name="correction_once_per_run")
        ]

    def __str__(self) -> str:
        return str(self.procurement_id)
