"""From a path to a table of texts: hostile until proven otherwise, so sizes come first."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.files import examining
from kornhamn.files.examining import Source
from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileEmpty
from kornhamn.procurement.statistics.csv_file import read_csv_file
from kornhamn.procurement.statistics.sheets import read_workbook
from kornhamn.procurement.types import FileKind

WORKBOOK, TEXT = ".xlsx", ".csv"


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
    return examining.examine(path, name, limits, (WORKBOOK, TEXT))


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
