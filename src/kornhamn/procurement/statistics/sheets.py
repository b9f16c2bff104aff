"""The sheet of a workbook that holds statistics."""

import tempfile
from pathlib import Path

import polars as pl

from kornhamn.files.limits import Limits
from kornhamn.files.workbook import Sheet, sheets
from kornhamn.procurement.statistics.recognition import (
    HEADER_WITHIN,
    looks_like_header,
    recognise,
)
from kornhamn.procurement.types import FileKind


def read_workbook(path: Path, name: str, limits: Limits) -> tuple[FileKind, pl.DataFrame]:
    """Return the kind and the texts of a workbook by field, with `row` and `overlong`."""
    with tempfile.TemporaryDirectory(prefix="kornhamn-") as folder:
        return _fields(name, _of_statistics(sheets(path, name, limits, Path(folder))))


def _of_statistics(found: list[Sheet]) -> pl.DataFrame:
    """Return the first sheet with a header of the statistics; else the first, to be refused."""
    of_statistics = (s for s in found if any(map(looks_like_header, s.top(HEADER_WITHIN))))
    sheet = next(of_statistics, found[0] if found else None)
    return sheet.cells() if sheet else pl.DataFrame()


def _fields(name: str, frame: pl.DataFrame) -> tuple[FileKind, pl.DataFrame]:
    found = recognise(name, frame.head(HEADER_WITHIN).rows())
    below = frame.with_row_index("row", offset=1).slice(found.header_index + 1)
    fields = below.select(
        "row",
        *(pl.col(frame.columns[at]).alias(field) for field, at in found.positions.items()),
        pl.lit(value=False).alias("overlong"),
    )
    return found.kind, fields
