"""What changed since a snapshot, as one part more: only what is concerned is read.

A load that came adds its cells, one that was undone takes them away, and a spelling or posting
that means something else now moves its cells. The lines themselves are read for new loads alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.analytics.spend import columns, cube
from kornhamn.analytics.spend.mapping import Mapping
from kornhamn.analytics.spend.places import Places
from kornhamn.analytics.spend.snapshot import (
    MAPS,
    Part,
    cells_of,
    meaning_in,
    placed_meaning,
    places_of,
    summary,
    suppliers_among,
)
from kornhamn.spend.queries import ActiveLoad

_KEYS = ("spelling", "posting", "unit")


def keys_in(loads: Sequence[ActiveLoad], snapshots: Path) -> tuple[list[int], list[int]]:
    """Return the spellings and postings that the cells of some loads have."""
    found = pl.concat(
        [columns.CELL_KEYS.to_frame().select("spelling", "posting")]
        + [pl.read_parquet(cells_of(load, snapshots), columns=["spelling", "posting"])
           for load in loads]
    )  # fmt: skip
    return found["spelling"].unique().to_list(), found["posting"].unique().to_list()


def new_loads(before: Path, loads: Sequence[ActiveLoad]) -> list[ActiveLoad]:
    """Return the loads that a snapshot does not count yet."""
    counted = set(summary(before)["loads"])
    return [load for load in loads if str(load.id) not in counted]


def gone_loads(before: Path, loads: Sequence[ActiveLoad]) -> list[str]:
    """Return the ids of loads that a snapshot counts and that are no more."""
    return sorted(set(summary(before)["loads"]) - {str(load.id) for load in loads})


def tells_otherwise(before: Path, suppliers: pl.DataFrame) -> bool:
    """Tell whether a snapshot says something else of one of these suppliers than is so now.

    The digest rests on names and numbers of all its rows, and an old name may have to go.
    """
    said = suppliers_among(before, suppliers["supplier"])
    known = suppliers.join(said, on="supplier", how="semi").sort("supplier")
    return not known.equals(said.sort("supplier"))


def same_procured(before: Path, procured: pl.DataFrame) -> bool:
    """Tell whether a snapshot knows of the same procurements."""
    said, keys = pl.read_parquet(before / columns.PROCURED), list(columns.PROCURED_SCHEMA)
    return said.sort(keys).equals(procured.sort(keys))


def part_since(before: Path, loads: Sequence[ActiveLoad], mapping: Mapping) -> Part:
    """Return what to add to a snapshot, given what the concerned keys mean now."""
    snapshots = before.parent
    places = places_of(mapping, Places.read(before))
    old, said = meaning_in(before), placed_meaning(mapping, places)
    then = cube.lookup(*old.values())
    changes = {
        name: _changed(table, said[name])
        for name, table in zip(MAPS, (then.supplier, then.category, then.authority), strict=True)
    }
    now = cube.Lookup(
        cube.changed(then.supplier, changes[columns.SPELLING_MAP].pairs),
        cube.changed(then.category, changes[columns.POSTING_MAP].pairs),
        cube.changed(then.authority, changes[columns.UNIT_MAP].pairs),
    )
    new = new_loads(before, loads)
    moved = _moved([cells_of(load, snapshots) for load in loads if load not in new], changes)
    gone = [pl.read_parquet(snapshots / "loads" / load / columns.CELLS)
            for load in gone_loads(before, loads)]  # fmt: skip
    come = [pl.read_parquet(cells_of(load, snapshots)) for load in new]
    rows = [
        *(cube.turned(cube.mapped(cells, then)) for cells in [moved, *gone] if cells.height),
        *(cube.mapped(cells, now) for cells in [moved, *come] if cells.height),
    ]
    return Part(
        rows=_summed(rows),
        places=places,
        meaning={name: change.pairs for name, change in changes.items()},
        suppliers=mapping.suppliers,
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """Pairs that are new or say something else than before, and which keys were met before."""

    pairs: pl.DataFrame
    moved: pl.Series


def _changed(table: cube.Table, said: pl.DataFrame) -> _Change:
    key, value = said.to_series(0), said.to_series(1)
    before = cube.as_said(table, key.to_numpy())
    differs = before != value.fill_null(cube.UNKNOWN).to_numpy()
    return _Change(
        said.filter(pl.Series(differs)),
        key.filter(pl.Series(differs & (before != cube.ABSENT))),
    )


def _moved(kept: Sequence[Path], changes: dict[str, _Change]) -> pl.DataFrame:
    """Return the cells of kept loads whose spelling, posting or unit means something else now."""
    concerned = [
        pl.col(key).is_in(changes[name].moved.implode())
        for name, key in zip(MAPS, _KEYS, strict=True)
        if len(changes[name].moved)
    ]
    if not kept or not concerned:
        return columns.CELLS_SCHEMA.to_frame()
    return pl.scan_parquet(list(kept)).filter(pl.any_horizontal(concerned)).collect()


def _summed(rows: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the rows with equal coordinates added, without those that say nothing."""
    if len(rows) == 1:
        return rows[0]
    keys = list(columns.CUBE_KEYS)
    found = pl.concat([columns.CUBE_SCHEMA.to_frame(), *rows]).lazy()
    summed = found.group_by(keys).agg(pl.col(name).sum() for name in columns.MEASURES)
    says = pl.any_horizontal(pl.col(name) != 0 for name in columns.MEASURES)
    return summed.filter(says).sort(keys).collect()
