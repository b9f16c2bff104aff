"""A register file's bytes as rows of named cells: encodings, separators, headers."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kornhamn.organisation.rules.register_faults import (
    RegisterBroken,
    RegisterColumnsMissing,
    RegisterColumnsUnknown,
    RegisterEmpty,
    RegisterNotText,
    RegisterRowTooLong,
    RegisterTooLarge,
)

MOST_MEGABYTES = 2
_MEGABYTE = 1024 * 1024

# Our name of each column, in the order of the template, and what people write instead.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("kod",),
    "name": ("namn", "authority", "myndighet"),
    "kind": ("slag", "typ", "type"),
    "organisation number": ("organisationsnummer", "orgnr", "org.nr"),
    "other names": ("andra namn", "även kallad"),
    "role": ("roll",),
    "person": ("person's name", "personens namn"),
    "e-mail": ("email", "e-post", "epost", "mejl"),
    "from": ("från", "från och med", "fr.o.m."),
    "to": ("till", "till och med", "t.o.m."),
}
REQUIRED = ("code", "name", "kind", "organisation number")
_NAMES = {alias: name for name, others in COLUMNS.items() for alias in (name, *others)}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (1 is the header) and its trimmed cells by our names."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell, empty where the file has no such column."""
        return self.cells.get(column, "")


def read_rows(content: bytes) -> list[Row]:
    """Return the rows that say something, or raise the RegisterRefused that tells why not."""
    text = _text(content)
    separator = _separator(text)
    lines = _lines(text, separator)
    _number, header = next(lines)
    return list(_rows(lines, _columns(header), separator))


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            yield number, cells
    except csv.Error as error:
        raise RegisterBroken(row=number) from error


def _rows(
    lines: Iterator[tuple[int, list[str]]], columns: list[str], separator: str
) -> Iterator[Row]:
    for number, cells in lines:
        trimmed = [" ".join(cell.split()) for cell in cells]
        if not any(trimmed):
            continue
        if any(trimmed[len(columns) :]):
            raise RegisterRowTooLong(row=number, separator=separator)
        yield Row(number, dict(zip(columns, trimmed, strict=False)))


def _text(content: bytes) -> str:
    if not content.strip():
        raise RegisterEmpty
    if len(content) > MOST_MEGABYTES * _MEGABYTE:
        raise RegisterTooLarge(most=MOST_MEGABYTES)
    if b"\0" in content:
        raise RegisterNotText
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterNotText


def _separator(text: str) -> str:
    header = text.lstrip().split("\n", 1)[0]
    return ";" if header.count(";") >= header.count(",") else ","


def _columns(header: list[str]) -> list[str]:
    given = [" ".join(cell.split()).strip().casefold() for cell in header]
    while given and not given[-1]:
        given.pop()
    names = [_NAMES.get(cell, "") for cell in given]
    if missing := [name for name in REQUIRED if name not in names]:
        raise RegisterColumnsMissing(missing=", ".join(missing), given=", ".join(given))
    times = Counter(names)
    unknown = [
        cell or "(empty)"
        for cell, name in zip(given, names, strict=True)
        if times[name] > 1 or not name
    ]
    if unknown:
        raise RegisterColumnsUnknown(unknown=", ".join(unknown), known=", ".join(COLUMNS))
    return names
