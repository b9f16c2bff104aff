"""Is it under control: concentration, dependence, process, payment, and kinds of suppliers."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.spend.answers import kept
from kornhamn.analytics.spend.book import Axis, Codes, Numbers, SpendBook
from kornhamn.analytics.spend.cutting import Cut, summed
from kornhamn.analytics.spend.desk import opened, supplier_at
from kornhamn.analytics.types.spend import (
    Concentration,
    Dependence,
    KindShare,
    PaymentTimes,
    ProcessFigures,
    SpendSelection,
    share_of,
)
from kornhamn.organisation.types import Scope

SMALL = ("micro", "small", "medium")  # Commission recommendation 2003/361/EC
_FEW = 20


@kept
def concentration(selection: SpendSelection, scope: Scope) -> tuple[Concentration, ...]:
    """Return how dependent each category is on few suppliers, the most dependent first."""
    return concentration_of(opened(selection, scope))


def concentration_of(cells: Cut) -> tuple[Concentration, ...]:
    """Return HHI = Σ share² over the suppliers of each category, shares of what is above zero."""
    book, pairs = cells.book, cells.book.pair
    ore = summed(cells.codes(pairs), cells.values("ore"), len(pairs.keys))
    above = np.flatnonzero(ore > 0)
    category, supplier = np.divmod(np.asarray(pairs.keys)[above], book.supplier.size)
    settled = supplier < book.supplier.unknown
    category, supplier, ore = category[settled], supplier[settled], ore[above][settled]
    size = book.category.size
    whole = np.bincount(category, weights=ore, minlength=size)
    squares = np.bincount(category, weights=ore * ore, minlength=size)
    suppliers = np.bincount(category, minlength=size)
    largest = _largest(category, ore)
    rows = [
        Concentration(
            category=book.category.keys[place] if place < len(book.category.keys) else "",
            ore=int(whole[place]),
            suppliers=int(suppliers[place]),
            hhi=float(squares[place] / whole[place] ** 2),
            largest=supplier_at(book, int(supplier[largest[place]])),
            largest_share=float(ore[largest[place]] / whole[place]),
        )
        for place in map(int, np.flatnonzero(whole > 0))
    ]
    return tuple(sorted(rows, key=lambda row: (-row.hhi, -row.ore)))


def _largest(category: NDArray[np.intp], ore: Numbers) -> dict[int, int]:
    """Return for each category the number of its largest pair."""
    order = np.argsort(ore, kind="stable")
    return dict(zip(category[order].tolist(), order.tolist(), strict=True))


@kept
def dependence(
    selection: SpendSelection, scope: Scope, *, most: int = _FEW
) -> tuple[Dependence, ...]:
    """Return the largest suppliers whose sales to the group hang on one buyer or one category.

    For each supplier: the largest authority's share of its öre, and the largest category's; kept
    where both are at least nine tenths. That the group is much of its turnover is not implied.
    """
    whole = opened(selection, scope)
    book = whole.book
    ore = whole.by(book.supplier, "ore")[:-1]
    ranked = np.argsort(-ore, kind="stable")
    ranked = ranked[: int((ore > 0).sum())]
    found = _hanging(whole, ranked[:_LARGEST])[:most]
    if len(found) < most:
        found = _hanging(whole, ranked)[:most]
    places = np.array([place for place, *_ in found], dtype=np.intp)
    months = _months_bought(_of_suppliers(whole, places), book)
    rows = []
    for place, by_buyer, by_category in found:
        supplier = supplier_at(book, place)
        assert supplier is not None  # noqa: S101 - places are of settled suppliers
        bought = int(months[place])
        rows.append(Dependence(supplier, int(ore[place]), by_buyer, by_category, bought))
    return tuple(rows)


def _hanging(whole: Cut, places: Codes) -> list[tuple[int, float, float]]:
    """Return the suppliers that hang on one buyer and one category, with the shares of both."""
    cells = _of_suppliers(whole, places)
    buyer = _largest_share(cells, whole.book.authority)[places]
    category = _largest_share(cells, whole.book.category)[places]
    kept = (buyer >= _NEARLY_ALL) & (category >= _NEARLY_ALL)
    three = (each[kept].tolist() for each in (places, buyer, category))
    return list(zip(*three, strict=True))


_NEARLY_ALL = 0.9
_LARGEST = 1000  # suppliers that are looked at first


def _of_suppliers(cells: Cut, places: Codes) -> Cut:
    """Return the cells of some suppliers."""
    wanted = np.zeros(cells.book.supplier.size, dtype=bool)
    wanted[places] = True
    kept = np.flatnonzero(wanted[cells.codes(cells.book.supplier)])
    if cells.keep is not None:
        kept = cells.keep[kept]
    return Cut(cells.book, cells.start, cells.stop, kept)


def _largest_share(cells: Cut, axis: Axis) -> NDArray[np.float64]:
    """Return of each supplier the share that its largest place on an axis has of its öre."""
    book = cells.book
    frame = pl.DataFrame(
        {"s": cells.codes(book.supplier), "c": cells.codes(axis), "ore": cells.values("ore")}
    )
    by_both = frame.group_by("s", "c").agg(pl.col("ore").sum()).filter(pl.col("ore") > 0)
    largest = by_both.group_by("s").agg((pl.col("ore").max() / pl.col("ore").sum()).alias("share"))
    share = np.zeros(book.supplier.size)
    share[largest["s"].to_numpy()] = largest["share"].to_numpy()
    return share[:-1]


def _months_bought(cells: Cut, book: SpendBook) -> NDArray[np.intp]:
    frame = pl.DataFrame({"s": cells.codes(book.supplier), "month": cells.month})
    counted = frame.filter(pl.col("month") >= 0).group_by("s").agg(pl.col("month").n_unique())
    months = np.zeros(book.supplier.size, dtype=np.intp)
    months[counted["s"].to_numpy()] = counted["month"].to_numpy()
    return months[:-1]


@kept
def process(selection: SpendSelection, scope: Scope) -> ProcessFigures:
    """Return öre inside and outside the purchasing process, and what nobody can tell."""
    return process_of(opened(selection, scope))


def process_of(cells: Cut) -> ProcessFigures:
    """Return öre by what is known of how it was bought; the three add up to all öre.

    Inside: an agreement is named, or the authority (or its municipality) has procured from that
    supplier, as far as the procurement statistics here say. Outside: neither, in a ledger that
    names agreements. Unknown: neither, in a ledger that names none.
    """
    ore, told = cells.values("ore"), cells.values("told_ore")
    named = cells.values("agreement_ore")
    procured = cells.of(cells.book.procured)
    by_procurement = int((ore - named)[procured].sum())
    agreement = int(named.sum())
    return ProcessFigures(
        inside_ore=agreement + by_procurement,
        outside_ore=int((told - named)[~procured].sum()),
        unknown_ore=int((ore - told)[~procured].sum()),
        agreement_ore=agreement,
        procured_ore=by_procurement,
    )


@kept
def payment(selection: SpendSelection, scope: Scope) -> PaymentTimes:
    """Return days to due and to payment, over the lines whose dates are known."""
    return payment_of(opened(selection, scope))


def payment_of(cells: Cut) -> PaymentTimes:
    """Return the means of days over lines: sum of days / lines with both dates."""
    total = cells.total
    return PaymentTimes(
        lines=total("lines"),
        term_lines=total("term_lines"),
        term_days=share_of(total("term_days"), total("term_lines")),
        paid_lines=total("paid_lines"),
        paid_days=share_of(total("paid_days"), total("paid_lines")),
        within_30=share_of(total("within_30"), total("paid_lines")),
        due_lines=total("due_lines"),
        late=share_of(total("late_lines"), total("due_lines")),
        late_days=share_of(total("late_days"), total("late_lines")),
    )


def small_share(selection: SpendSelection, scope: Scope) -> KindShare:
    """Return the share of micro, small and medium suppliers, of those whose size is known."""
    return small_share_of(opened(selection, scope))


def small_share_of(cells: Cut) -> KindShare:
    """Return öre to small suppliers / öre to suppliers of known size."""
    size = cells.book.suppliers["size"].fill_null("")
    return _kind_share(cells, size.is_in(SMALL).to_numpy(), (size != "").to_numpy())


def civil_society_share(selection: SpendSelection, scope: Scope) -> KindShare:
    """Return the share of associations and foundations, of suppliers of known form."""
    return civil_society_share_of(opened(selection, scope))


def civil_society_share_of(cells: Cut) -> KindShare:
    """Return öre to civil society / öre to suppliers of which it is known whether they are."""
    civil = cells.book.suppliers["civil_society"]
    return _kind_share(cells, civil.fill_null(False).to_numpy(), civil.is_not_null().to_numpy())  # noqa: FBT003 - the library's argument


def _kind_share(cells: Cut, of_kind: NDArray[np.bool_], known: NDArray[np.bool_]) -> KindShare:
    ore = cells.by(cells.book.supplier, "ore")
    present = cells.by(cells.book.supplier, "lines")[:-1] > 0
    return KindShare(
        ore=int(ore[:-1][of_kind].sum()),
        suppliers=int((present & of_kind).sum()),
        known_ore=int(ore[:-1][known].sum()),
        unknown_ore=int(ore[:-1][~known].sum() + ore[-1]),
        unknown_suppliers=int((present & ~known).sum()),
    )
