"""The whole way of one file: its chunks checked, encoded and written, nothing kept of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kornhamn.files.tables.table import Table
from kornhamn.spend.ledger.ahead import ahead
from kornhamn.spend.ledger.checking import Checked, check
from kornhamn.spend.ledger.encoding import Encoder
from kornhamn.spend.ledger.mapping import Mapping, MappingIncomplete, missing_fields, unique_names
from kornhamn.spend.ledger.sink import Sink
from kornhamn.spend.types.columns import LINES, LINES_FILE, REMARKS, REMARKS_FILE

MOST_REMARKS = 200_000  # are kept of a load; all are counted
Tell = Callable[[int], None]  # rows done


@dataclass(slots=True)
class Count:
    """Every row and every öre of a file; rows and öre that were not taken are the difference."""

    rows_read: int = 0
    rows_taken: int = 0
    remarks: int = 0
    ore_read: int = 0
    ore_taken: int = 0
    first_on: date | None = None
    last_on: date | None = None
    own_totals: tuple[int, ...] = ()  # öre of the rows that are totals of others

    def add(self, checked: Checked) -> None:
        """Count a chunk."""
        self.rows_read += checked.rows
        self.rows_taken += checked.lines.height
        self.remarks += checked.remarks.height
        self.ore_read += checked.ore_read
        self.ore_taken += checked.ore_taken
        self.own_totals += checked.own_totals
        days = [self.first_on, self.last_on]
        if checked.lines.height:
            days += checked.lines.select(pl.min("booked_on"), last=pl.max("booked_on")).row(0)
        told = [day for day in days if day is not None]
        self.first_on, self.last_on = min(told, default=None), max(told, default=None)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a file: its dictionaries without keys, and its count."""

    encoder: Encoder
    count: Count


def write_lines(table: Table, mapping: Mapping, folder: Path, tell: Tell | None = None) -> Written:
    """Write lines and remarks of a table below a folder, and return what became of its rows.

    Raises MappingIncomplete where the mapping lacks what every line needs.
    """
    if lacks := missing_fields(mapping):
        raise MappingIncomplete(missing=", ".join(lacks))
    names, count = unique_names(table.header), Count()
    encoder = Encoder(frozenset(mapping.columns))
    remarks = [REMARKS.to_frame()]
    with Sink(folder / LINES_FILE, LINES) as sink:
        for chunk in ahead(table.chunks()):
            checked = check(chunk, mapping, names)
            remarks.append(checked.remarks.head(max(0, MOST_REMARKS - count.remarks)))
            count.add(checked)
            sink.write(_shaped(checked.lines, encoder))
            if tell:
                tell(count.rows_read)
    pl.concat(remarks).write_parquet(folder / REMARKS_FILE)
    return Written(encoder, count)


def _shaped(lines: pl.DataFrame, encoder: Encoder) -> pl.DataFrame:
    """Return lines in the columns they are kept in; what the file does not have is nothing."""
    known = lines.with_columns(encoder.codes(lines))
    return known.select(
        pl.col(name).cast(dtype) if name in known.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in LINES.items()
    )
