"""Delimited text: any separator, encoding and line end, in chunks, with every row accounted for."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.files.refusals import ContentNotAsNamed, FileBroken, HeaderMissing, listed
from kornhamn.files.tables.encodings import Encoding, as_utf_8, pieces, recognise_encoding
from kornhamn.files.tables.header import LOOK, Familiar, familiarity, header_index
from kornhamn.files.tables.lines import UNCLOSED, Quoting, Records, mended, whole_lines
from kornhamn.files.tables.table import PROBLEM, ROW, Table, cell
from kornhamn.kernel.errors import N_

SEPARATORS = (";", "\t", "|", ",")
TOO_MANY, TOO_FEW = "row.too-many-cells", "row.too-few-cells"
_START = 256 * 1024
_BEYOND = "beyond"  # a cell beyond the header


def open_delimited(path: Path, name: str, is_familiar: Familiar) -> Table:
    """Return a text file as a table; raises the FileRefusedError that says why not."""
    encoding = recognise_encoding(path)
    if encoding is None:
        raise ContentNotAsNamed(name=name)
    separator, rows = _separated(path, encoding, is_familiar)
    index = header_index(rows, is_familiar)
    if index is None:
        raise HeaderMissing(name=name, found=listed(rows))
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


def _separated(
    path: Path, encoding: Encoding, is_familiar: Familiar
) -> tuple[str, list[list[str]]]:
    """Return the separator that makes the best table of a file's start, and that table."""
    start = next(pieces(path, encoding, _START), b"")
    tables: dict[str, list[list[str]]] = {}
    for separator in SEPARATORS:
        found = mended(_lines(start)[1], Quoting(separator), is_last=False)
        lines = found.text.decode().split("\n")[:LOOK]
        tables[separator] = list(csv.reader(lines[: max(1, len(lines) - 1)], delimiter=separator))
    best = max(SEPARATORS, key=lambda sign: familiarity(tables[sign], is_familiar))
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
        first, left = 1, b""  # the number of the first record in what comes next
        for text, is_last in whole_lines(pieces(self.path, self.encoding)):
            frame, left = self._frame(left + text if left else text, first, is_last=is_last)
            first += frame.height
            below = frame.filter(
                pl.col(ROW) > self.above + 1,
                pl.any_horizontal(pl.exclude(ROW).is_not_null()),
            )
            if below.height:
                yield below

    def _frame(self, text: bytes, first: int, *, is_last: bool) -> tuple[pl.DataFrame, bytes]:
        """Return the rows of a text, and the beginning of a record that it leaves open."""
        text, lines = _lines(text)
        cells = self._parsed(text, lines.len())
        problem = None if cells is None else self._problems(cells, lines)
        left = b""
        unclosed: tuple[int, ...] = ()
        if cells is None or problem is None:
            records = mended(lines, Quoting(self.separator), is_last=is_last)
            left, unclosed = records.left, records.unclosed
            cells, problem = self._told_apart(records)
        row = pl.int_range(first, first + cells.height, dtype=pl.Int32, eager=True).alias(ROW)
        marked = problem.scatter(pl.Series(unclosed, dtype=pl.UInt32), UNCLOSED)
        named = cells.select(cell(index) for index in range(self.width))
        return pl.DataFrame([row, marked.alias(PROBLEM), *named]), left

    def _told_apart(self, records: Records) -> tuple[pl.DataFrame, pl.Series]:
        """Return the cells of mended records, and what is wrong with each."""
        text, lines = _lines(records.text)
        cells = self._parsed(text, lines.len())
        problem = None if cells is None else self._problems(cells, lines)
        if cells is None or problem is None:
            raise FileBroken(name=self.name, detail=N_("its lines are no table"))
        return cells, problem

    def _parsed(self, text: bytes, height: int) -> pl.DataFrame | None:
        """Return the cells of each line, or nothing where lines were read into each other."""
        names = [*(cell(index) for index in range(self.width)), _BEYOND]
        schema = dict.fromkeys(names, pl.String)
        if not height:
            return pl.DataFrame(schema=schema)
        try:
            frame = pl.read_csv(
                text,
                has_header=False,
                separator=self.separator,
                schema=schema,
                missing_columns="insert",
                truncate_ragged_lines=True,
                null_values=[""],  # also in quotation marks
                raise_if_empty=False,
            )
        except pl.exceptions.PolarsError:
            return None
        return frame if frame.height == height else None

    def _problems(self, cells: pl.DataFrame, lines: pl.Series) -> pl.Series | None:
        """Return what is wrong with each row, or nothing where a line must be mended first.

        A line is as long as its cells, the separators between them and its quotation marks. Only
        those that are not are looked into.
        """
        inside = pl.sum_horizontal(pl.all().str.len_bytes().fill_null(0))
        marks = lines.str.count_matches('"', literal=True)
        odd = (lines.str.len_bytes() - marks) != (cells.select(inside).to_series() + self.width - 1)
        problem = pl.repeat(None, lines.len(), dtype=pl.String, eager=True)
        if not odd.any():
            return problem
        among = lines.filter(odd)
        if not among.str.contains(Quoting(self.separator).clean).all():
            return None
        return problem.scatter(odd.arg_true(), self._ragged(among, cells.filter(odd)))

    def _ragged(self, lines: pl.Series, cells: pl.DataFrame) -> pl.Series:
        """Tell lines with more or fewer cells than the header; empty ones beyond are no harm."""
        bare = lines.str.replace_all(r'"(?:[^"]|"")*"', "x")
        counted = bare.str.count_matches(self.separator, literal=True)
        ends = bare.str.strip_chars_end(self.separator)
        inside = ends.str.count_matches(self.separator, literal=True)
        filled = cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        return pl.select(
            pl.when(filled & (counted < self.width - 1))
            .then(pl.lit(TOO_FEW))
            .when(cells[_BEYOND].is_not_null() | ((counted > self.width) & (inside >= self.width)))
            .then(pl.lit(TOO_MANY))
        ).to_series()


def _lines(text: bytes) -> tuple[bytes, pl.Series]:
    """Return the lines of a text, and the text itself, mended where it is no UTF-8."""
    if not text:
        return text, pl.Series(dtype=pl.String)
    try:
        return text, pl.read_lines(text).to_series()
    except pl.exceptions.ComputeError:
        mended_text = as_utf_8(text)
        return mended_text, pl.read_lines(mended_text).to_series()
