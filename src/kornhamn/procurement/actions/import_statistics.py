"""Taking in the nation's procurement statistics: many files, one run, nothing half-written.

A run reads and checks all its files first, then writes the procurements in parts, each part a
transaction of its own: statements, lots, winners and value of a procurement go in together. An
interrupted run is continued where it stopped when the same files are given again.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kornhamn.audit.actions import record, record_all
from kornhamn.audit.types import Deed
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.procurement.actions.enter_winners import enter_winners
from kornhamn.procurement.actions.import_lock import one_at_a_time
from kornhamn.procurement.actions.open_run import opened
from kornhamn.procurement.actions.write_part import write_part
from kornhamn.procurement.models import ImportRun, StatisticsFile
from kornhamn.procurement.statistics.joining import Joined
from kornhamn.procurement.statistics.paths import given_files
from kornhamn.procurement.types import GivenFile, ImportState

Progress = Callable[[int, int], None]  # rows done, rows in all; 0 in all while reading


def start_import(*, by: Actor, at: datetime) -> ImportRun:
    """Return a new run that waits for `run_import`, for an import that a job will do."""
    require(by, Permission.IMPORT_STATISTICS)
    return ImportRun.objects.create(started_at=at, by_id=by.id, by_name=by.name)


def import_statistics(
    paths: Sequence[Path], *, by: Actor, at: datetime, progress: Progress | None = None
) -> ImportRun:
    """Import files and folders of files, and return the finished run.

    Raises FileRefusedError, NothingToImport, and ImportRunning while another is under way.
    """
    files = given_files(paths)
    return run_import(start_import(by=by, at=at), files, by=by, at=at, progress=progress)


def run_import(
    run: ImportRun,
    files: Sequence[GivenFile],
    *,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> ImportRun:
    """Do a run, taking over an interrupted one of the same files, and return it finished."""
    clock = time.monotonic()
    with one_at_a_time():
        _call_interrupted(run)
        try:
            require(by, Permission.IMPORT_STATISTICS)
            ids, joined = opened(run, files)
            _write(run, ids, joined, by=by, at=at, progress=progress or _silent)
            if joined.winners.height:
                enter_winners(by=by, at=at)
        except DomainError as error:
            _refuse(run, error, by=by, at=at)
            raise
        except BaseException:  # Ctrl-C and termination too: what is written stays written
            ImportRun.objects.filter(pk=run.pk).update(state=ImportState.INTERRUPTED)
            raise
        return _finish(run, by=by, at=at + timedelta(seconds=time.monotonic() - clock))


def _silent(_done: int, _total: int) -> None:
    """Show no progress."""


def _call_interrupted(run: ImportRun) -> None:
    """Say of runs that were killed that they stopped; none runs, since we hold the lock."""
    others = ImportRun.objects.filter(state=ImportState.RUNNING).exclude(pk=run.pk)
    others.update(state=ImportState.INTERRUPTED)
    run.state = ImportState.RUNNING
    run.save(update_fields=["state"])


def _write(
    run: ImportRun,
    files: Sequence[UUID],
    joined: Joined,
    *,
    by: Actor,
    at: datetime,
    progress: Progress,
) -> None:
    for part in range(run.parts_done, joined.parts):
        progress(run.rows_done, run.rows_total or 0)
        with transaction.atomic():
            written = write_part(joined, part, files, run=run.pk)
            record_all(written.deeds, by=by, at=at)
            ImportRun.objects.filter(pk=run.pk).update(
                parts_done=part + 1,
                rows_done=F("rows_done") + written.rows,
                procurements_created=F("procurements_created") + written.created,
                procurements_changed=F("procurements_changed") + len(written.corrections),
            )
        run.refresh_from_db()
    progress(run.rows_done, run.rows_total or 0)


@transaction.atomic
def _finish(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    files = list(run.files.order_by("kind", "name"))
    for file in files:
        if file.rows != file.rows_accounted_for:
            msg = f"{file.name}: {file.rows} rows, {file.rows_accounted_for} accounted for"
            raise RuntimeError(msg)
    run.state, run.finished_at = ImportState.FINISHED, at
    run.save(update_fields=["state", "finished_at"])
    details = {
        "files": [_told(file) for file in files],
        "procurements_created": run.procurements_created,
        "procurements_changed": run.procurements_changed,
    }
    record(Deed("statistics.imported", "import", str(run.pk), details), by=by, at=at)
    return run


def _told(file: StatisticsFile) -> dict[str, object]:
    counts = ("imported", "merged", "changed", "unchanged", "rejected")
    return {
        "name": file.name,
        "kind": file.kind,
        "sha256": file.sha256,
        "rows": file.rows,
        **{count: getattr(file, f"rows_{count}") for count in counts},
    }


def _refuse(run: ImportRun, error: DomainError, *, by: Actor, at: datetime) -> None:
    params = {key: str(value) for key, value in error.params.items()}
    run.state, run.finished_at = ImportState.REFUSED, at
    run.refusal = {"code": error.code, "message": error.message, "params": params}
    run.save(update_fields=["state", "finished_at", "refusal"])
    details = {"code": error.code, "params": params}
    record(Deed("statistics.refused", "import", str(run.pk), details), by=by, at=at)
