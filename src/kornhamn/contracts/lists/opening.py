"""From a file to a table and a proposal of what its columns are."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kornhamn.contracts.lists.fields import CONTRACTS, ListField
from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileTypeUnknown
from kornhamn.files.tables.delimited import open_delimited
from kornhamn.files.tables.mapping import ColumnMapping
from kornhamn.files.tables.proposing import Proposal, propose
from kornhamn.files.tables.table import Table
from kornhamn.files.tables.vocabulary import Vocabulary
from kornhamn.files.tables.workbook_file import open_workbook

TYPES = (".csv", ".txt", ".tsv", ".xlsx")


def open_list(
    path: Path, name: str, folder: Path, vocabulary: Vocabulary[Any] = CONTRACTS
) -> Table:
    """Return a list as a table; raises the FileRefusedError that says why not."""
    ending = Path(name).suffix.casefold()
    if ending not in TYPES:
        raise FileTypeUnknown(name=name, types=", ".join(TYPES))
    if ending == ".xlsx":
        return open_workbook(path, name, Limits(), folder, vocabulary.is_familiar)
    return open_delimited(path, name, vocabulary.is_familiar)


def proposed(table: Table, name: str, saved: Mapping[str, Any]) -> Proposal[ListField]:
    """Return what the columns of a list are thought to be; a saved mapping counts first."""
    return propose(table, name, CONTRACTS, mapping_from(saved, table) if saved else None)


def mapping_from(saved: Mapping[str, Any], table: Table) -> ColumnMapping[ListField]:
    """Return a saved mapping for a table's header."""
    return ColumnMapping.from_json(dict(saved), table.header, ListField)


def missing_fields(mapping: ColumnMapping[ListField]) -> tuple[str, ...]:
    """Return what a contract needs and the mapping lacks: "supplier", "title", "start"."""
    needs = (
        ("supplier", (ListField.SUPPLIER, ListField.SUPPLIER_NUMBER)),
        ("title", (ListField.TITLE, ListField.REFERENCE)),
        ("start", (ListField.STARTS_ON,)),
    )
    return tuple(what for what, fields in needs if not any(f in mapping.columns for f in fields))
