"""The lines behind any number of the figures, down to the row in the file."""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from kornhamn.analytics.spend.answers import kept
from kornhamn.analytics.spend.cutting import cut
from kornhamn.analytics.spend.desk import current_book, supplier_at
from kornhamn.analytics.spend.matching import LoadLines, loads_concerned
from kornhamn.analytics.types.spend import (
    LinePage,
    LineSort,
    Process,
    SpendLine,
    SpendSelection,
)
from kornhamn.kernel.given_number import without_personal_numbers
from kornhamn.organisation.types import Scope
from kornhamn.spend.queries import ActiveLoad, active_loads
from kornhamn.spend.types import columns as dictionaries

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class LinePaging:
    """Which page of the lines, and in what order."""

    page: int = 1
    per_page: int = PER_PAGE
    sort: LineSort = LineSort.ORE
    down: bool = True


def lines(
    selection: SpendSelection,
    scope: Scope,
    *,
    process: Process | None = None,
    paging: LinePaging = LinePaging(),
) -> LinePage:
    """Return one page of the lines that a selection keeps; the totals are those of the figures."""
    ask = _page if paging.per_page <= PER_PAGE else inspect.unwrap(_page)
    return ask(selection, scope, process, paging, active_loads())


@kept
def _page(
    selection: SpendSelection,
    scope: Scope,
    process: Process | None,
    paging: LinePaging,
    active: tuple[ActiveLoad, ...],
) -> LinePage:
    book = current_book()
    loads = list(loads_concerned(book, active, selection))
    best = _Best(paging)
    total, ore = 0, 0
    told = process is None and set(book.loads) <= {str(load.id) for load in active}
    for place, load in enumerate(loads):
        among = best.among if told else _ALL  # the cube tells how many: the first alone are read
        found = load.matching(selection, scope, process, among)
        total, ore = total + found.height, ore + int(found["ore"].sum())
        best.add(found.with_columns(load=pl.lit(place, pl.Int32)))
    if told:
        cells = cut(book, selection, scope)
        total, ore = cells.total("lines"), cells.total("ore")
    wanted = best.lines[paging.page * paging.per_page - paging.per_page :]
    pages = max(1, -(-total // paging.per_page))
    return LinePage(lines_at(loads, wanted), total, ore, pages)


_ALL = pl.lit(value=True)
_LAST = -(2**63)


class _Best:
    """The first lines in the order asked for, of those met so far; equal ones as they were met."""

    def __init__(self, paging: LinePaging) -> None:
        by = pl.col("ore").abs() if paging.sort is LineSort.ORE else pl.col("booked_on")
        rank = by.cast(pl.Int64) if paging.down else -by.cast(pl.Int64)
        self.rank = rank.fill_null(_LAST)
        self.number = paging.page * paging.per_page
        self.lines = pl.DataFrame()

    @property
    def among(self) -> pl.Expr:
        """What a line must be to be among them."""
        return _ALL if self.lines.height < self.number else self.rank >= self.lines["rank"][-1]

    def add(self, found: pl.DataFrame) -> None:
        """Take in more lines; only those that may be among the first are sorted."""
        ranked = found.with_columns(self.rank.alias("rank"))
        if ranked.height > self.number:
            least = ranked["rank"].top_k(self.number).min()
            ranked = ranked.filter(pl.col("rank") >= least)
        both = pl.concat([self.lines, ranked]) if self.lines.height else ranked
        ordered = both.sort("rank", descending=True, maintain_order=True)
        self.lines = ordered.head(self.number)


def lines_at(
    loads: Mapping[int, LoadLines] | Sequence[LoadLines], wanted: pl.DataFrame
) -> tuple[SpendLine, ...]:
    """Return the lines wanted, in their order; of each load the few rows alone are read."""
    said: dict[tuple[int, int], SpendLine] = {}
    for place in wanted["load"].unique() if wanted.height else ():
        rows = wanted.filter(pl.col("load") == place)["row"]
        load = loads[place]
        few = pl.scan_parquet(load.path).filter(_among(rows)).collect()
        for line in _worded(load, few):
            said[place, line.row] = line
    order = wanted.select("load", "row").iter_rows() if wanted.height else ()
    return tuple(said[place, row] for place, row in order)


def _among(rows: pl.Series) -> pl.Expr:
    """Tell the rows wanted: one by one, so that only the groups with them are read."""
    if rows.len() > PER_PAGE:
        return pl.col("row").is_in(rows.implode())
    return pl.any_horizontal([pl.col("row") == row for row in rows])


def _worded(load: LoadLines, few: pl.DataFrame) -> list[SpendLine]:
    book, folder = load.book, load.load.folder
    postings = load.postings[few["posting"]]
    supplier = load.suppliers_of(postings)
    category = book.category_places(postings["key"].to_numpy())
    accounts = pl.read_parquet(folder / dictionaries.ACCOUNTS_FILE)
    units = pl.read_parquet(folder / dictionaries.UNITS_FILE)
    names = [a.name for a in book.authorities]
    codes = book.category.keys
    found = []
    for at, row in enumerate(few.iter_rows(named=True)):
        unit = units.row(row["unit"], named=True)
        account = accounts.row(row["account"], named=True)
        found.append(
            SpendLine(
                load=load.load.id,
                row=row["row"],
                day=row["booked_on"],
                authority=_at(names, load.authority[row["unit"]]),
                unit=unit["unit"] or unit["buyer"] or "",
                supplier=supplier_at(book, int(supplier[at])),
                account=f"{account['number'] or ''} {account['text'] or ''}".strip(),
                text=_safe(postings["text"][at]),
                category=_at(codes, category[at]),
                ore=row["ore"],
                voucher=_safe(row["voucher"]),
                invoice=_safe(row["invoice"]),
                agreement=_safe(row["agreement"]),
                ground=_safe(row["ground"]),
                invoiced_on=row["invoiced_on"],
                due_on=row["due_on"],
                paid_on=row["paid_on"],
                item=_safe(row["item"]),
            )
        )
    return found


def _at(names: Sequence[str], place: np.intp) -> str:
    return names[int(place)] if place < len(names) else ""


def _safe(text: Any) -> str:  # noqa: ANN401 - a cell of a frame
    """Return a text without the personal numbers in it; nothing where there is none."""
    return without_personal_numbers(text) if text else ""
