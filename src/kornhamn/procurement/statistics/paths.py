"""Paths given on the command line, into files to import."""

from collections.abc import Sequence
from pathlib import Path

from kornhamn.procurement.statistics.files import TEXT, WORKBOOK
from kornhamn.procurement.statistics.refusals import NothingToImport
from kornhamn.procurement.types import GivenFile

_TEMPORARY = ("~$", ".")  # what spreadsheet programs leave beside an open file; hidden files


def given_files(paths: Sequence[Path]) -> list[GivenFile]:
    """Return the named files, and the workbooks and CSV files of named folders, by name.

    Raises NothingToImport where a path leads to none.
    """
    return [file for path in paths for file in _files_at(path)]


def _files_at(path: Path) -> list[GivenFile]:
    if path.is_file():
        return [GivenFile(path, path.name)]
    found = sorted(path.iterdir()) if path.is_dir() else []
    files = [
        GivenFile(file, file.name, found_in_folder=True)
        for file in found
        if file.suffix.casefold() in {WORKBOOK, TEXT}
        and file.is_file()
        and not file.name.startswith(_TEMPORARY)
    ]
    if not files:
        raise NothingToImport(path=str(path))
    return files
