"""Verbs: take a new snapshot of the portfolio; save a simulation."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from kornhamn.analytics import snapshot
from kornhamn.analytics.models import Snapshot
from kornhamn.analytics.opening import info
from kornhamn.analytics.organisation_facts import gather
from kornhamn.analytics.queries.report import Content, ReportFile, ReportForm, report_file
from kornhamn.analytics.types import SnapshotInfo
from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor
from kornhamn.rulebook.library import programme

KEPT = 5  # snapshots besides those that a saved simulation was counted from
_LOCK = 0x4B6F726E  # the key of the advisory lock


def refresh(*, by: Actor, at: datetime) -> SnapshotInfo:
    """Take a snapshot of the portfolio and make it the current one.

    Where nothing changed the current one stays, its folder made anew if it was lost. Run twice
    at once, the second waits for the first.
    """
    with _one_at_a_time(), transaction.atomic():
        _see_one_moment()
        row, is_new = _take(_staging(), at=at)
        if is_new:
            details = {"digest": row.digest, "cases": row.cases}
            record(Deed("snapshot.taken", "snapshot", str(row.pk), details), by=by, at=at)
        return info(row)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait for another refresh before the transaction starts, so that it is seen in full."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _see_one_moment() -> None:
    """Read the whole database as of one moment, where the transaction is ours to choose for."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _staging() -> Path:
    """Return an empty folder to build in; what an interrupted refresh left is cleared away."""
    folder: Path = settings.SNAPSHOTS / ".being-made"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _take(staging: Path, *, at: datetime) -> tuple[Snapshot, bool]:
    on = timezone.localdate(at)  # noqa: TID251 - the day of `at`, no clock is read
    content = snapshot.take(staging, gather(programme(settings.RULEBOOKS), on=on))
    _put_in_place(staging, settings.SNAPSHOTS / content.folder)
    current = Snapshot.objects.filter(is_current=True).first()
    if current and current.folder == content.folder:
        return current, False
    Snapshot.objects.filter(is_current=True).update(is_current=False)
    row, _ = Snapshot.objects.update_or_create(
        folder=content.folder,
        defaults={
            "digest": content.digest,
            "made_at": at,
            "cases": content.cases,
            "size": content.size,
            "is_current": True,
        },
    )
    _forget_old()
    return row, True


def _put_in_place(staging: Path, folder: Path) -> None:
    """Rename the finished folder to its name; one with the same content may stand there."""
    if not (folder / snapshot.ORGANISATION).exists():
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)


def _forget_old() -> None:
    spare = Snapshot.objects.filter(simulations__isnull=True, is_current=False)
    for old in spare.order_by("-made_at")[KEPT - 1 :]:
        lost = settings.SNAPSHOTS / old.folder
        old.delete()
        transaction.on_commit(partial(shutil.rmtree, lost, ignore_errors=True))


def note_report(content: Content, form: ReportForm, *, by: Actor, at: datetime) -> ReportFile:
    """Make the report's file and note in the trail who took which report."""
    made = report_file(content, form)
    details = {"hash": content.hash, "period": content.period, "whose": content.subtitle}
    record(Deed("report.made", "report", content.hash, details | {"form": form}), by=by, at=at)
    return made
