"""Counting coded columns: how many cases, and how many öre, each combination of codes has.

Several columns with few codes each are packed into one number a case, so that one pass counts
them all; what each column says alone is then summed out of the small table.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST_COMBINATIONS = 4096
_EXACT = 1 << 53  # whole numbers up to here are exact as floats
_LOW_BITS = 26

Rows = NDArray[np.intp]
Table = NDArray[np.int64]
Coded = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Pack:
    """Some columns as one: `codes` is their combination, a number a case."""

    columns: tuple[int, ...]
    sizes: tuple[int, ...]
    codes: NDArray[np.uint16]


def packed(codes: Coded, sizes: Sequence[int]) -> tuple[Pack, ...]:
    """Pack the rows of `codes` (one a column) greedily; `sizes` are how many codes each has."""
    return tuple(
        Pack(tuple(group), tuple(sizes[c] for c in group), _combined(codes, sizes, group))
        for group in _groups(sizes)
    )


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    combinations = 1
    for column, size in enumerate(sizes):
        if group and combinations * size > _MOST_COMBINATIONS:
            yield group
            group, combinations = [], 1
        group.append(column)
        combinations *= size
    if group:
        yield group


def _combined(codes: Coded, sizes: Sequence[int], group: Sequence[int]) -> NDArray[np.uint16]:
    combined = np.zeros(codes.shape[1], dtype=np.uint16)
    for column in group:
        combined *= np.uint16(sizes[column])
        combined += codes[column]
    return combined


@dataclass(frozen=True)
class Cut:
    """The cases to count, their values, and the axis they are cut by: its places and size."""

    rows: Rows
    ore: NDArray[np.int64]  # of those rows
    places: Rows
    size: int

    @cached_property
    def cases(self) -> Table:
        """The number of cases at each place."""
        return np.bincount(self.places, minlength=self.size)

    @cached_property
    def sums(self) -> Table:
        """The öre at each place."""
        return self.added(self.places, self.size)

    @cached_property
    def _halves(self) -> tuple[tuple[NDArray[np.float64], int], ...]:
        """The values as floats, which hold whole numbers to 2^53; in two halves if they exceed."""
        if int(self.ore.sum()) < _EXACT:
            return ((self.ore.astype(np.float64), 0),)
        low = self.ore & ((1 << _LOW_BITS) - 1)
        high = self.ore >> _LOW_BITS
        return ((low.astype(np.float64), 0), (high.astype(np.float64), _LOW_BITS))

    def added(self, keys: Rows, cells: int) -> Table:
        """Return the öre of each key, exactly."""
        total = np.zeros(cells, dtype=np.int64)
        for weights, shift in self._halves:
            total += np.bincount(keys, weights=weights, minlength=cells).astype(np.int64) << shift
        return total


def uncut(rows: Rows, ore: NDArray[np.int64]) -> Cut:
    """Return the cases as one lot."""
    return Cut(rows, ore[rows], np.zeros(len(rows), dtype=np.intp), 1)


def count(cut: Cut, codes: Coded, size: int) -> tuple[Table, Table]:
    """Return the number of cases and their öre, by the cut's place and by code."""
    keys = codes[cut.rows].astype(np.intp)
    if cut.size > 1:
        keys += cut.places * size
    cells = cut.size * size
    shape = (cut.size, size)
    cases = np.bincount(keys, minlength=cells)
    return cases.reshape(shape), cut.added(keys, cells).reshape(shape)


def count_columns(
    cut: Cut, packs: Sequence[Pack], wanted: Collection[int]
) -> dict[int, tuple[Table, Table]]:
    """Return for each wanted column the cases and öre, by the cut's place and by code."""
    counted: dict[int, tuple[Table, Table]] = {}
    for pack in packs:
        asked = [(place, column) for place, column in enumerate(pack.columns) if column in wanted]
        if asked:
            cases, ore = count(cut, pack.codes, math.prod(pack.sizes))
            for place, column in asked:
                counted[column] = _alone(cases, pack, place), _alone(ore, pack, place)
    return counted


def _alone(table: Table, pack: Pack, place: int) -> Table:
    """Return what one column of a pack says alone: the others are summed out."""
    places = len(table)
    others = tuple(n + 1 for n, size in enumerate(pack.sizes) if n != place and size > 1)
    alone: Table = table.reshape(places, *pack.sizes).sum(axis=others)
    return alone.reshape(places, pack.sizes[place])
