"""Counting coded columns: how many cases, and how many öre, each combination of codes has.

Several columns with few codes each are packed into one number a case, so that one pass counts
them all; what each column says alone is then summed out of the small table.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kornhamn.rulebook.packing import Summable, alone, packs, strides, summable, summed

_MOST_COMBINATIONS = 4096

Rows = NDArray[np.intp]
Table = NDArray[np.int64]
Coded = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Pack:
    """Some columns as one: `codes` is their combination, a number a case."""

    columns: range
    sizes: tuple[int, ...]
    codes: NDArray[np.uint16]


def packed(codes: Coded, sizes: Sequence[int]) -> tuple[Pack, ...]:
    """Pack the rows of `codes` (one a column) in order; `sizes` are how many codes each has."""
    return tuple(
        _pack(codes, columns, tuple(sizes[column] for column in columns))
        for columns in packs(sizes, _MOST_COMBINATIONS)
    )


def _pack(codes: Coded, columns: range, sizes: tuple[int, ...]) -> Pack:
    combined = np.zeros(codes.shape[1], dtype=np.uint16)
    for column, stride in zip(columns, strides(sizes), strict=True):
        combined += codes[column] * np.uint16(stride)
    return Pack(columns, sizes, combined)


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
    def _summable(self) -> Summable:
        return summable(self.ore)

    def added(self, keys: Rows, cells: int) -> Table:
        """Return the öre of each key, exactly."""
        return summed(keys, self._summable, cells)


def uncut(rows: Rows, ore: NDArray[np.int64]) -> Cut:
    """Return the cases as one lot."""
    return Cut(rows, ore[rows], np.zeros(len(rows), dtype=np.intp), 1)


def count_columns(
    cut: Cut, packed_columns: Sequence[Pack], wanted: Collection[int]
) -> dict[int, tuple[Table, Table]]:
    """Return for each wanted column the cases and öre, by the cut's place and by code."""
    counted: dict[int, tuple[Table, Table]] = {}
    for pack in packed_columns:
        asked = [(place, column) for place, column in enumerate(pack.columns) if column in wanted]
        if asked:
            tables = _count(cut, pack)
            for place, column in asked:
                cases, ore = (alone(table, pack.sizes, place) for table in tables)
                counted[column] = cases, ore
    return counted


def _count(cut: Cut, pack: Pack) -> tuple[Table, Table]:
    """Return the number of cases and their öre, by the cut's place and by combination."""
    size = prod(pack.sizes)
    keys = pack.codes[cut.rows].astype(np.intp)
    if cut.size > 1:
        keys += cut.places * size
    cells = cut.size * size
    return np.bincount(keys, minlength=cells), cut.added(keys, cells)
