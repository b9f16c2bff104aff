"""The lines behind any number of the figures, down to the row in the file."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from kornhamn.analytics.spend.answers import kept
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
    loads = list(loads_concerned(current_book(), active, selection))
    end = paging.page * paging.per_page
    total, ore, heads = 0, 0, []
    for place, load in enumerate(loads):
        found = load.matching(selection, scope, process)
        total, ore = total + found.height, ore + int(found["ore"].sum())
        heads.append(_first(found, paging, end).with_columns(load=pl.lit(place, pl.Int32)))
    ranked = _first(pl.concat(heads), paging, end) if heads else pl.DataFrame()
    wanted = ranked[end - paging.per_page :]
    pages = max(1, -(-total // paging.per_page))
    return LinePage(_read(loads, wanted), total, ore, pages)


def _first(found: pl.DataFrame, paging: LinePaging, number: int) -> pl.DataFrame:
    """Return the first lines in the order asked for; equal ones as the files have them."""
    by = pl.col("ore").abs() if paging.sort is LineSort.ORE else pl.col("booked_on")
    ordered = found.sort(by, descending=paging.down, nulls_last=True, maintain_order=True)
    return ordered.head(number)


def _read(loads: Sequence[LoadLines], wanted: pl.DataFrame) -> tuple[SpendLine, ...]:
    """Return the lines wanted, in their order; of each load the few rows alone are read."""
    said: dict[tuple[int, int], SpendLine] = {}
    for place in wanted["load"].unique() if wanted.height else ():
        rows = wanted.filter(pl.col("load") == place)["row"]
        load = loads[place]
        few = pl.scan_parquet(load.path).filter(pl.col("row").is_in(rows.implode())).collect()
        for line in _worded(load, few):
            said[place, line.row] = line
    order = wanted.select("load", "row").iter_rows() if wanted.height else ()
    return tuple(said[place, row] for place, row in order)


def _worded(load: LoadLines, few: pl.DataFrame) -> list[SpendLine]:
    book, folder = load.book, load.load.folder
    postings = pl.read_parquet(folder / dictionaries.POSTINGS_FILE)
    accounts = pl.read_parquet(folder / dictionaries.ACCOUNTS_FILE)
    units = pl.read_parquet(folder / dictionaries.UNITS_FILE)
    names = [a.name for a in book.authorities]
    codes = book.category.keys
    found = []
    for row in few.iter_rows(named=True):
        unit = units.row(row["unit"], named=True)
        account = accounts.row(row["account"], named=True)
        found.append(
            SpendLine(
                load=load.load.id,
                row=row["row"],
                day=row["booked_on"],
                authority=_at(names, load.authority[row["unit"]]),
                unit=unit["unit"] or unit["buyer"] or "",
                supplier=supplier_at(book, int(load.supplier[row["posting"]])),
                account=f"{account['number'] or ''} {account['text'] or ''}".strip(),
                text=_safe(postings["text"][row["posting"]]),
                category=_at(codes, load.category[row["posting"]]),
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
