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

    `unclosed` are the numbers of records, counted from 0, that hold a mark never closed; `left`
    is the beginning of a record that the text leaves open.
    """

    text: bytes
    unclosed: tuple[int, ...] = ()
    left: bytes = b""


class Quoting:
    """The rules of one separator; see the head of this file."""

    def __init__(self, separator: str) -> None:
        sign = re.escape(separator)
        cell = f'(?:"(?:[^"]|"")*"|[^"{sign}\\n][^{sign}\\n]*|)'
        clean = f'(?:"(?:[^"]|"")*"|[^"{sign}]*)'
        self.separator = separator
        self.whole = re.compile(f"{cell}(?:{sign}{cell})*")
        self.clean = f"^{clean}(?:{sign}{clean})*$"


def whole_lines(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield a text cut at line ends, and whether it is the last of it."""
    rest = b""
    for piece in pieces:
        if not rest and piece.endswith(b"\n"):
            yield piece, False
            continue
        body, found, after = (rest + piece if rest else piece).rpartition(b"\n")
        rest = after if found else body + after
        if found:
            yield body + b"\n", False
    if rest:
        yield rest + b"\n", True
    else:
        yield b"", True


def mended(lines: pl.Series, quoting: Quoting, *, is_last: bool) -> Records:
    """Return lines as records, with the odd ones joined or written anew."""
    quoted = lines.str.contains('"', literal=True).arg_true()
    odd = quoted.filter(~lines.gather(quoted).str.contains(quoting.clean)).to_list()
    return _Mending(lines.to_list(), quoting).mend(odd, is_last=is_last)


class _Mending:
    """The odd lines of a piece, one by one; the others are left as they stand."""

    def __init__(self, lines: list[str], quoting: Quoting) -> None:
        self.lines, self.quoting = lines, quoting
        self.done: list[str] = []
        self.records = 0
        self.unclosed: list[int] = []

    def mend(self, odd: list[int], *, is_last: bool) -> Records:
        """Return the records, and what is left of one that the end leaves open."""
        at = 0
        for index in odd:
            if index < at:
                continue
            self._take(self.lines[at:index])
            after = self._end_of(index)
            if after is None and not is_last and index + LONGEST_RECORD > len(self.lines):
                return self._result(self.lines[index:])
            at = self._record(index, after)
        self._take(self.lines[at:])
        return self._result([])

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

    def _result(self, left: list[str]) -> Records:
        return Records(_text(self.done), tuple(self.unclosed), _text(left))


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
