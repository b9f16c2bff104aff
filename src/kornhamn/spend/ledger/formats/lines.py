"""Lines that are records: a piece of text cut at line ends, with odd quotation marks mended.

A quotation mark opens a cell only at its beginning. A cell may go on over several lines; a mark
that is never closed is that one line's fault and takes no other line with it. Line breaks inside
cells become spaces, so that a record is a line.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

LONGEST_RECORD = 30  # lines that one quoted cell may go over
UNCLOSED = "row.quote-not-closed"


@dataclass(frozen=True, slots=True)
class Records:
    """Whole records, a line each, as text that any reader splits alike.

    `unclosed` are the numbers of records, counted from 0, that hold a mark never closed; `lines`
    are the records one by one, where they have been told apart already.
    """

    text: bytes
    unclosed: tuple[int, ...] = ()
    lines: pl.Series | None = None


class Quoting:
    """The rules of one separator; see the head of this file."""

    def __init__(self, separator: str) -> None:
        sign = re.escape(separator)
        cell = f'(?:"(?:[^"]|"")*"|[^"{sign}\\n][^{sign}\\n]*|)'
        clean = f'(?:"(?:[^"]|"")*"|[^"{sign}]*)'
        self.separator = separator
        self.whole = re.compile(f"{cell}(?:{sign}{cell})*")
        self.clean = f"^{clean}(?:{sign}{clean})*$"


def records(pieces: Iterator[bytes], quoting: Quoting) -> Iterator[Records]:
    """Yield a file's records, piece by piece; what a piece leaves open goes on in the next."""
    rest = b""
    for piece in pieces:
        body, found, after = (rest + piece if rest else piece).rpartition(b"\n")
        if not found:
            rest = after
            continue
        mended, left = _mended(body, quoting, is_last=False)
        rest = left + after
        if mended.text:
            yield mended
    if rest:
        yield _mended(rest.removesuffix(b"\n"), quoting, is_last=True)[0]


def _mended(body: bytes, quoting: Quoting, *, is_last: bool) -> tuple[Records, bytes]:
    if b'"' not in body:
        return Records(body + b"\n"), b""
    lines = pl.read_lines(body + b"\n").to_series()
    quoted = lines.str.contains('"', literal=True).arg_true()
    indices = quoted.filter(~lines.gather(quoted).str.contains(quoting.clean)).to_list()
    if not indices:
        return Records(body + b"\n", lines=lines), b""
    return _Mending(lines.to_list(), quoting).mend(indices, is_last=is_last)


class _Mending:
    """The odd lines of a piece, one by one; the others are left as they stand."""

    def __init__(self, lines: list[str], quoting: Quoting) -> None:
        self.lines, self.quoting = lines, quoting
        self.done: list[str] = []
        self.records = 0
        self.unclosed: list[int] = []

    def mend(self, odd: list[int], *, is_last: bool) -> tuple[Records, bytes]:
        """Return the records, and the text from a cell on that the piece's end leaves open."""
        at = 0
        for index in odd:
            if index < at:
                continue
            self._take(self.lines[at:index])
            after = self._end_of(index)
            if after is None and not is_last and index + LONGEST_RECORD > len(self.lines):
                return self._result(), "".join(f"{line}\n" for line in self.lines[index:]).encode()
            at = self._record(index, after)
        self._take(self.lines[at:])
        return self._result(), b""

    def _end_of(self, index: int) -> int | None:
        """Return the index after the last line of the record, or nothing if it never ends."""
        for after in range(index + 1, min(index + LONGEST_RECORD, len(self.lines)) + 1):
            if self.quoting.whole.fullmatch("\n".join(self.lines[index:after])):
                return after
        return None

    def _record(self, index: int, after: int | None) -> int:
        if after is None:
            self.unclosed.append(self.records)
            self._take([self.lines[index].replace('"', "")])
            return index + 1
        record = io.StringIO("\n".join(self.lines[index:after]), newline="")
        cells = next(csv.reader(record, delimiter=self.quoting.separator))
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.quoting.separator, lineterminator="")
        writer.writerow([" ".join(one.split("\n")) for one in cells])
        self._take([text.getvalue()])
        return after

    def _take(self, lines: list[str]) -> None:
        self.done.extend(lines)
        self.records += len(lines)

    def _result(self) -> Records:
        text = "".join(f"{line}\n" for line in self.done).encode()
        return Records(text, tuple(self.unclosed))
