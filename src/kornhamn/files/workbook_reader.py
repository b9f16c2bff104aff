"""The process that opens one workbook: `path name folder memory seconds`, an answer as JSON.

It knows no secrets, holds no connection and may be killed at any time.
"""

import json
import re
import resource
import sys
import zipfile
from pathlib import Path

import fastexcel

from kornhamn.files.archives import BROKEN_ARCHIVE
from kornhamn.files.refusals import FileBroken, FileRefusedError
from kornhamn.kernel.errors import N_

_CHUNK = 1024 * 1024
_LONGEST_END = 4096  # bytes in which a sheet's last tag is looked for
_SHEET_END = re.compile(rb"</(?:\w+:)?worksheet>\s*\Z")


def main(arguments: list[str]) -> None:
    """Read the workbook and print the names of its sheets, or the refusal with its parameters."""
    path, name, folder, memory, seconds = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    try:
        _refuse_cut_sheets(path, name)
        answer: dict[str, object] = {"sheets": _write_sheets(path, name, Path(folder))}
    except FileRefusedError as error:
        answer = {"refusal": type(error).__name__, "params": error.params}
    sys.stdout.write(json.dumps(answer))


def _refuse_cut_sheets(path: str, name: str) -> None:
    """Refuse a sheet that ends in the middle: the reader would take the rows before the cut."""
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                is_sheet = entry.filename.startswith("xl/worksheets/sheet")
                if is_sheet and not _SHEET_END.search(_end(archive, entry)):
                    raise FileBroken(name=name, detail=N_("a sheet ends in the middle"))
    except BROKEN_ARCHIVE:  # the sizes or the checksum are not as declared
        raise FileBroken(name=name, detail=N_("the parts of the workbook are damaged")) from None


def _end(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    end = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            end = (end + chunk)[-_LONGEST_END:]
    return end


def _write_sheets(path: str, name: str, folder: Path) -> list[str]:
    """Write the cells of each sheet as text, numbered in their order; return the sheets' names."""
    written: list[str] = []
    try:
        book = fastexcel.read_excel(path)
        for index, title in enumerate(book.sheet_names):
            sheet = book.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
            frame = sheet.to_polars()
            if not frame.is_empty():
                frame.write_ipc(folder / f"{len(written)}.arrow")
                written.append(title)
    except fastexcel.FastExcelError:
        raise FileBroken(name=name, detail=N_("the parts of the workbook are damaged")) from None
    return written


if __name__ == "__main__":
    main(sys.argv[1:])
