"""Workbooks: the sheet that looks most like what is asked for, in chunks of its file of cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileEmpty, HeaderMissing, listed
from kornhamn.files.tables.header import LOOK, Familiar, familiarity, header_index
from kornhamn.files.tables.table import PROBLEM, ROW, Table, cell
from kornhamn.files.workbook import Sheet, sheets

_CHUNK = 200_000  # rows at a time


def open_workbook(
    path: Path, name: str, limits: Limits, folder: Path, is_familiar: Familiar
) -> Table:
    """Return the sheet of a workbook that has most columns with familiar names as a table."""
    found = sheets(path, name, limits, folder)
    if not found:
        raise FileEmpty(name=name)
    sheet = max(found, key=lambda one: familiarity(one.top(LOOK), is_familiar))
    rows = sheet.top(LOOK)
    index = header_index(rows, is_familiar)
    if index is None:
        raise HeaderMissing(name=name, found=listed(rows))
    reader = _Rows(sheet, index)
    return Table(
        header=tuple((text or "").strip() for text in rows[index]),
        format={"kind": "workbook", "sheet": sheet.name, "header_row": index + 1},
        chunks=reader.chunks,
        above=tuple(text for row in rows[:index] for text in row if text),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a sheet below its header."""

    sheet: Sheet
    index: int

    def chunks(self) -> Iterator[pl.DataFrame]:
        """Yield the rows below the header; the top row of the sheet is row 1."""
        at = self.index + 1
        while (cells := self.sheet.rows(at, _CHUNK)).height:
            row = pl.int_range(at + 1, at + 1 + cells.height, dtype=pl.Int32, eager=True)
            renamed = cells.select(
                pl.when(pl.col(name) != "").then(name).alias(cell(index))
                for index, name in enumerate(cells.columns)
            )
            problem = pl.repeat(None, cells.height, dtype=pl.String, eager=True)
            frame = renamed.insert_column(0, row.alias(ROW)).insert_column(
                1, problem.alias(PROBLEM)
            )
            yield frame.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))
            at += cells.height
