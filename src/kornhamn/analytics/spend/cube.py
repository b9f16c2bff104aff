"""From cells of postings to cells of the cube: look up what each key means, and add.

Keys are small whole numbers, so a look-up is reading an array at a place. A row of the cube that
is taken away is the same row with its measures turned: parts of a cube are simply added.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.spend import columns

Table = NDArray[np.int32]
UNKNOWN, ABSENT = -1, -2  # a key that means nothing known; a key never met


@dataclass(frozen=True, slots=True)
class Lookup:
    """What keys mean: at place `key`, the supplier, the place of the category, of the authority."""

    supplier: Table
    category: Table
    authority: Table


def changed(table: Table, pairs: pl.DataFrame) -> Table:
    """Return a table in which some keys (key, value) mean something else, or something at all."""
    key, value = pairs.to_series(0), pairs.to_series(1)
    if not pairs.height:
        return table
    size = max(len(table), int(key.max() or 0) + 1)  # type: ignore[arg-type]
    more = np.full(size, ABSENT, dtype=np.int32)
    more[: len(table)] = table
    more[key.to_numpy()] = value.fill_null(UNKNOWN).to_numpy()
    return more


def lookup(spellings: pl.DataFrame, postings: pl.DataFrame, units: pl.DataFrame) -> Lookup:
    """Return maps (key, value) as arrays; of a key that stands twice the later value counts."""
    return Lookup(_table(spellings), _table(postings), _table(units))


def _table(pairs: pl.DataFrame) -> Table:
    key, value = pairs.to_series(0), pairs.to_series(1)
    table = np.full(int(key.max() or 0) + 1, ABSENT, dtype=np.int32)  # type: ignore[arg-type]
    table[key.to_numpy()] = value.fill_null(UNKNOWN).to_numpy()
    return table


def looked_up(table: Table, at: NDArray[np.int32]) -> Table:
    """Return the values at some keys; a key never met is unknown."""
    return np.maximum(as_said(table, at), np.int32(UNKNOWN))


def as_said(table: Table, at: NDArray[np.int32]) -> Table:
    """Return the values at some keys, and ABSENT for keys never met."""
    inside = at < len(table)
    if inside.all():
        found: Table = table[at]
        return found
    return np.where(inside, table[np.minimum(at, len(table) - 1)], np.int32(ABSENT))


def mapped(cells: pl.DataFrame, meaning: Lookup) -> pl.DataFrame:
    """Return the cells of postings summed to month × authority × category × supplier."""
    supplier = looked_up(meaning.supplier, cells["spelling"].to_numpy())
    category = looked_up(meaning.category, cells["posting"].to_numpy())
    authority = looked_up(meaning.authority, cells["unit"].to_numpy())
    month = cells["month"].fill_null(UNKNOWN).to_numpy()
    packing = _Packing.of(month, authority, category, supplier)
    key = packing.packed(month, authority, category, supplier)
    summed = (
        cells.select(*columns.MEASURES)
        .with_columns(pl.Series("key", key))
        .group_by("key")
        .agg(pl.all().sum())
        .sort("key")
    )
    return packing.unpacked(summed)


def turned(cube: pl.DataFrame) -> pl.DataFrame:
    """Return rows that take these rows away."""
    return cube.with_columns(-pl.col(name) for name in columns.MEASURES)


@dataclass(frozen=True, slots=True)
class _Packing:
    """Four codes, each from -1, in one whole number that sorts by the first, then the second."""

    sizes: tuple[int, ...]

    @classmethod
    def of(cls, *codes: Table) -> "_Packing":
        return cls(tuple(int(each.max(initial=UNKNOWN)) + 2 for each in codes))

    def packed(self, *codes: Table) -> NDArray[np.int64]:
        key = np.zeros(len(codes[0]), dtype=np.int64)
        for size, each in zip(self.sizes, codes, strict=True):
            key *= size
            key += each
            key += 1
        return key

    def unpacked(self, summed: pl.DataFrame) -> pl.DataFrame:
        key = summed["key"].to_numpy().copy()
        found = {}
        for name, size in reversed(list(zip(columns.CUBE_KEYS, self.sizes, strict=True))):
            key, code = np.divmod(key, size)
            found[name] = pl.Series(code - 1).replace({UNKNOWN: None})
        frame = summed.with_columns(**found)
        return frame.select(pl.col(name).cast(kind) for name, kind in columns.CUBE_SCHEMA.items())
