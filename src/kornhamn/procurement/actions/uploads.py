"""Files that somebody uploaded for an import: kept until the run is done, then deleted."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileTypeUnknown
from kornhamn.organisation.types import Actor
from kornhamn.procurement.actions.import_statistics import run_import, start_import
from kornhamn.procurement.actions.kept_files import folder_of, forget
from kornhamn.procurement.models import ImportRun
from kornhamn.procurement.statistics.files import examine
from kornhamn.procurement.statistics.refusals import UploadsGone
from kornhamn.procurement.types import GivenFile, ImportState

_NAMES = "names.json"
_TYPES = (".xlsx", ".csv")


class Upload(Protocol):
    """A file as it comes in over the web."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """Return the content in pieces."""


def upload_statistics(uploads: Sequence[Upload], *, by: Actor, at: datetime) -> ImportRun:
    """Keep the files and return the run that waits for them.

    Raises FileRefusedError for what can be seen at once: another type of file, an empty one, one
    that is too large.
    """
    run = start_import(by=by, at=at)
    kept = False
    try:
        _keep(run, uploads)
        kept = True
    finally:
        if not kept:
            forget(run)
            run.delete()
    return run


def import_uploads(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    """Do the run over its kept files, and delete them when it is done, or refused.

    Raises what `run_import` raises, and UploadsGone when the files are no longer there.
    """
    try:
        return run_import(run, _kept(run), by=by, at=at)
    finally:
        run.refresh_from_db()
        if run.state in {ImportState.FINISHED, ImportState.REFUSED}:
            forget(run)


def _keep(run: ImportRun, uploads: Sequence[Upload]) -> None:
    """Write the files under numbers; their names, which others chose, stand in a list beside."""
    folder = folder_of(run)
    folder.mkdir(parents=True)
    limits = Limits(file_bytes=settings.MAX_STATISTICS_BYTES)
    names = [Path(upload.name or "").name for upload in uploads]
    for number, (upload, name) in enumerate(zip(uploads, names, strict=True)):
        path = folder / f"{number}{_type_of(name)}"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        examine(path, name, limits)
    (folder / _NAMES).write_text(json.dumps(names))


def _type_of(name: str) -> str:
    suffix = Path(name).suffix.casefold()
    if suffix not in _TYPES:
        raise FileTypeUnknown(name=name, types=", ".join(_TYPES))
    return suffix


def _kept(run: ImportRun) -> list[GivenFile]:
    folder = folder_of(run)
    if not (folder / _NAMES).exists():
        raise UploadsGone
    names = json.loads((folder / _NAMES).read_text())
    return [
        GivenFile(folder / f"{number}{_type_of(name)}", name) for number, name in enumerate(names)
    ]
