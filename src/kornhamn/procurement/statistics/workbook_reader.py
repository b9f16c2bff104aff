"""The process that opens one workbook: `path name table memory seconds`, an answer as JSON.

It knows no secrets, holds no connection and may be killed at any time.
"""

import json
import re
import resource
import sys
import zipfile
from pathlib import Path

import fastexcel
import polars as pl

from kornhamn.kernel.errors import N_
from kornhamn.procurement.statistics.recognition import (
    HEADER_WITHIN,
    Recognised,
    looks_like_header,
    recognise,
)
from kornhamn.procurement.statistics.refusals import FileBroken, FileRefusedError

_CHUNK = 1024 * 1024
_LONGEST_END = 4096  # bytes in which a sheet's last tag is looked for
_SHEET_END = re.compile(rb"</(?:\w+:)?worksheet>\s*\Z")


def main(arguments: list[str]) -> None:
    """Read the workbook and print the kind of file, or the refusal with its parameters."""
    path, name, table, memory, seconds = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    try:
        _refuse_cut_sheets(path, name)
        found, frame = _statistics_sheet(path, name)
    except FileRefusedError as error:
        answer = {"refusal": type(error).__name__, "params": error.params}
    else:
        frame.write_ipc(Path(table))
        answer = {"kind": found.kind.value}
    sys.stdout.write(json.dumps(answer))


def _refuse_cut_sheets(path: str, name: str) -> None:
    """Refuse a sheet that ends in the middle: the reader would take the rows before the cut."""
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                is_sheet = entry.filename.startswith("xl/worksheets/sheet")
                if is_sheet and not _SHEET_END.search(_end(archive, entry)):
                    raise FileBroken(name=name, detail=N_("a sheet ends in the middle"))
    except zipfile.BadZipFile:  # the sizes or the checksum are not as declared
        raise FileBroken(name=name, detail=N_("the parts of the workbook are damaged")) from None


def _end(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    end = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            end = (end + chunk)[-_LONGEST_END:]
    return end


def _statistics_sheet(path: str, name: str) -> tuple[Recognised, pl.DataFrame]:
    """Return the first sheet with a header of the statistics; else recognise() refuses."""
    first: pl.DataFrame | None = None
    try:
        book = fastexcel.read_excel(path)
        for index in range(len(book.sheet_names)):
            sheet = book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
            frame = sheet.to_polars()
            if any(looks_like_header(row) for row in _top(frame)):
                return _fields(name, frame)
            first = frame if first is None else first
    except fastexcel.FastExcelError:
        raise FileBroken(name=name, detail=N_("the parts of the workbook are damaged")) from None
    return _fields(name, pl.DataFrame() if first is None else first)


def _top(frame: pl.DataFrame) -> list[tuple[str | None, ...]]:
    return frame.head(HEADER_WITHIN).rows()


def _fields(name: str, frame: pl.DataFrame) -> tuple[Recognised, pl.DataFrame]:
    found = recognise(name, _top(frame))
    below = frame.with_row_index("row", offset=1).slice(found.header_index + 1)
    return found, below.select(
        "row",
        *(pl.col(frame.columns[at]).alias(field) for field, at in found.positions.items()),
        pl.lit(value=False).alias("overlong"),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
