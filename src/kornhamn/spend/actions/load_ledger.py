"""A received ledger taken in as a whole: read, checked, encoded, registered, or nothing of it."""

import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.spend.actions.kept_files import (
    columns_folder,
    forget_columns,
    forget_received,
    limits,
    received_file,
    work_folder,
)
from kornhamn.spend.actions.load_lock import one_at_a_time
from kornhamn.spend.actions.place_units import place_units
from kornhamn.spend.actions.register import register
from kornhamn.spend.ledger.mapping import Mapping, MappingIncomplete, mapping_from
from kornhamn.spend.ledger.reading import open_table
from kornhamn.spend.ledger.refusals import (
    FileGone,
    LedgerEmpty,
    LinesLoadedBefore,
    LinesPartlyLoaded,
    LoadNotOpen,
    LoadRunning,
)
from kornhamn.spend.ledger.sameness import common_lines, contents
from kornhamn.spend.ledger.writing import Written, write_lines
from kornhamn.spend.models import LedgerLoad
from kornhamn.spend.types import LoadState

_FOR_A_PERSON = (LinesPartlyLoaded, MappingIncomplete, LedgerEmpty)
_READY = (LoadState.MAPPING, LoadState.WAITING, LoadState.INTERRUPTED, LoadState.RUNNING)


def load_ledger(
    load: LedgerLoad,
    mapping: Mapping | None = None,
    *,
    although_known: bool = False,
    by: Actor,
    at: datetime,
    tell: Callable[[int], None] | None = None,
) -> LedgerLoad:
    """Take in a received file, and return the finished load; its mapping is saved for the source.

    Raises LinesLoadedBefore where another load holds its lines, LinesPartlyLoaded where one holds
    some of them (unless `although_known`), LoadRunning while another is under way, FileGone, and
    the FileRefusedError that says why it cannot be read. Nothing of it is then taken in; where a
    person can mend it, the file is kept and the load is at its mapping.
    """
    clock = time.monotonic()
    require(by, Permission.LOAD_LEDGERS)
    with one_at_a_time():
        _begin(load)
        try:
            written, folder = _written(load, mapping, tell)
            with transaction.atomic():
                register(written.encoder, load.source, folder)
                _compare(load, folder, written, although_known=although_known)
                place_units(load.source)
                _finish(load, written, by=by, at=at + timedelta(seconds=time.monotonic() - clock))
                folder.rename(columns_folder(load))
        except _FOR_A_PERSON as error:
            _stop(load, error, LoadState.MAPPING, at)
            raise
        except DomainError as error:
            _refuse(load, error, by=by, at=at)
            raise
        except BaseException:  # Ctrl-C and termination too: the file is kept
            LedgerLoad.objects.filter(pk=load.pk).update(state=LoadState.INTERRUPTED)
            raise
        forget_received(load)
    return load


def _begin(load: LedgerLoad) -> None:
    """Say that the load runs; any other that says so was interrupted, since we hold the lock."""
    LedgerLoad.objects.filter(state=LoadState.RUNNING).exclude(pk=load.pk).update(
        state=LoadState.INTERRUPTED
    )
    load.refresh_from_db()
    if load.state not in _READY:
        raise LoadNotOpen(state=load.state)
    forget_columns(load)
    load.state, load.refusal, load.rows_read = LoadState.RUNNING, {}, 0
    load.save(update_fields=["state", "refusal", "rows_read"])


def _written(
    load: LedgerLoad, mapping: Mapping | None, tell: Callable[[int], None] | None
) -> tuple[Written, Path]:
    if not received_file(load).exists():
        raise FileGone
    folder = work_folder(load)
    unpacked = folder.with_name("unpacked")
    unpacked.mkdir(exist_ok=True)
    table = open_table(received_file(load), load.file_name, limits(), unpacked)
    mapping = mapping or mapping_from(load.mapping, table.header)
    load.mapping = mapping.as_json(table.header)
    load.format = {**table.format, "header": list(table.header)}

    def progress(rows: int) -> None:
        LedgerLoad.objects.filter(pk=load.pk).update(rows_read=rows)
        if tell:
            tell(rows)

    written = write_lines(table, mapping, folder, progress)
    shutil.rmtree(unpacked, ignore_errors=True)
    if not written.count.rows_taken:
        raise LedgerEmpty(name=load.file_name, rows=written.count.rows_read)
    return written, folder


def _compare(load: LedgerLoad, folder: Path, written: Written, *, although_known: bool) -> None:
    """Refuse lines that other loads of the same days hold."""
    lines = written.count.rows_taken
    load.contents = contents(folder)
    others = LedgerLoad.objects.filter(
        state=LoadState.LOADED,
        first_on__lte=written.count.last_on,
        last_on__gte=written.count.first_on,
    )
    for other in others.order_by("started_at"):
        if not (common := common_lines(folder, columns_folder(other))):
            continue
        told = {
            "name": load.file_name,
            "before": other.file_name,
            "on": other.started_at.date().isoformat(),
            "lines": lines,
        }
        if common == lines:
            raise LinesLoadedBefore(**told)
        if not although_known:
            raise LinesPartlyLoaded(common=common, **told)


def _finish(load: LedgerLoad, written: Written, *, by: Actor, at: datetime) -> None:
    count = written.count
    load.state, load.finished_at = LoadState.LOADED, at
    load.rows_read, load.rows_taken = count.rows_read, count.rows_taken
    load.rows_refused, load.remarks = count.rows_read - count.rows_taken, count.remarks
    load.ore_read, load.ore_taken = count.ore_read, count.ore_taken
    load.ore_refused = count.ore_read - count.ore_taken
    load.first_on, load.last_on = count.first_on, count.last_on
    load.format = {**load.format, "own_totals": list(count.own_totals)}
    load.save()
    source = load.source
    source.mapping = {**load.mapping, "month": None}
    source.header, source.saved_at = load.format["header"], at
    source.save(update_fields=["mapping", "header", "saved_at"])
    record(Deed("ledger.loaded", "ledger-load", str(load.pk), _told(load)), by=by, at=at)


def _told(load: LedgerLoad) -> dict[str, object]:
    counts = ("rows_read", "rows_taken", "rows_refused", "ore_read", "ore_taken", "ore_refused")
    return {
        "name": load.file_name,
        "source": load.source.name,
        "sha256": load.sha256,
        "columns": load.mapping["columns"],
        **{count: getattr(load, count) for count in counts},
    }


def _stop(load: LedgerLoad, error: DomainError, state: LoadState, at: datetime) -> None:
    params = {key: str(value) for key, value in error.params.items()}
    load.refusal = {"code": error.code, "message": error.message, "params": params}
    load.state, load.finished_at = state, at if state is LoadState.REFUSED else None
    load.save(update_fields=["state", "refusal", "finished_at", "mapping", "format"])


@transaction.atomic
def _refuse(load: LedgerLoad, error: DomainError, *, by: Actor, at: datetime) -> None:
    if isinstance(error, LoadRunning | LoadNotOpen):
        return
    _stop(load, error, LoadState.REFUSED, at)
    details = {"name": load.file_name, "code": error.code, "params": load.refusal["params"]}
    record(Deed("ledger.refused", "ledger-load", str(load.pk), details), by=by, at=at)
    transaction.on_commit(lambda: forget_received(load))
