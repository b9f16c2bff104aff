"""What asks for an explanation: unusual months, and articles that grew dearer."""

import numpy as np
from numpy.typing import NDArray

from kornhamn.analytics.spend.answers import kept
from kornhamn.analytics.spend.articles import articles_of
from kornhamn.analytics.spend.book import Codes, Numbers, SpendBook
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.spend.cutting import Cut, parsed_month, summed
from kornhamn.analytics.spend.desk import opened, supplier_at
from kornhamn.analytics.types.spend import (
    Anomaly,
    PriceDrift,
    PriceIndex,
    SpendSelection,
    SupplierInfo,
)
from kornhamn.organisation.types import Scope

FEWEST_MONTHS = 6  # with purchases, before anything can be called usual
TIMES = 5.0  # the usual
LEAST_ORE = 100_000_00
_FEW = 20


@kept
def anomalies(selection: SpendSelection, scope: Scope, *, most: int = _FEW) -> tuple[Anomaly, ...]:
    """Return months in which öre from a supplier ≥ 5 × the median of its months, the largest first.

    Only suppliers with purchases in six months or more of all time, and months of 100 000 kr.
    """
    everything = opened(selection.narrowed(first=None, last=None), scope)
    able = _able(opened(selection, scope))
    sums, months = _by_supplier_and_month(everything, able)
    first = parsed_month(selection.first) if selection.first else 0
    last = parsed_month(selection.last) if selection.last else np.iinfo(np.int32).max
    asked = (months >= first) & (months <= last)
    large = np.flatnonzero((sums[:, asked] >= LEAST_ORE).any(axis=1))
    own = sums[large]
    often = (own > 0).sum(axis=1) >= FEWEST_MONTHS
    large, own = able[large[often]], own[often]
    if not len(large):
        return ()
    usual = np.nanmedian(np.where(own > 0, own, np.nan), axis=1)
    unusual = (own >= LEAST_ORE) & (own >= TIMES * usual[:, np.newaxis]) & asked
    rows, at = np.nonzero(unusual)
    ranked = np.argsort(-own[rows, at], kind="stable")[:most]
    return tuple(
        _anomaly(everything.book, int(large[row]), int(months[month]), own[row, month], usual[row])
        for row, month in zip(rows[ranked], at[ranked], strict=True)
    )


def _able(cells: Cut) -> Codes:
    """Return the places of suppliers with enough öre in some cells to have a large month there."""
    book = cells.book
    above = np.maximum(cells.values("ore"), 0)
    return np.flatnonzero(
        summed(cells.codes(book.supplier), above, book.supplier.size)[:-1] >= LEAST_ORE
    )


def _by_supplier_and_month(cells: Cut, able: Codes) -> tuple[Numbers, NDArray[np.int32]]:
    """Return öre at (number among some suppliers, month), and the months."""
    book = cells.book
    if not book.months:
        return np.zeros((len(able), 0)), np.array([], dtype=np.int32)
    first, last = book.months[0], book.months[-1]
    number = last - first + 1
    among = np.full(book.supplier.size, -1, dtype=np.intp)
    among[able] = np.arange(len(able))
    supplier = among[cells.codes(book.supplier)]
    kept = np.flatnonzero((supplier >= 0) & (cells.month >= 0))
    key = supplier[kept] * number + (cells.month[kept] - first)
    sums = summed(key, cells.values("ore")[kept], len(able) * number)
    months = np.arange(first, last + 1, dtype=np.int32)
    return sums.reshape(len(able), number), months


def _anomaly(book: SpendBook, place: int, month: int, ore: float, usual: float) -> Anomaly:
    return Anomaly(
        _settled(book, place), month_text(month), int(ore), round(usual), float(ore / usual)
    )


@kept
def prices(
    selection: SpendSelection, before: SpendSelection, scope: Scope, *, most: int = _FEW
) -> PriceIndex:
    """Return how articles bought in both selections grew dearer or cheaper.

    Mean price = öre / quantity over lines with article, quantity and an amount above zero; an
    article is one text from one supplier. Index = Σ öre now / Σ quantity now × price before.
    """
    cells = opened(selection, scope)
    book = cells.book
    articles = articles_of(book)
    (now, ore), (then, ore_then) = (
        articles.bought(book, each, scope) for each in (selection, before)
    )
    both = np.flatnonzero((now > 0) & (then > 0))
    was = ore_then[both] / then[both]
    cost = (ore[both] / now[both] - was) * now[both]
    ranked = both[np.argsort(-cost, kind="stable")][:most]
    return PriceIndex(
        items=len(both),
        ore=int(ore[both].sum()),
        before_ore=round(float((now[both] * was).sum())),
        drifts=tuple(
            PriceDrift(
                item=str(articles.texts[at]),
                supplier=_settled(book, int(articles.suppliers[at])),
                before_ore=float(ore_then[at] / then[at]),
                now_ore=float(ore[at] / now[at]),
                quantity=float(now[at]),
                ore=int(ore[at]),
            )
            for at in map(int, ranked)
        ),
        ore_without_items=cells.total("ore") - int(ore.sum()),
    )


def _settled(book: SpendBook, place: int) -> SupplierInfo:
    supplier = supplier_at(book, place)
    assert supplier is not None  # noqa: S101 - places are of settled suppliers
    return supplier
