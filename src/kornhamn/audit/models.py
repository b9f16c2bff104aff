"""The append-only trail: entries, and the head that says which is the last."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """Who did what to what, when; each entry's hash covers the hash of the one before.

    A database trigger refuses update, delete and truncate (see the first migration).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.TextField()
    actor_name = models.TextField()
    verb = models.TextField()
    subject_type = models.TextField()
    subject_id = models.TextField()
    details = models.JSONField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="entry_of_subject")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class Head(models.Model):
    """The last entry's number and hash, so that a removed tail is found."""

    id = models.BooleanField(primary_key=True, default=True)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=True), name="head_single_row")
        ]

    def __str__(self) -> str:
        return str(self.number)
