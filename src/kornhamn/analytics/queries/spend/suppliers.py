"""From whom: the suppliers of a selection, how spend is spread over them, new and lost ones."""

import inspect
from dataclasses import dataclass

import numpy as np
import polars as pl

from kornhamn.analytics.spend.answers import kept
from kornhamn.analytics.spend.book import Numbers, SpendBook
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.spend.cutting import Cut
from kornhamn.analytics.spend.desk import opened, supplier_at
from kornhamn.analytics.types.spend import (
    Newcomers,
    Pareto,
    SpendSelection,
    SupplierSpend,
    share_of,
)
from kornhamn.organisation.types import Scope

TOP = 10
_MOST_KEPT = 100  # rows of a page; a file's are made each time
_TENTHS = np.arange(1, 11) / 10
_TAIL_BEGINS = 0.8
_POINTS = 60  # of the Pareto curve


@dataclass(frozen=True, slots=True)
class SupplierPage:
    """Some suppliers of a selection in order, with how many there are in all."""

    rows: tuple[SupplierSpend, ...]
    total: int


def suppliers(
    selection: SpendSelection, scope: Scope, *, search: str = "", start: int = 0, most: int = 50
) -> SupplierPage:
    """Return suppliers from the largest, `start` of them passed over."""
    ask = _supplier_page if most <= _MOST_KEPT else inspect.unwrap(_supplier_page)
    return ask(selection, scope, search, start, most)


@kept
def _supplier_page(
    selection: SpendSelection, scope: Scope, search: str, start: int, most: int
) -> SupplierPage:
    cells = opened(selection, scope)
    ore = cells.by(cells.book.supplier, "ore")
    ranked = _ranked(cells, ore)
    shares = np.cumsum(np.maximum(ore[ranked], 0)) / max(1.0, float(ore.sum()))
    if search:
        named = _named(cells.book, search)[ranked]
        ranked, shares = ranked[named], shares[named]
    rows = _described(cells, ranked[start : start + most], shares[start : start + most])
    return SupplierPage(rows, len(ranked))


def ore_by_supplier(scope: Scope) -> dict[int, int]:
    """Return öre in all by the key of each supplier bought from, as far as a reader sees it."""
    cells = opened(SpendSelection(), scope)
    supplier = cells.book.supplier
    present = np.flatnonzero(cells.by(supplier, "lines")[:-1] > 0)
    keys = cells.book.suppliers["supplier"].gather(present)
    ore = cells.by(supplier, "ore")[present]
    return dict(zip(keys.to_list(), map(int, ore), strict=True))


def largest(cells: Cut, number: int = TOP) -> tuple[SupplierSpend, ...]:
    """Return the suppliers with most öre among some cells."""
    ore = cells.by(cells.book.supplier, "ore")
    ranked = _ranked(cells, ore)[:number]
    shares = np.cumsum(ore[ranked]) / max(1.0, float(ore.sum()))
    return _described(cells, ranked, shares)


@kept
def pareto(selection: SpendSelection, scope: Scope) -> Pareto:
    """Return how spend is spread over the suppliers."""
    return pareto_of(opened(selection, scope))


def pareto_of(cells: Cut) -> Pareto:
    """Return how the spend of some cells is spread: suppliers in order of öre, shares summed."""
    by_supplier = cells.by(cells.book.supplier, "ore")[:-1]
    invoices = cells.by(cells.book.supplier, "invoices")[:-1]
    ranked = np.flatnonzero(by_supplier > 0)
    ranked = ranked[np.argsort(-by_supplier[ranked], kind="stable")]
    ore = by_supplier[ranked]
    if not len(ore):
        return Pareto(0, 0, 0, (), 0, 0, 0, ())
    running = np.cumsum(ore) / ore.sum()
    reached = tuple(int(at) + 1 for at in np.searchsorted(running, _TENTHS - 1e-12))
    tail = slice(int(np.searchsorted(running, _TAIL_BEGINS)) + 1, None)
    return Pareto(
        suppliers=len(ore),
        ore=int(ore.sum()),
        top_ten_ore=int(ore[:TOP].sum()),
        reached=reached,
        tail_suppliers=len(ore[tail]),
        tail_ore=int(ore[tail].sum()),
        tail_invoices=int(invoices[ranked[tail]].sum()),
        curve=_curve(running),
    )


