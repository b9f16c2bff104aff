"""Verbs of the portfolio: take a new snapshot; save a simulation; note a report."""

import shutil
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kornhamn.analytics import snapshot
from kornhamn.analytics.ledger_facts import facts_of_ledgers
from kornhamn.analytics.models import Simulation, Snapshot
from kornhamn.analytics.moment import one_at_a_time, see_one_moment
from kornhamn.analytics.opening import info
from kornhamn.analytics.organisation_facts import gather
from kornhamn.analytics.queries.report import Content, ReportFile, ReportForm, report_file
from kornhamn.analytics.queries.saved import saved_simulation, written_scope, written_selection
from kornhamn.analytics.queries.simulation import simulate
from kornhamn.analytics.types import (
    Comparison,
    SavedSimulation,
    SimulationResult,
    SimulationWithoutNameError,
    SnapshotInfo,
)
from kornhamn.audit.actions import record
from kornhamn.audit.queries import Wanted, entries
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor, Scope
from kornhamn.rulebook.library import programme

KEPT = 5  # snapshots besides those that a saved simulation was counted from
_COMMITTED_WITHIN = timedelta(minutes=5)  # a deed may be seen this long after its moment
_LOOKED_AT = 200
_CHANGES_NO_FIGURE = frozenset(
    {
        "flag.answered",
        "flag.grown",
        "flag.lapsed",
        "flag.raised",
        "flag.returned",
        "person.signed-in",
        "report.made",
        "simulation.saved",
        "snapshot.taken",
        "statistics.refused",
    }
)
_LOCK = 0x4B6F726E  # the key of the advisory lock


def refresh(*, by: Actor, at: datetime) -> SnapshotInfo:
    """Take a snapshot of the portfolio and make it the current one.

    Where nothing changed the current one stays, its folder made anew if it was lost. Run twice
    at once, the second waits for the first.
    """
    with one_at_a_time(_LOCK), transaction.atomic():
        see_one_moment()
        row, is_new = _take(_staging(), at=at)
        if is_new:
            details = {"digest": row.digest, "cases": row.cases}
            record(Deed("snapshot.taken", "snapshot", str(row.pk), details), by=by, at=at)
        return info(row)


def refresh_if_stale(*, by: Actor, at: datetime) -> SnapshotInfo | None:
    """Take a new snapshot where anything may have changed since the last look, else do nothing.

    A new day counts as a change: roles begin and end, and guidance falls due for review.
    """
    current = Snapshot.objects.filter(is_current=True).first()
    if current is not None:
        checked_at = current.checked_at or current.made_at
        same_day = timezone.localdate(checked_at) == timezone.localdate(at)  # noqa: TID251 - no clock
        since = entries(Wanted(since=checked_at - _COMMITTED_WITHIN), most=_LOOKED_AT).entries
        if same_day and all(entry.verb in _CHANGES_NO_FIGURE for entry in since):
            return None
    return refresh(by=by, at=at)


@transaction.atomic
def save_simulation(
    comparison: Comparison, *, name: str, scope: Scope, by: Actor, at: datetime
) -> SavedSimulation:
    """Save what another edition would have meant, with all it was counted from."""
    if not name.strip():
        raise SimulationWithoutNameError
    result = simulate(comparison, scope)
    chosen, period = comparison.selection, comparison.selection.period
    row = Simulation.objects.create(
        name=name.strip(),
        from_edition=comparison.before.id,
        to_edition=comparison.after.id,
        from_digest=comparison.before.digest,
        to_digest=comparison.after.digest,
        snapshot=Snapshot.objects.get(folder=_snapshot_of(result).folder),
        period=period and (period.start, period.end),
        selection=written_selection(chosen),
        reach=written_scope(scope),
        summary=_summary(result),
        made_by_id=None if by.is_system else by.id,
        made_by_name=by.name,
        made_at=at,
    )
    details = {"name": row.name, "from": row.from_edition, "to": row.to_edition}
    record(Deed("simulation.saved", "simulation", str(row.pk), details), by=by, at=at)
    return saved_simulation(row.pk, scope)


def _snapshot_of(result: SimulationResult) -> SnapshotInfo:
    assert result.comparison.snapshot is not None  # noqa: S101 - a result names its snapshot
    return result.comparison.snapshot


def _summary(result: SimulationResult) -> dict[str, object]:
    """Return the figures a list of simulations shows; öre as they are."""
    kinds = ("changed", "newly_not_met", "no_longer_not_met", "newly_unknown")
    figures: dict[str, object] = {"cases": result.cases, "ore": result.ore}
    return figures | {kind: asdict(getattr(result, kind)) for kind in kinds}


def _staging() -> Path:
    """Return an empty folder to build in; what an interrupted refresh left is cleared away."""
    folder: Path = settings.SNAPSHOTS / ".being-made"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _take(staging: Path, *, at: datetime) -> tuple[Snapshot, bool]:
    on = timezone.localdate(at)  # noqa: TID251 - the day of `at`, no clock is read
    content = snapshot.take(
        staging, gather(programme(settings.RULEBOOKS), on=on, counted=facts_of_ledgers())
    )
    _put_in_place(staging, settings.SNAPSHOTS / content.folder)
    current = Snapshot.objects.filter(is_current=True).first()
    if current and current.folder == content.folder:
        Snapshot.objects.filter(pk=current.pk).update(checked_at=at)
        return current, False
    Snapshot.objects.filter(is_current=True).update(is_current=False)
    row, _ = Snapshot.objects.update_or_create(
        folder=content.folder,
        defaults={
            "digest": content.digest,
            "made_at": at,
            "checked_at": at,
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
