"""Which cells a selection keeps, of those a reader may see, and sums over them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kornhamn.analytics.choosing import may_see
from kornhamn.analytics.spend.book import Axis, Codes, Numbers, SpendBook
from kornhamn.analytics.spend.columns import month_number
from kornhamn.analytics.types import AuthorityInfo, NoSuchMonthError, NoSuchSupplierError, Part
from kornhamn.analytics.types.spend import UNKNOWN, SpendSelection
from kornhamn.organisation.types import AuthorityKind, Scope

Mask = NDArray[np.bool_]
_FIRST_MONTH = np.int32(0)  # of the same kind as the months: otherwise all are copied to search


def summed(codes: Codes, weights: Numbers, size: int) -> Numbers:
    """Return the sum of the weights at each code below a size."""
    return np.bincount(codes, weights=weights, minlength=size).astype(np.float64, copy=False)


@dataclass(frozen=True, eq=False)
class Cut:
    """Some cells of a book: the months from `start` to `stop`, of which `keep` (None: all)."""

    book: SpendBook
    start: int
    stop: int
    keep: NDArray[np.intp] | None
    _sums: dict[tuple[int, str], Numbers] = field(default_factory=dict)

    def of(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return the values that an array over all cells has at these."""
        part = array[self.start : self.stop]
        return part if self.keep is None else part[self.keep]

    def codes(self, axis: Axis) -> Codes:
        """Return the places that these cells have on an axis."""
        return self.of(axis.codes)

    def total(self, measure: str) -> int:
        """Return the sum of a measure."""
        return int(self.values(measure).sum())

    def values(self, measure: str) -> Numbers:
        """Return a measure of each of these cells."""
        return self.of(self.book.measure(measure))

    def by(self, axis: Axis, measure: str) -> Numbers:
        """Return the sum of a measure at each place of an axis, counted once."""
        key = (id(axis), measure)
        if key not in self._sums:
            self._sums[key] = summed(self.codes(axis), self.values(measure), axis.size)
        return self._sums[key]

    @cached_property
    def month(self) -> NDArray[np.int32]:
        """The month of each of these cells."""
        return self.of(self.book.month)

    def by_month(self, measure: str) -> dict[int, int]:
        """Return the sum of a measure in each month that occurs; cells are in order of month."""
        months = self.month
        if not len(months):
            return {}
        starts = np.flatnonzero(np.diff(months, prepend=-2))
        sums = np.add.reduceat(self.values(measure), starts)
        return {int(months[at]): int(total) for at, total in zip(starts, sums, strict=True)}


def cut(book: SpendBook, selection: SpendSelection, scope: Scope) -> Cut:
    """Return the cells selected, never one outside the scope."""
    start, stop = span(book.month, selection)
    keep = [each for each in _masks(book, selection, scope, start, stop) if each is not None]
    if not keep:
        return Cut(book, start, stop, None)
    return Cut(book, start, stop, np.flatnonzero(np.logical_and.reduce(keep)))


def visible_authorities(book: SpendBook, scope: Scope) -> tuple[AuthorityInfo, ...]:
    """Return the authorities of a book that a reader may see."""
    return tuple(each for each in book.authorities if may_see(scope, each))


def span(month: NDArray[np.int32], selection: SpendSelection) -> tuple[int, int]:
    """Return where the months begin and end; without a period, lines without a day are in."""
    start, stop = 0, len(month)
    if selection.first or selection.last:
        start = int(np.searchsorted(month, _FIRST_MONTH))
    if selection.first:
        start = int(np.searchsorted(month, np.int32(parsed_month(selection.first))))
    if selection.last:
        last = np.int32(parsed_month(selection.last))
        stop = int(np.searchsorted(month, last, side="right"))
    return start, max(start, stop)


def parsed_month(text: str) -> int:
    """Return the number of a month written 2026-03, or raise NoSuchMonthError."""
    try:
        number = month_number(text)
    except ValueError:
        raise NoSuchMonthError(given=text) from None
    if len(text) != len("2026-03") or not 1 <= int(text[5:]) <= 12:  # noqa: PLR2004 - months
        raise NoSuchMonthError(given=text)
    return number


def _masks(
    book: SpendBook, selection: SpendSelection, scope: Scope, start: int, stop: int
) -> list[Mask | None]:
    def among(axis: Axis, places: Sequence[bool] | Mask) -> Mask | None:
        """Mark the cells at the places that are true; None where all are."""
        wanted = np.asarray(places, dtype=bool)
        return None if wanted.all() else wanted[axis.codes[start:stop]]

    return [
        among(book.authority, authority_places(book, selection, scope)),
        among(book.category, category_places(book, selection.category)),
        _of_supplier(book, selection, start, stop),
    ]


def authority_places(book: SpendBook, selection: SpendSelection, scope: Scope) -> list[bool]:
    """Tell of each authority, and last of the unmatched, whether it is chosen and may be seen."""
    if selection.unmatched:
        return [False] * len(book.authorities) + [scope.group]
    chosen = [may_see(scope, a) and _is_chosen(a, selection) for a in book.authorities]
    everything = selection.authorities is None and selection.part is None
    return [*chosen, scope.group and everything]


def _is_chosen(authority: AuthorityInfo, selection: SpendSelection) -> bool:
    if selection.part is not None:
        is_company = authority.kind == AuthorityKind.COMPANY
        if is_company is not (selection.part is Part.COMPANIES):
            return False
    return selection.authorities is None or authority.id in selection.authorities


def category_places(book: SpendBook, category: str | None) -> list[bool]:
    """Tell of each category, and last of the unknown, whether a code or its beginning means it."""
    if category is None:
        return [True] * book.category.size
    if category == UNKNOWN:
        return [False] * len(book.category.keys) + [True]
    return [code.startswith(category) for code in book.category.keys] + [False]


def _of_supplier(book: SpendBook, selection: SpendSelection, start: int, stop: int) -> Mask | None:
    if selection.supplier is None:
        return None
    place = supplier_place(book, selection.supplier)
    mask: Mask = book.supplier.codes[start:stop] == place
    return mask


def supplier_place(book: SpendBook, supplier: object) -> int:
    """Return the place of a supplier by its id, or raise NoSuchSupplierError."""
    place = book.place_of_supplier.get(str(supplier))
    if place is None:
        raise NoSuchSupplierError
    return place