@kept
def newcomers(
    selection: SpendSelection, before: SpendSelection, scope: Scope, *, most: int = 20
) -> Newcomers:
    """Return the suppliers bought from in one selection and not in the other, both ways."""
    return newcomers_of(opened(selection, scope), opened(before, scope), most=most)


def newcomers_of(now: Cut, then: Cut, *, most: int = 20) -> Newcomers:
    """Return the suppliers that are new and lost between two sets of cells."""
    axis = now.book.supplier
    now_lines, then_lines = now.by(axis, "lines")[:-1] > 0, then.by(axis, "lines")[:-1] > 0
    now_ore, then_ore = now.by(axis, "ore")[:-1], then.by(axis, "ore")[:-1]
    new, lost = now_lines & ~then_lines, then_lines & ~now_lines
    return Newcomers(
        new=_largest_among(now, now_ore, new, most),
        new_ore=int(now_ore[new].sum()),
        new_suppliers=int(new.sum()),
        lost=_largest_among(then, then_ore, lost, most),
        lost_ore=int(then_ore[lost].sum()),
        lost_suppliers=int(lost.sum()),
    )


def _largest_among(
    cells: Cut, ore: Numbers, among: np.ndarray[tuple[int], np.dtype[np.bool_]], most: int
) -> tuple[SupplierSpend, ...]:
    places = np.flatnonzero(among)
    places = places[np.argsort(-ore[places], kind="stable")][:most]
    return _described(cells, places, None)


def _ranked(cells: Cut, ore: Numbers) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return the places of the suppliers that occur, the largest first; unsettled left out."""
    present = np.flatnonzero(cells.by(cells.book.supplier, "lines")[:-1] > 0)
    return present[np.argsort(-ore[present], kind="stable")]


def _named(book: SpendBook, search: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    name = book.suppliers["name"].str.to_lowercase()
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = name.str.contains(
        search.casefold(), literal=True
    ).to_numpy()
    return found


def _described(
    cells: Cut,
    places: np.ndarray[tuple[int], np.dtype[np.intp]],
    running: Numbers | None,
) -> tuple[SupplierSpend, ...]:
    """Return what is told of some suppliers, reading their own cells alone."""
    book = cells.book
    wanted = np.zeros(book.supplier.size, dtype=bool)
    wanted[places] = True
    codes = cells.codes(book.supplier)
    own = np.flatnonzero(wanted[codes])
    frame = pl.DataFrame(
        {
            "place": codes[own],
            "month": cells.month[own],
            "authority": cells.codes(book.authority)[own],
            "ore": cells.values("ore")[own],
            "lines": cells.values("lines")[own],
            "invoices": cells.values("invoices")[own],
        }
    )
    month = pl.col("month").filter(pl.col("month") >= 0)
    summed = frame.group_by("place").agg(
        pl.col("ore", "lines", "invoices").sum(),
        pl.col("authority").n_unique(),
        month.min().alias("first"),
        month.max().alias("last"),
    )
    said = {row["place"]: row for row in summed.iter_rows(named=True)}
    whole = cells.total("ore")
    return tuple(
        _row(book, said[place], whole, None if running is None else float(running[at]))
        for at, place in enumerate(int(each) for each in places)
    )


def _row(book: SpendBook, said: dict[str, int], whole: int, running: float | None) -> SupplierSpend:
    supplier = supplier_at(book, said["place"])
    assert supplier is not None  # noqa: S101 - places are of settled suppliers
    return SupplierSpend(
        supplier=supplier,
        ore=int(said["ore"]),
        lines=int(said["lines"]),
        invoices=int(said["invoices"]),
        authorities=said["authority"],
        share=share_of(said["ore"], whole),
        running_share=running,
        first=_month(said["first"]),
        last=_month(said["last"]),
    )


def _month(number: int | None) -> str:
    return "" if number is None else month_text(number)


def _curve(running: Numbers) -> tuple[tuple[float, float], ...]:
    """Return points of the curve, close together where it bends: shares of suppliers and öre."""
    last = len(running) - 1
    at = np.unique(np.round((np.linspace(0, 1, _POINTS) ** 2) * last).astype(int))
    return tuple((float((n + 1) / (last + 1)), float(running[n])) for n in at)
