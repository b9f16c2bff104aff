"""What was bought in all, and by authority, category and month, beside another selection."""

from collections.abc import Mapping, Sequence

import numpy as np

from kornhamn.analytics.spend.book import Axis
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.spend.cutting import Cut
from kornhamn.analytics.spend.desk import opened
from kornhamn.analytics.types.spend import SpendPart, SpendSelection, SpendTotals, share_of
from kornhamn.organisation.types import Scope

GROUP_DIGITS, CATEGORY_DIGITS = 2, 4


def totals(selection: SpendSelection, scope: Scope) -> SpendTotals:
    """Return the sums of a selection, with what is not known said."""
    return totals_of(opened(selection, scope))


def totals_of(cells: Cut) -> SpendTotals:
    """Return the sums of some cells."""
    book = cells.book
    by_supplier = cells.by(book.supplier, "lines")
    uncategorised = cells.codes(book.category) == book.category.unknown
    unmatched = cells.codes(book.authority) == book.authority.unknown
    unsettled = cells.codes(book.supplier) == book.supplier.unknown
    ore, lines = cells.values("ore"), cells.values("lines")
    return SpendTotals(
        ore=int(ore.sum()),
        lines=int(lines.sum()),
        credit_ore=cells.total("credit_ore"),
        credits=cells.total("credits"),
        invoices=cells.total("invoices"),
        suppliers=int(np.count_nonzero(by_supplier[:-1] > 0)),
        agreement_ore=cells.total("agreement_ore"),
        told_ore=cells.total("told_ore"),
        uncategorised_ore=int(ore[uncategorised].sum()),
        uncategorised_lines=int(lines[uncategorised].sum()),
        unmatched_ore=int(ore[unmatched].sum()),
        unmatched_lines=int(lines[unmatched].sum()),
        unsettled_ore=int(ore[unsettled].sum()),
    )


def by_authority(
    selection: SpendSelection, scope: Scope, *, other: SpendSelection | None = None
) -> tuple[SpendPart, ...]:
    """Return the selection by authority, the largest first; the key is the authority's id."""
    cells = opened(selection, scope)
    book = cells.book
    names = [(str(a.id), a.name) for a in book.authorities]
    return _parts(cells, book.authority, names, _other(other, scope))


def by_category(
    selection: SpendSelection,
    scope: Scope,
    *,
    other: SpendSelection | None = None,
    names: Mapping[str, str] | None = None,
    digits: int = CATEGORY_DIGITS,
) -> tuple[SpendPart, ...]:
    """Return the selection by category, the largest first; the key is the code.

    With two digits the parts are the groups of categories; `names` are what codes are called.
    """
    cells = opened(selection, scope)
    codes = [code[:digits] for code in cells.book.category.keys]
    known = sorted(set(codes))
    places = np.array([*(known.index(code) for code in codes), len(known)], dtype=np.intp)
    axis = Axis(known, places[cells.book.category.codes])
    said = [(code, (names or {}).get(code, code)) for code in known]
    return _parts(cells, axis, said, _other(other, scope))


def by_month(
    selection: SpendSelection, scope: Scope, *, other: SpendSelection | None = None
) -> tuple[SpendPart, ...]:
    """Return the selection month by month; beside another, its first month beside this one's."""
    cells, compared = opened(selection, scope), _other(other, scope)
    ore, lines = cells.by_month("ore"), cells.by_month("lines")
    beside = compared.by_month("ore") if compared else {}
    shift = _shift(selection, other, ore, beside)
    whole = sum(ore.values())
    return tuple(
        SpendPart(
            key=month_text(month) if month >= 0 else "",
            name=month_text(month) if month >= 0 else "",
            ore=ore[month],
            lines=lines[month],
            share=share_of(ore[month], whole),
            other_ore=beside.get(month - shift, 0) if compared else None,
        )
        for month in ore
        if lines[month]
    )


def _shift(
    selection: SpendSelection,
    other: SpendSelection | None,
    ore: Mapping[int, int],
    beside: Mapping[int, int],
) -> int:
    """Return how many months lie between the two periods; none where they are the same."""
    if other is None or (selection.first, selection.last) == (other.first, other.last):
        return 0
    return max(ore, default=0) - max(beside, default=0)


def _other(selection: SpendSelection | None, scope: Scope) -> Cut | None:
    return opened(selection, scope) if selection is not None else None


def _parts(
    cells: Cut, axis: Axis, names: Sequence[tuple[str, str]], other: Cut | None
) -> tuple[SpendPart, ...]:
    ore, lines = cells.by(axis, "ore"), cells.by(axis, "lines")
    beside = other.by(axis, "ore") if other else None
    present = np.flatnonzero((lines > 0) if beside is None else (lines > 0) | (beside != 0))
    whole = float(ore.sum())
    return tuple(
        SpendPart(
            key=names[place][0] if place < len(names) else "",
            name=names[place][1] if place < len(names) else "",
            ore=int(ore[place]),
            lines=int(lines[place]),
            share=share_of(float(ore[place]), whole),
            other_ore=None if beside is None else int(beside[place]),
        )
        for place in present[np.argsort(-ore[present], kind="stable")]
    )
