"""Which lines of a load a selection keeps, by what their codes mean: two look-ups a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.spend import columns, cutting
from kornhamn.analytics.spend.book import SpendBook
from kornhamn.analytics.types.spend import Process, SpendSelection
from kornhamn.organisation.types import Scope
from kornhamn.spend.queries import ActiveLoad
from kornhamn.spend.types import columns as lines

Mask = NDArray[np.bool_]
_ASKED = ["row", "posting", "unit", "booked_on", "ore"]


@dataclass(frozen=True, eq=False)
class LoadLines:
    """The lines of a load, seen through a book."""

    book: SpendBook
    load: ActiveLoad

    @property
    def path(self) -> Path:
        """The file of the lines."""
        return self.load.folder / lines.LINES_FILE

    @cached_property
    def supplier(self) -> NDArray[np.intp]:
        """The place of the supplier of each posting of the load."""
        return self.suppliers_of(self.postings)

    @cached_property
    def category(self) -> NDArray[np.intp]:
        """The place of the category of each posting of the load."""
        return self.book.category_places(self.postings["key"].to_numpy())

    @cached_property
    def postings(self) -> pl.DataFrame:
        """The dictionary of the load's postings."""
        return self._read(lines.POSTINGS_FILE)

    def suppliers_of(self, postings: pl.DataFrame) -> NDArray[np.intp]:
        """Return the places of the suppliers of some postings."""
        spelling = self._read(lines.SPELLINGS_FILE, ["key"])["key"].gather(postings["spelling"])
        return self.book.supplier_places(spelling.to_numpy())

    @cached_property
    def authority(self) -> NDArray[np.intp]:
        """The place of the authority of each unit of the load."""
        return self.book.authority_places(self._read(lines.UNITS_FILE)["key"].to_numpy())

    def matching(
        self, selection: SpendSelection, scope: Scope, process: Process | None, among: pl.Expr
    ) -> pl.DataFrame:
        """Return `row`, `booked_on` and `ore` of the lines kept, in the order of the file.

        Only lines `among` which they are looked for are read.
        """
        posting, unit = self._postings(selection), self._units(selection, scope)
        if not _any(posting) or not _any(unit):
            return pl.DataFrame(schema={name: lines.LINES[name] for name in _ASKED})
        found = pl.scan_parquet(self.path).filter(among)
        if selection.first or selection.last:
            found = found.filter(_in_period(selection))
        if process is not None:
            named = (pl.col("agreement").fill_null("") != "").alias("named")
            found = found.select(*_ASKED, named)
        else:
            found = found.select(*_ASKED)
        frame = found.collect(engine="streaming")
        keep = np.ones(frame.height, dtype=bool)
        for wanted, code in ((posting, "posting"), (unit, "unit")):
            if wanted is not None:
                keep &= wanted[frame[code].to_numpy()]
        if process is not None:
            keep &= self._of_process(frame, process)
        return frame.select(_ASKED).filter(pl.Series(keep))

    def _postings(self, selection: SpendSelection) -> Mask | None:
        """Tell of each posting whether it is wanted; None where all are."""
        if selection.category is None and selection.supplier is None:
            return None
        wanted = np.array(cutting.category_places(self.book, selection.category), dtype=bool)
        keep: Mask = wanted[self.category]
        if selection.supplier is not None:
            keep &= self.supplier == cutting.supplier_place(self.book, selection.supplier)
        return keep

    def _units(self, selection: SpendSelection, scope: Scope) -> Mask | None:
        places = np.array(cutting.authority_places(self.book, selection, scope), dtype=bool)
        return None if places.all() else places[self.authority]

    def _of_process(self, frame: pl.DataFrame, process: Process) -> Mask:
        """Tell of each line whether it is inside, outside or neither; as `process_of` counts."""
        buyer = self.authority[frame["unit"].to_numpy()]
        seller = self.supplier[frame["posting"].to_numpy()]
        named = frame["named"].to_numpy()
        inside: Mask = named | self.book.procured_pairs[buyer, seller]
        if process is Process.INSIDE:
            return inside
        return ~inside if self._told is (process is Process.OUTSIDE) else np.zeros_like(inside)

    @cached_property
    def _told(self) -> bool:
        named = pl.col("agreement").fill_null("") != ""
        told: bool = pl.scan_parquet(self.path).select(named.any()).collect().item()
        return told

    def _read(self, name: str, columns: list[str] | None = None) -> pl.DataFrame:
        return pl.read_parquet(self.load.folder / name, columns=columns)


def _any(wanted: Mask | None) -> bool:
    return wanted is None or bool(wanted.any())


def loads_concerned(
    book: SpendBook, loads: tuple[ActiveLoad, ...], selection: SpendSelection
) -> Iterator[LoadLines]:
    """Yield the loads counted in a book that may hold lines of the period."""
    counted = {UUID(each) for each in book.loads}
    first, last = _days(selection)
    for load in loads:
        before = first is not None and load.last_on < first
        after = last is not None and load.first_on > last
        if load.id in counted and not before and not after:
            yield LoadLines(book, load)


def _days(selection: SpendSelection) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period."""
    first = cutting.parsed_month(selection.first) if selection.first else None
    last = cutting.parsed_month(selection.last) if selection.last else None
    return (
        None if first is None else _first_day(first),
        None if last is None else _first_day(last + 1) - timedelta(days=1),
    )


def _first_day(month: int) -> date:
    return date.fromisoformat(f"{columns.month_text(month)}-01")


def _in_period(selection: SpendSelection) -> pl.Expr:
    first, last = _days(selection)
    day, kept = pl.col("booked_on"), pl.lit(value=True)
    if first is not None:
        kept &= day >= first
    if last is not None:
        kept &= day <= last
    return kept
