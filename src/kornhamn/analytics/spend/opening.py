"""Which snapshot of spend is the current one, and where it is."""

from pathlib import Path

from django.conf import settings

from kornhamn.analytics.models import SpendSnapshot
from kornhamn.analytics.types.spend import SpendSnapshotInfo


def spend_folder() -> Path:
    """Return where snapshots of spend are kept."""
    folder: Path = settings.SNAPSHOTS / "spend"
    return folder


def current_spend() -> SpendSnapshotInfo | None:
    """Return the snapshot that figures of spend are counted from, or None before the first."""
    row = SpendSnapshot.objects.filter(is_current=True).first()
    return info(row) if row else None


def info(row: SpendSnapshot) -> SpendSnapshotInfo:
    """Return what is told of a snapshot."""
    return SpendSnapshotInfo(
        row.digest, row.folder, row.made_at, row.loads, row.lines, row.ore, row.parts, row.size
    )
