"""Questions about snapshots: which is current, whom it knows, how it reads in memory."""

from kornhamn.analytics.models import Snapshot
from kornhamn.analytics.types import SnapshotInfo


def current_snapshot() -> SnapshotInfo | None:
    """Return the snapshot that figures are counted from, or None before the first."""
    row = Snapshot.objects.filter(is_current=True).first()
    return info(row) if row else None


def info(row: Snapshot) -> SnapshotInfo:
    """Return what is told of a snapshot."""
    return SnapshotInfo(row.digest, row.folder, row.made_at, row.cases, row.size)
