"""A spend snapshot in memory: an array a key and a measure, a number a cell, sorted by month.

Measures are whole numbers held as floats, which are exact up to 2^53: in öre that is 90 000
thousand million kronor, many times what the whole country buys in a year.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.spend import columns, cube, snapshot
from kornhamn.analytics.spend.places import Places
from kornhamn.analytics.types import AuthorityInfo, NoSpendError
from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import SYSTEM, Permission

_KEPT = 2

Codes = NDArray[np.intp]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to cut: the keys, and of each cell the place among them; the last is the unknown."""

    keys: Sequence[Any]
    codes: Codes

    @property
    def size(self) -> int:
        """The number of places, that of the unknown included."""
        return len(self.keys) + 1

    @property
    def unknown(self) -> int:
        """The place of what is not known."""
        return len(self.keys)


@dataclass(frozen=True, eq=False)
class SpendBook:
    """The cells of a snapshot; `month` is in order, months unknown come first."""

    folder: Path
    month: NDArray[np.int32]  # -1 where unknown
    authority: Axis  # keys are codes
    category: Axis  # keys are codes
    supplier: Axis  # keys are Supplier.key
    authorities: tuple[AuthorityInfo, ...]  # in the order of the axis
    suppliers: pl.DataFrame  # in the order of the axis
    order: NDArray[np.intp] | None  # of the file's rows; None where they lie in order
    _measures: dict[str, Numbers] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def measure(self, name: str) -> Numbers:
        """Return one measure of all cells, read at first need."""
        with self._lock:
            if name not in self._measures:
                read = _read(self.folder, [name])[name].to_numpy().astype(np.float64)
                self._measures[name] = read if self.order is None else read[self.order]
            return self._measures[name]

    @cached_property
    def months(self) -> tuple[int, ...]:
        """The months in which anything was bought, the first one first."""
        starts = np.flatnonzero(np.diff(self.month, prepend=-2))
        return tuple(int(month) for month in self.month[starts] if month >= 0)

    @cached_property
    def place_of_supplier(self) -> dict[str, int]:
        """The place of each supplier by its id."""
        return {key: place for place, key in enumerate(self.suppliers["id"])}

    @cached_property
    def loads(self) -> tuple[str, ...]:
        """The ids of the loads counted in."""
        return tuple(snapshot.summary(self.folder)["loads"])

    @cached_property
    def _meaning(self) -> cube.Lookup:
        return cube.lookup(*snapshot.meaning_in(self.folder).values())

    def supplier_places(self, spellings: NDArray[np.int32]) -> Codes:
        """Return the places of the suppliers that some spellings are."""
        supplier = cube.looked_up(self._meaning.supplier, spellings)
        places = np.searchsorted(self.suppliers["supplier"].to_numpy(), supplier)
        return np.where(supplier == cube.UNKNOWN, self.supplier.unknown, places)

    def category_places(self, postings: NDArray[np.int32]) -> Codes:
        """Return the places of the categories of some postings."""
        return _or_last(cube.looked_up(self._meaning.category, postings), self.category)

    def authority_places(self, units: NDArray[np.int32]) -> Codes:
        """Return the places of the authorities that some units are."""
        return _or_last(cube.looked_up(self._meaning.authority, units), self.authority)

    @cached_property
    def procured_pairs(self) -> NDArray[np.bool_]:
        """Tell of each authority and supplier whether a procurement known covers its purchases."""
        table = np.zeros((self.authority.size, self.supplier.size), dtype=bool)
        won = pl.read_parquet(self.folder / columns.PROCURED)
        meaning = snapshot.meaning_in(self.folder)[columns.SPELLING_MAP]
        last = meaning.unique("spelling", keep="last")
        settled = won.join(last, on="spelling").drop_nulls()
        supplier = {int(key): at for at, key in enumerate(self.supplier.keys)}
        buyer = {code: at for at, code in enumerate(self.authority.keys)}
        for code, key in settled.select("authority", "supplier").iter_rows():
            if code in buyer and key in supplier:
                table[buyer[code], supplier[key]] = True
        return table

    @cached_property
    def procured(self) -> NDArray[np.bool_]:
        """Tell of each cell whether its authority or municipality procured from the supplier."""
        found: NDArray[np.bool_] = self.procured_pairs[self.authority.codes, self.supplier.codes]
        return found

    @cached_property
    def pair(self) -> Axis:
        """The pairs of category and supplier that occur: category * suppliers + supplier."""
        key = self.category.codes * self.supplier.size + self.supplier.codes
        keys, codes = np.unique(key, return_inverse=True)
        return Axis(keys, codes)


@lru_cache(maxsize=_KEPT)
def load(folder: Path) -> SpendBook:
    """Return the snapshot in a folder, read once; NoSpendError where it is lost."""
    if not (folder / columns.LOADS).exists():
        raise NoSpendError
    keys = _read(folder, list(columns.CUBE_KEYS))
    month = keys["month"].fill_null(-1).to_numpy()
    order = None if bool(np.all(month[1:] >= month[:-1])) else np.argsort(month, kind="stable")
    if order is not None:
        keys, month = keys[order], month[order]
    places, suppliers = Places.read(folder), snapshot.suppliers_in(folder).sort("supplier")
    return SpendBook(
        folder=folder,
        month=month,
        authority=Axis(places.authorities, _places(keys["authority"], len(places.authorities))),
        category=Axis(places.categories, _places(keys["category"], len(places.categories))),
        supplier=_supplier_axis(keys["supplier"], suppliers["supplier"]),
        authorities=_authorities(places.authorities),
        suppliers=suppliers,
        order=order,
    )


def _or_last(places: NDArray[np.int32], axis: Axis) -> Codes:
    return np.where(places == cube.UNKNOWN, axis.unknown, places).astype(np.intp)


def _read(folder: Path, names: list[str]) -> pl.DataFrame:
    parts = sorted(folder.glob(f"{columns.CUBE}-*.parquet"))
    return pl.concat([pl.read_parquet(path, columns=names) for path in parts])


def _places(codes: pl.Series, unknown: int) -> Codes:
    return codes.cast(pl.Int64).fill_null(unknown).to_numpy()


def _supplier_axis(keys: pl.Series, known: pl.Series) -> Axis:
    table = np.full(int(known.max() or 0) + 1, len(known), dtype=np.intp)  # type: ignore[arg-type]
    table[known.to_numpy()] = np.arange(len(known))
    codes = table[keys.fill_null(0).to_numpy()]
    return Axis(known.to_list(), np.where(keys.is_null().to_numpy(), len(known), codes))


def _authorities(codes: Sequence[str]) -> tuple[AuthorityInfo, ...]:
    found = {
        a.code: AuthorityInfo(a.pk, a.code, a.name, a.kind, a.organisation_number)
        for a in authorities_within(SYSTEM, Permission.READ_SPEND)
    }
    return tuple(found[code] for code in codes)


def by_name(authorities: Sequence[AuthorityInfo]) -> list[AuthorityInfo]:
    """Return authorities as a Swedish register sorts them."""
    return sorted(authorities, key=lambda each: sort_key(each.name))
