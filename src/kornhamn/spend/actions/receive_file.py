"""A ledger's file comes in: kept, looked at, and its columns proposed."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.files.examining import examine
from kornhamn.files.refusals import FileTypeUnknown
from kornhamn.files.tables.proposing import Proposal, propose
from kornhamn.files.tables.table import Table
from kornhamn.organisation.permissions import require
from kornhamn.organisation.queries import Authority
from kornhamn.organisation.types import Actor, Permission
from kornhamn.spend.actions.kept_files import (
    forget_received,
    limits,
    received_file,
    received_folder,
    work_folder,
)
from kornhamn.spend.ledger.fields import LEDGER, Field
from kornhamn.spend.ledger.mapping import mapping_from, missing_fields
from kornhamn.spend.ledger.reading import TYPES, open_table
from kornhamn.spend.ledger.refusals import LoadedBefore
from kornhamn.spend.models import LedgerLoad, LedgerSource
from kornhamn.spend.types import LoadState

_OPEN = (LoadState.MAPPING, LoadState.WAITING, LoadState.INTERRUPTED)


class Upload(Protocol):
    """A file as it comes in."""

    def chunks(self) -> Iterable[bytes]:
        """Return the content in pieces."""


def receive_file(
    file: Upload, name: str, *, source: LedgerSource, by: Actor, at: datetime
) -> LedgerLoad:
    """Keep a file and return its load: WAITING where the source's mapping fits, else MAPPING.

    The same file again gives the load that is open already. Raises LoadedBefore where it is
    loaded, and the FileRefusedError that says why it cannot be read.
    """
    require(by, Permission.LOAD_LEDGERS)
    load = LedgerLoad(
        source=source, file_name=Path(name).name[:255], by_id=by.id, by_name=by.name,
        started_at=at, state=LoadState.MAPPING, size=0,
    )  # fmt: skip
    received = False
    try:
        _keep(load, file)
        received = _is_new(load) and _look(load)
    finally:
        if not received:
            forget_received(load)
    if not received:
        return LedgerLoad.objects.filter(sha256=load.sha256, state__in=_OPEN).latest("started_at")
    _enter(load, by=by, at=at)
    return load


def source_named(
    name: str, *, authority: Authority | None = None, by: Actor, at: datetime
) -> LedgerSource:
    """Return the source with that name, made where there is none; a given authority is set."""
    require(by, Permission.LOAD_LEDGERS)
    source, _ = LedgerSource.objects.get_or_create(
        name=name.strip()[:200], defaults={"saved_at": at}
    )
    if authority is not None and source.authority_id != authority.pk:
        source.authority = authority
        source.save(update_fields=["authority"])
    return source


def look_again(load: LedgerLoad) -> tuple[Table, Proposal[Field]]:
    """Return the table of a load's received file, and what its columns are thought to be."""
    folder = work_folder(load)
    table = open_table(received_file(load), load.file_name, limits(), folder)
    saved = load.source.mapping
    known = mapping_from(saved, table.header) if saved else None
    return table, propose(table, load.file_name, LEDGER, known)


def _keep(load: LedgerLoad, file: Upload) -> None:
    if received_file(load).suffix not in TYPES:
        raise FileTypeUnknown(name=load.file_name, types=", ".join(TYPES))
    received_folder(load).mkdir(parents=True)
    with received_file(load).open("wb") as kept:
        kept.writelines(file.chunks())
    examined = examine(received_file(load), load.file_name, limits(), TYPES)
    load.sha256, load.size = examined.sha256, examined.size


def _is_new(load: LedgerLoad) -> bool:
    """Tell whether no open load has the same file; raises LoadedBefore."""
    same = LedgerLoad.objects.filter(sha256=load.sha256)
    before = same.filter(state=LoadState.LOADED).first()
    if before is not None:
        raise LoadedBefore(
            name=load.file_name, before=before.file_name, on=before.started_at.date().isoformat()
        )
    return not same.filter(state__in=_OPEN).exists()


def _look(load: LedgerLoad) -> bool:
    """Propose the mapping; a source whose columns are as they were needs nobody."""
    table, proposal = look_again(load)
    load.format = {**table.format, "header": list(table.header)}
    load.mapping = proposal.mapping.as_json(table.header)
    as_before = bool(load.source.mapping) and load.source.header == list(table.header)
    if as_before and not missing_fields(proposal.mapping):
        load.state = LoadState.WAITING
    return True


@transaction.atomic
def _enter(load: LedgerLoad, *, by: Actor, at: datetime) -> None:
    load.save()
    details = {"name": load.file_name, "source": load.source.name, "sha256": load.sha256}
    record(Deed("ledger.received", "ledger-load", str(load.pk), details), by=by, at=at)
