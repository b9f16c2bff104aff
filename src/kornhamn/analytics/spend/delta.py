"""What changed since a snapshot, as one part more: only what is concerned is read.

A load that came adds its cells, one that was undone takes them away, and a spelling or posting
that means something else now moves its cells. The lines themselves are read for new loads alone.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from kornhamn.analytics.spend import columns, cube
from kornhamn.analytics.spend.mapping import Mapping
from kornhamn.analytics.spend.places import Places
from kornhamn.analytics.spend.snapshot import (
    MAPS,
    Meaning,
    Part,
    cells_of,
    meaning_in,
    placed_meaning,
    places_of,
    summary,
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


def part_since(before: Path, loads: Sequence[ActiveLoad], mapping: Mapping) -> Part:
    """Return what to add to a snapshot, given what the concerned keys mean now."""
    snapshots = before.parent
    places = places_of(mapping, Places.read(before))
    old, said = meaning_in(before), placed_meaning(mapping, places)
    changed = {n: _changed(old[n], said[n], k) for n, k in zip(MAPS, _KEYS, strict=True)}
    then, now = _lookup(old), _lookup(old, changed)
    new = new_loads(before, loads)
    kept = [cells_of(load, snapshots) for load in loads if load not in new]
    moved = _moved(kept, old, changed)
    gone = [pl.read_parquet(snapshots / "loads" / load / columns.CELLS)
            for load in gone_loads(before, loads)]  # fmt: skip
    come = [pl.read_parquet(cells_of(load, snapshots)) for load in new]
    rows = [
        *(cube.turned(cube.mapped(cells, then)) for cells in [moved, *gone] if cells.height),
        *(cube.mapped(cells, now) for cells in [moved, *come] if cells.height),
    ]
    return Part(
        rows=_summed(pl.concat([columns.CUBE_SCHEMA.to_frame(), *rows])),
        places=places,
        meaning=changed,
        suppliers=mapping.suppliers,
    )


def _changed(old: pl.DataFrame, said: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the pairs that are new or say something else than before."""
    return said.join(old, on=said.columns, how="anti", nulls_equal=True).sort(key)


def _lookup(*meanings: Meaning) -> cube.Lookup:
    """Return the tables of one meaning, overlaid with later ones."""
    return cube.lookup(*(pl.concat([each[name] for each in meanings]) for name in MAPS))


def _moved(kept: Sequence[Path], old: Meaning, changed: Meaning) -> pl.DataFrame:
    """Return the cells of kept loads whose spelling, posting or unit means something else now."""
    known = [
        changed[name].join(old[name], on=key, how="semi")[key]
        for name, key in zip(MAPS, _KEYS, strict=True)
    ]
    if not kept or not any(len(keys) for keys in known):
        return columns.CELLS_SCHEMA.to_frame()
    concerned = [
        pl.col(key).is_in(keys.implode())
        for key, keys in zip(_KEYS, known, strict=True) if len(keys)
    ]  # fmt: skip
    return pl.scan_parquet(list(kept)).filter(pl.any_horizontal(concerned)).collect()


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with equal coordinates added, without those that say nothing."""
    keys = list(columns.CUBE_KEYS)
    summed = rows.group_by(keys).agg(pl.col(name).sum() for name in columns.MEASURES)
    says = pl.any_horizontal(pl.col(name) != 0 for name in columns.MEASURES)
    return summed.filter(says).sort(keys)


def share_of(part: Part, before: Path) -> float:
    """Return how large a part is beside the first part of the snapshot."""
    first = pl.scan_parquet(before / f"{columns.CUBE}-000.parquet").select(pl.len()).collect()
    return float(np.divide(part.rows.height, max(1, first.item())))
