"""JSON: a list of objects, alone or under a name, read piece by piece; or one object a line."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import ijson
import polars as pl

from kornhamn.files.refusals import ContentNotAsNamed, FileBroken
from kornhamn.files.tables.encodings import Encoding, as_utf_8, pieces, recognise_encoding
from kornhamn.files.tables.header import LOOK
from kornhamn.files.tables.table import PROBLEM, ROW, Table, cell, schema
from kornhamn.kernel.errors import N_
from kornhamn.spend.ledger.refusals import LedgerNotRead

NOT_AN_OBJECT, UNKNOWN_NAMES = "row.not-an-object", "row.unknown-names"
_CHUNK = 100_000  # objects at a time
_PIECE = 1024 * 1024

Line = dict[str, Any]


def open_json(path: Path, name: str) -> Table:
    """Return a JSON file as a table whose rows are its objects, counted from 1."""
    encoding = recognise_encoding(path)
    if encoding is None:
        raise ContentNotAsNamed(name=name)
    objects = _Objects(path, name, encoding, _place_of_list(path, name, encoding))
    header = tuple(dict.fromkeys(key for line in objects.first(LOOK) for key in line))
    if not header:
        raise LedgerNotRead(name=name)
    return Table(
        header=header,
        format={"kind": "json", "encoding": encoding.name},
        chunks=lambda: _chunks(objects, header),
    )


class _Text:
    """A file's text as UTF-8, for a reader that asks for some bytes at a time."""

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self.pieces, self.held = map(as_utf_8, pieces(path, encoding, _PIECE)), b""

    def read(self, size: int) -> bytes:
        """Return at most that many bytes; none at the end."""
        if size and not self.held:
            self.held = next(self.pieces, b"")
        given, self.held = self.held[:size], self.held[size:]
        return given


@dataclass(frozen=True, slots=True)
class _Objects:
    """The objects of a file, again and again; `place` is where their list is, or lines."""

    path: Path
    name: str
    encoding: Encoding
    place: str | None

    def __iter__(self) -> Iterator[Any]:
        """Yield what stands in the list, from its beginning."""
        text = _Text(self.path, self.encoding)
        place, several = ("", True) if self.place is None else (self.place, False)
        try:
            yield from ijson.items(text, place, multiple_values=several)
        except (ijson.JSONError, UnicodeDecodeError):
            raise FileBroken(name=self.name, detail=N_("it is no whole JSON")) from None

    def first(self, most: int) -> Iterator[Line]:
        """Yield the first objects."""
        found = (_plain(line) for line in self if isinstance(line, dict))
        return itertools.islice(found, most)


def _place_of_list(path: Path, name: str, encoding: Encoding) -> str | None:
    """Return where the first list of objects stands, or nothing for an object a line."""
    before, depth, is_flat = "", 0, True
    try:
        for place, event, _ in ijson.parse(_Text(path, encoding), multiple_values=True):
            if event == "start_map" and before == "start_array":
                return str(place)
            depth += {"start_map": 1, "end_map": -1}.get(event, 0)
            is_flat = is_flat and depth <= 1 and event != "start_array"
            if event == "end_map" and depth == 0:
                break
            before = event
    except (ijson.JSONError, UnicodeDecodeError):
        raise FileBroken(name=name, detail=N_("it is no whole JSON")) from None
    if is_flat and before:
        return None
    raise LedgerNotRead(name=name)


def _plain(line: Line) -> dict[str, str | None]:
    """Return an object's texts by plain names: without the mark that some tools leave there."""
    return {key.replace("\ufeff", "").strip(): _text(value) for key, value in line.items()}


def _text(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if isinstance(value, str) else str(value)


def _chunks(objects: _Objects, header: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    everything, first = iter(objects), 1
    while some := list(itertools.islice(everything, _CHUNK)):
        yield _frame(some, header, first)
        first += len(some)


def _frame(some: list[Any], header: tuple[str, ...], first: int) -> pl.DataFrame:
    lines = [_plain(one) if isinstance(one, dict) else {} for one in some]
    names = set(header)
    problems = [
        NOT_AN_OBJECT
        if not isinstance(one, dict)
        else UNKNOWN_NAMES
        if any(value is not None for key, value in line.items() if key not in names)
        else None
        for one, line in zip(some, lines, strict=True)
    ]
    cells = {cell(at): [line.get(name) for line in lines] for at, name in enumerate(header)}
    rows = range(first, first + len(some))
    frame = pl.DataFrame({ROW: rows, PROBLEM: problems, **cells}, schema=schema(len(header)))
    return frame.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))
