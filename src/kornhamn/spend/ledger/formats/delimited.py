"""Delimited text: any separator, encoding and line end, in chunks, with every row accounted for."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.files.refusals import ContentNotAsNamed, FileBroken
from kornhamn.kernel.errors import N_
from kornhamn.spend.ledger.formats.encodings import Encoding, pieces, recognise_encoding
from kornhamn.spend.ledger.formats.lines import UNCLOSED, Quoting, Records, records
from kornhamn.spend.ledger.header import LOOK, familiarity, header_index
from kornhamn.spend.ledger.refusals import LedgerHeaderMissing, listed
from kornhamn.spend.ledger.table import PROBLEM, ROW, Table, cell

SEPARATORS = (";", "\t", "|", ",")
TOO_MANY, TOO_FEW = "row.too-many-cells", "row.too-few-cells"
_START = 256 * 1024
_BEYOND = ("beyond0", "beyond1", "beyond2")  # cells beyond the header that are looked into


def open_delimited(path: Path, name: str) -> Table:
    """Return a text file as a table; raises the FileRefusedError that says why not."""
    encoding = recognise_encoding(path)
    if encoding is None:
        raise ContentNotAsNamed(name=name)
    separator, rows = _separated(path, encoding)
    index = header_index(rows)
    if index is None:
        raise LedgerHeaderMissing(name=name, found=listed(rows))
    header = tuple((text or "").replace("\ufeff", "").strip() for text in rows[index])
    shape = _Shape(path, name, encoding, separator, len(header), index)
    return Table(
        header=header,
        format={
            "kind": "text",
            "encoding": encoding.name,
            "line_end": encoding.line_end,
            "separator": separator,
            "header_row": index + 1,
        },
        chunks=shape.chunks,
        above=tuple(text for row in rows[:index] for text in row if text),
    )


def _separated(path: Path, encoding: Encoding) -> tuple[str, list[list[str]]]:
    """Return the separator that makes the best table of a file's start, and that table."""
    start = next(pieces(path, encoding, _START), b"")
    tables: dict[str, list[list[str]]] = {}
    for separator in SEPARATORS:
        found = next(records(iter([start]), Quoting(separator)), Records(b""))
        lines = found.text.decode().split("\n")[:LOOK]
        tables[separator] = list(csv.reader(lines[: max(1, len(lines) - 1)], delimiter=separator))
    best = max(SEPARATORS, key=lambda sign: familiarity(tables[sign]))
    return best, tables[best]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is known of a file before its rows are read."""

    path: Path
    name: str
    encoding: Encoding
    separator: str
    width: int
    above: int  # records above the header

    def chunks(self) -> Iterator[pl.DataFrame]:
        """Yield the rows below the header."""
        first = 1  # the number of the first record in what comes next
        for part in records(pieces(self.path, self.encoding), Quoting(self.separator)):
            frame = self._frame(part, first)
            first += frame.height
            below = frame.filter(
                pl.col(ROW) > self.above + 1,
                pl.any_horizontal(pl.exclude(ROW).is_not_null()),
            )
            if below.height:
                yield below

    def _frame(self, part: Records, first: int) -> pl.DataFrame:
        cells = [cell(index) for index in range(self.width)]
        frame = self._parsed(part, [*cells, *_BEYOND])
        problem = self._problems(frame, part)
        row = pl.int_range(first, first + frame.height, dtype=pl.Int32, eager=True).alias(ROW)
        return pl.DataFrame([row, problem, *(frame[name] for name in cells)])

    def _parsed(self, part: Records, names: list[str]) -> pl.DataFrame:
        try:
            frame = pl.read_csv(
                part.text,
                has_header=False,
                separator=self.separator,
                schema=dict.fromkeys(names, pl.String),
                missing_columns="insert",
                truncate_ragged_lines=True,
                raise_if_empty=False,
            )
        except pl.exceptions.PolarsError:
            raise self._broken() from None
        if frame.height != part.text.count(b"\n"):
            raise self._broken()
        return frame

    def _broken(self) -> FileBroken:
        return FileBroken(name=self.name, detail=N_("its lines are no table"))

    def _problems(self, frame: pl.DataFrame, part: Records) -> pl.Series:
        """Return the code of what is wrong with each row's cells, or nothing."""
        ragged = _ragged(frame, part, self.separator, self.width)
        if not part.unclosed:
            return ragged
        marks = pl.Series(part.unclosed, dtype=pl.UInt32)
        return ragged.scatter(marks, UNCLOSED)


def _ragged(frame: pl.DataFrame, part: Records, separator: str, width: int) -> pl.Series:
    """Tell rows with more or fewer cells than the header; empty cells beyond it are no harm."""
    counted = _counted(frame, part, separator, width)
    filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    beyond = frame.select(pl.any_horizontal(pl.col(_BEYOND).is_not_null())).to_series()
    beyond |= counted >= width + len(_BEYOND)
    return pl.select(
        pl.when(filled & (counted < width - 1))
        .then(pl.lit(TOO_FEW))
        .when(filled & beyond)
        .then(pl.lit(TOO_MANY))
        .alias(PROBLEM)
    ).to_series()


def _counted(frame: pl.DataFrame, part: Records, separator: str, width: int) -> pl.Series:
    """Return the number of separators of each row.

    They are counted where a row looks odd or holds quotation marks. Of the others each has at
    least the right number, so that their sum alone shows that none has more.
    """
    odd = frame.select(
        pl.col(cell(width - 1)).is_null() | pl.any_horizontal(pl.col(_BEYOND).is_not_null())
    ).to_series()
    text = part.text
    quoted = b'"' in text
    usual = pl.repeat(width - 1, frame.height, dtype=pl.UInt32, eager=True)
    total = text.count(separator.encode())
    if not quoted and not odd.any() and total == frame.height * (width - 1):
        return usual
    lines = pl.read_lines(text).to_series() if part.lines is None else part.lines
    if quoted:
        odd |= lines.str.contains('"', literal=True)
    among = lines.filter(odd)
    total -= int(among.str.count_matches(separator, literal=True).sum())
    if total > (frame.height - among.len()) * (width - 1):
        return _separators(lines, separator)
    return usual.scatter(odd.arg_true(), _separators(among, separator))


def _separators(lines: pl.Series, separator: str) -> pl.Series:
    """Count the separators outside quotation marks in each line."""
    bare = lines.str.replace_all(r'"(?:[^"]|"")*"', "")
    return bare.str.count_matches(separator, literal=True)
