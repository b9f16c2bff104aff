"""A ledger as a table of texts that comes in chunks, whatever file it stands in.

Every format gives the same: the names of its columns, and chunks of rows. A chunk has the column
`row`, the columns `c0`, `c1` … in the order of the header, all text with nothing for an empty
cell, and `problem`: nothing, or the code of why the row cannot be a line (its cells are then what
could be saved of it). Rows without any text are not in any chunk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

ROW, PROBLEM = "row", "problem"


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file and its rows, chunk by chunk; `chunks` may be called again."""

    header: tuple[str, ...]  # as the file names them
    format: dict[str, str | int]  # as recognised, in words that a report can show
    chunks: Callable[[], Iterator[pl.DataFrame]]
    above: tuple[str, ...] = field(default=())  # texts above the header

    def top(self, rows: int) -> pl.DataFrame:
        """Return the first rows, for a look at what the columns hold."""
        found: list[pl.DataFrame] = []
        for chunk in self.chunks():
            found.append(chunk.head(rows - sum(part.height for part in found)))
            if sum(part.height for part in found) >= rows:
                break
        return pl.concat(found) if found else empty_chunk(len(self.header))


def cell(index: int) -> str:
    """Return the name that a chunk has for a column of the header."""
    return f"c{index}"


def schema(width: int) -> pl.Schema:
    """Return what a chunk of that many columns consists of."""
    cells = {cell(index): pl.String() for index in range(width)}
    return pl.Schema({ROW: pl.Int32(), PROBLEM: pl.String(), **cells})


def empty_chunk(width: int) -> pl.DataFrame:
    """Return a chunk without rows."""
    return pl.DataFrame(schema=schema(width))
