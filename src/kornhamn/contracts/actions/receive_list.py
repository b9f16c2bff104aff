"""A contract list's file comes in: kept, looked at, and its columns proposed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.lists.fields import ListField
from kornhamn.contracts.lists.opening import TYPES, open_list, proposed
from kornhamn.contracts.lists.refusals import ListLoadedBefore
from kornhamn.contracts.models import ContractListLoad, ContractListSource
from kornhamn.contracts.permissions import require_manages_for
from kornhamn.contracts.types import ListState
from kornhamn.files.examining import examine
from kornhamn.files.limits import Limits
from kornhamn.files.tables.proposing import Proposal
from kornhamn.files.tables.table import Table
from kornhamn.organisation.permissions import require
from kornhamn.organisation.queries import Authority
from kornhamn.organisation.types import Actor, Permission


def list_source_named(
    name: str, *, authority: Authority | None = None, by: Actor, at: datetime
) -> ContractListSource:
    """Return the source with that name, made where there is none; a given authority is set."""
    require(by, Permission.MANAGE_CONTRACTS)
    if authority is not None:
        require_manages_for(by, authority)
    source, _ = ContractListSource.objects.get_or_create(
        name=name.strip()[:200], defaults={"saved_at": at}
    )
    if authority is not None and source.authority_id != authority.pk:
        source.authority = authority
        source.save(update_fields=["authority"])
    return source


@transaction.atomic
def receive_list(
    file: "File[bytes]", name: str, *, source: ContractListSource, by: Actor, at: datetime
) -> ContractListLoad:
    """Keep a file and return its load, at its mapping; the same file again is the open load.

    Raises ListLoadedBefore where it is loaded, and the FileRefusedError that says why it cannot be
    read.
    """
    require(by, Permission.MANAGE_CONTRACTS)
    name = Path(name).name[:255]
    with as_path(file, name) as path:
        examined = examine(path, name, Limits(), TYPES)
        if known := _known(examined.sha256, name, by):
            return known
        table = open_list(path, name, path.parent)
        mapping = proposed(table, name, source.mapping).mapping
    load = ContractListLoad(
        source=source, file_name=name, sha256=examined.sha256, size=examined.size,
        format={**table.format, "header": list(table.header)},
        mapping=mapping.as_json(table.header),
        by_id=by.id, by_name=by.name, started_at=at,
    )  # fmt: skip
    file.seek(0)
    load.file.save(f"{load.pk}{Path(name).suffix.casefold()}", file, save=False)
    load.save()
    details = {"name": name, "source": source.name, "sha256": load.sha256}
    record(Deed("contract-list.received", "contract-list", str(load.pk), details), by=by, at=at)
    return load


def forget_file(load: ContractListLoad) -> None:
    """Let go of a load's kept file, if there is one; it is deleted when all is written."""
    if not load.file:
        return
    storage, name = load.file.storage, str(load.file.name)
    transaction.on_commit(lambda: storage.delete(name))
    load.file = ""


@contextmanager
def opened(load: ContractListLoad) -> Iterator[Table]:
    """Give the table of a load's kept file, readable inside the block."""
    with load.file.open("rb") as file, as_path(file, load.file_name) as path:
        yield open_list(path, load.file_name, path.parent)


def look_at_list(load: ContractListLoad) -> tuple[Table, Proposal[ListField]]:
    """Return the table of a load's kept file, and what its columns are thought to be."""
    with opened(load) as table:
        return table, proposed(table, load.file_name, load.source.mapping)


def _known(sha256: str, name: str, by: Actor) -> ContractListLoad | None:
    """Return the open load of the same file; raises ListLoadedBefore."""
    refuse_loaded_before(sha256, name)
    own = ContractListLoad.objects.filter(sha256=sha256, by_id=by.id)
    return own.exclude(state=ListState.UNDONE).first()


def refuse_loaded_before(sha256: str, name: str) -> None:
    """Refuse a file that somebody has loaded, with ListLoadedBefore."""
    before = ContractListLoad.objects.filter(sha256=sha256, state=ListState.LOADED).first()
    if before is not None:
        on = timezone.localtime(before.started_at).date().isoformat()
        raise ListLoadedBefore(name=name, before=before.file_name, on=on)


@contextmanager
def as_path(file: "File[bytes]", name: str) -> Iterator[Path]:
    """Lay a file in a folder of its own while it is read."""
    with tempfile.TemporaryDirectory(prefix="kornhamn-") as folder:
        path = Path(folder) / f"list{Path(name).suffix.casefold()}"
        with path.open("wb") as kept:
            kept.writelines(file.chunks())
        yield path
