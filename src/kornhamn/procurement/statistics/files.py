"""From a path to a table of texts: hostile until proven otherwise, so sizes come first."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.procurement.statistics.csv_file import read_csv_file
from kornhamn.procurement.statistics.limits import Limits
from kornhamn.procurement.statistics.refusals import FileEmpty, FileTooLarge, FileTypeUnknown
from kornhamn.procurement.statistics.workbook import read_workbook
from kornhamn.procurement.types import FileKind

WORKBOOK, TEXT = ".xlsx", ".csv"
_MEGABYTE = 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be read: its name as people know it, its place, its content's digest."""

    path: Path
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class RawFile:
    """A recognised file: one column of text a field, with `row` (1 is the top row).

    `overlong` marks rows with more cells than the header.
    """

    source: Source
    kind: FileKind
    frame: pl.DataFrame


def examine(path: Path, name: str, limits: Limits) -> Source:
    """Return a file's digest and size, without opening it as a table; refuse by name and size."""
    if path.suffix.casefold() not in {WORKBOOK, TEXT}:
        raise FileTypeUnknown(name=name)
    size = path.stat().st_size
    if size == 0:
        raise FileEmpty(name=name)
    if size > limits.file_bytes:
        raise FileTooLarge(
            name=name, found=-(-size // _MEGABYTE), most=limits.file_bytes // _MEGABYTE
        )
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return Source(path, name, digest.hexdigest(), size)


def read(source: Source, limits: Limits) -> RawFile:
    """Return the table of a file, or raise the FileRefusedError that says why not."""
    if source.path.suffix.casefold() == WORKBOOK:
        kind, frame = read_workbook(source.path, source.name, limits)
    else:
        kind, frame = read_csv_file(source.path, source.name)
    fields = [name for name in frame.columns if name not in {"row", "overlong"}]
    filled = frame.filter(pl.any_horizontal(pl.col(fields).is_not_null(), "overlong"))
    if filled.is_empty():
        raise FileEmpty(name=source.name)
    return RawFile(source, kind, filled)
