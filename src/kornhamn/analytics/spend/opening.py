"""Which snapshot of spend is the current one, and where it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.db import connection

from kornhamn.analytics.models import SpendSnapshot
from kornhamn.analytics.types.spend import SpendSnapshotInfo

_looked_at: ContextVar[Path | None] = ContextVar("looked_at", default=None)


def spend_folder() -> Path:
    """Return where snapshots of spend are kept."""
    folder: Path = settings.SNAPSHOTS / "spend"
    return folder


def current_spend() -> SpendSnapshotInfo | None:
    """Return the snapshot that figures of spend are counted from, or None before the first."""
    row = SpendSnapshot.objects.filter(is_current=True).first()
    return info(row) if row else None


def current_folder() -> Path | None:
    """Return the folder of the current snapshot: asked by every question, so in one quick query."""
    if (looked_at := _looked_at.get()) is not None:
        return looked_at
    with connection.cursor() as cursor:
        cursor.execute("SELECT folder FROM analytics_spendsnapshot WHERE is_current")
        row = cursor.fetchone()
    return spend_folder() / row[0] if row else None


@contextmanager
def looking_at(folder: Path | None) -> Iterator[None]:
    """Let one snapshot be the current one while a question is answered, whatever comes beside."""
    token = _looked_at.set(folder)
    try:
        yield
    finally:
        _looked_at.reset(token)


def info(row: SpendSnapshot) -> SpendSnapshotInfo:
    """Return what is told of a snapshot."""
    return SpendSnapshotInfo(
        row.digest, row.folder, row.made_at, row.loads, row.lines, row.ore, row.parts, row.size
    )
