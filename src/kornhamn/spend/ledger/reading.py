"""From a file to a table, by what the file is."""

from collections.abc import Callable
from pathlib import Path

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileTypeUnknown
from kornhamn.files.tables.delimited import open_delimited
from kornhamn.files.tables.table import Table
from kornhamn.files.tables.workbook_file import open_workbook
from kornhamn.spend.ledger.fields import LEDGER
from kornhamn.spend.ledger.formats.json_file import open_json
from kornhamn.spend.ledger.formats.sie import open_sie
from kornhamn.spend.ledger.formats.ubl import open_invoices

Opener = Callable[[Path, str, Limits, Path], Table]

# one line a type of file: what its name ends with, and what opens it
OPENERS: dict[str, Opener] = {
    ".csv": lambda path, name, *_: open_delimited(path, name, LEDGER.is_familiar),
    ".txt": lambda path, name, *_: open_delimited(path, name, LEDGER.is_familiar),
    ".tsv": lambda path, name, *_: open_delimited(path, name, LEDGER.is_familiar),
    ".json": lambda path, name, *_: open_json(path, name),
    ".xlsx": lambda path, name, limits, folder: open_workbook(
        path, name, limits, folder, LEDGER.is_familiar
    ),
    ".se": lambda path, name, *_: open_sie(path, name),
    ".si": lambda path, name, *_: open_sie(path, name),
    ".sie": lambda path, name, *_: open_sie(path, name),
    ".xml": lambda path, name, limits, _: open_invoices(path, name, limits),
    ".zip": lambda path, name, limits, _: open_invoices(path, name, limits),
}
TYPES = tuple(OPENERS)


def open_table(path: Path, name: str, limits: Limits, folder: Path) -> Table:
    """Return a ledger's file as a table; raises the FileRefusedError that says why not.

    `folder` is where the reader may lay what it unpacks, as long as the table is read.
    """
    opener = OPENERS.get(Path(name).suffix.casefold())
    if opener is None:
        raise FileTypeUnknown(name=name, types=", ".join(TYPES))
    return opener(path, name, limits, folder)
