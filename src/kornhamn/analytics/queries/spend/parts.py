"""What was bought in all, and by authority, category and month, beside another selection."""

from collections.abc import Mapping, Sequence

import numpy as np

from kornhamn.analytics.spend.answers import kept
from kornhamn.analytics.spend.book import Axis, Numbers
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.spend.cutting import Cut, parsed_month, summed
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
    suppliers = cells.by(book.supplier, "lines")
    return SpendTotals(
        ore=cells.total("ore"),
        lines=cells.total("lines"),
        credit_ore=cells.total("credit_ore"),
        credits=cells.total("credits"),
        invoices=cells.total("invoices"),
        suppliers=int(np.count_nonzero(suppliers[:-1] > 0)),
        agreement_ore=cells.total("agreement_ore"),
        told_ore=cells.total("told_ore"),
        uncategorised_ore=int(cells.by(book.category, "ore")[-1]),
        uncategorised_lines=int(cells.by(book.category, "lines")[-1]),
        unmatched_ore=int(cells.by(book.authority, "ore")[-1]),
        unmatched_lines=int(cells.by(book.authority, "lines")[-1]),
        unsettled_ore=int(cells.by(book.supplier, "ore")[-1]),
    )


@kept
def by_authority(
    selection: SpendSelection, scope: Scope, *, other: SpendSelection | None = None
) -> tuple[SpendPart, ...]:
    """Return the selection by authority, the largest first; the key is the authority's id."""
    return by_authority_of(opened(selection, scope), _other(other, scope))


def by_authority_of(cells: Cut, other: Cut | None = None) -> tuple[SpendPart, ...]:
    """Return some cells by authority, beside others."""
    names = [(str(a.id), a.name) for a in cells.book.authorities]
    return _parts(cells, cells.book.authority, names, other)


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
    if names is None:
        return _by_category(selection, scope, other, digits)
    cells, compared = opened(selection, scope), _other(other, scope)
    return by_category_of(cells, compared, names=names, digits=digits)


@kept
def _by_category(
    selection: SpendSelection, scope: Scope, other: SpendSelection | None, digits: int
) -> tuple[SpendPart, ...]:
    return by_category_of(opened(selection, scope), _other(other, scope), digits=digits)


def by_category_of(
    cells: Cut,
    other: Cut | None = None,
    *,
    names: Mapping[str, str] | None = None,
    digits: int = CATEGORY_DIGITS,
) -> tuple[SpendPart, ...]:
    """Return some cells by the first digits of the category, beside others."""
    axis = cells.book.category
    codes = [code[:digits] for code in axis.keys]
    known = sorted(set(codes))
    places = np.array([*(known.index(code) for code in codes), len(known)], dtype=np.intp)

    def folded(of: Cut, measure: str) -> Numbers:
        return summed(places, of.by(axis, measure), len(known) + 1)

    said = [(code, (names or {}).get(code, code)) for code in known]
    beside = folded(other, "ore") if other else None
    return _told(folded(cells, "ore"), folded(cells, "lines"), said, beside)


@kept
def by_month(
    selection: SpendSelection, scope: Scope, *, other: SpendSelection | None = None
) -> tuple[SpendPart, ...]:
    """Return the selection month by month; beside another, its first month beside this one's."""
    cells, compared = opened(selection, scope), _other(other, scope)
    return by_month_of(cells, compared, shift=months_between(selection, other))


def by_month_of(cells: Cut, other: Cut | None = None, *, shift: int = 0) -> tuple[SpendPart, ...]:
    """Return some cells by month, beside others so many months earlier."""
    ore, lines = cells.by_month("ore"), cells.by_month("lines")
    beside = other.by_month("ore") if other else {}
    whole = sum(ore.values())
    return tuple(
        SpendPart(
            key=month_text(month) if month >= 0 else "",
            name=month_text(month) if month >= 0 else "",
            ore=ore[month],
            lines=lines[month],
            share=share_of(ore[month], whole),
            other_ore=beside.get(month - shift, 0) if other else None,
        )
        for month in ore
        if lines[month]
    )


def months_between(selection: SpendSelection, other: SpendSelection | None) -> int:
    """Return how many months lie between the two periods; none where they are the same."""
    if other is None or not selection.first or not other.first:
        return 0
    return parsed_month(selection.first) - parsed_month(other.first)


def _other(selection: SpendSelection | None, scope: Scope) -> Cut | None:
    return opened(selection, scope) if selection is not None else None


def _parts(
    cells: Cut, axis: Axis, names: Sequence[tuple[str, str]], other: Cut | None
) -> tuple[SpendPart, ...]:
    beside = other.by(axis, "ore") if other else None
    return _told(cells.by(axis, "ore"), cells.by(axis, "lines"), names, beside)


def _told(
    ore: Numbers, lines: Numbers, names: Sequence[tuple[str, str]], beside: Numbers | None
) -> tuple[SpendPart, ...]:
    """Return a part a place that has any line, the largest first; the last place is the unknown."""
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
