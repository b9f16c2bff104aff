"""A spend snapshot as files: made whole, or out of the one before and what changed since.

A snapshot is a folder of numbered parts that are added up. A later part may take away what an
earlier one said, and says anew what a key means. A part is never changed: the next snapshot links
to the same files.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from kornhamn.analytics.spend import columns, cube, fingerprint
from kornhamn.analytics.spend.cells import counted
from kornhamn.analytics.spend.mapping import Mapping
from kornhamn.analytics.spend.places import Places, placed
from kornhamn.spend.queries import ActiveLoad

MAPS = (columns.SPELLING_MAP, columns.POSTING_MAP, columns.UNIT_MAP)
_FEW = 20
_TOGETHER = 1 << 13  # rows of what keys mean that are read together
Meaning = dict[str, pl.DataFrame]  # the three maps by name; the values are places and keys


@dataclass(frozen=True, slots=True)
class Written:
    """What a snapshot turned out to hold; `folder` counts the loads' ids in."""

    digest: str
    folder: str
    parts: int
    loads: int
    lines: int
    ore: int
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one part says: rows to add, what keys mean from now on, and suppliers not yet met."""

    rows: pl.DataFrame
    places: Places
    meaning: Meaning
    suppliers: pl.DataFrame

    @property
    def says_anything(self) -> bool:
        """Tell whether the part changes what a snapshot says."""
        return bool(self.rows.height) or any(frame.height for frame in self.meaning.values())


def cells_of(load: ActiveLoad, snapshots: Path) -> Path:
    """Return the file of a load's cells: made at need, once, and shared by all snapshots."""
    return counted(load.folder, snapshots / "loads" / str(load.id)) / columns.CELLS


def take(
    folder: Path, loads: Sequence[ActiveLoad], mapping: Mapping, procured: pl.DataFrame
) -> Written:
    """Write a whole snapshot of some loads into an empty folder; one load in memory at a time."""
    procured.write_parquet(folder / columns.PROCURED)
    places = places_of(mapping, Places())
    meaning = placed_meaning(mapping, places)
    lookup, hashes = cube.lookup(*meaning.values()), fingerprint.supplier_hashes(mapping.suppliers)
    whole, lines, ore, written = _nothing(), 0, 0, []
    for number, load in enumerate(sorted(loads, key=_in_time)):
        rows = cube.mapped(pl.read_parquet(cells_of(load, folder.parent)), lookup)
        own = fingerprint.fingerprint(rows, places, hashes)
        whole = fingerprint.added([whole, own])
        lines, ore = lines + int(rows["lines"].sum()), ore + int(rows["ore"].sum())
        written.append(folder / f"rows-{number:05d}.parquet")
        rows.write_parquet(written[-1], compression="uncompressed")
    _join(written, folder / part_file(columns.CUBE, 0))
    _write_dimensions(folder, 0, Part(pl.DataFrame(), places, meaning, mapping.suppliers))
    return _described(folder, loads, whole, parts=1, lines=lines, ore=ore)


def extend(before: Path, folder: Path, loads: Sequence[ActiveLoad], part: Part) -> Written:
    """Write a snapshot that is the one before and one part more."""
    said = summary(before)
    number = int(said["parts"])
    for path in before.glob("*.parquet"):
        os.link(path, folder / path.name)
    part.rows.write_parquet(folder / part_file(columns.CUBE, number))
    _write_dimensions(folder, number, part)
    hashes = fingerprint.supplier_hashes(_suppliers_of(part, before))
    own = fingerprint.fingerprint(part.rows, part.places, hashes)
    return _described(
        folder,
        loads,
        fingerprint.added([said["fingerprint"], own]),
        parts=number + 1,
        lines=said["lines"] + int(part.rows["lines"].sum()),
        ore=said["ore"] + int(part.rows["ore"].sum()),
    )


def summary(folder: Path) -> dict[str, Any]:
    """Return what a snapshot says of itself: loads, parts, lines, ore and fingerprint."""
    said: dict[str, Any] = json.loads((folder / columns.LOADS).read_text())
    return said


def part_file(name: str, number: int) -> str:
    """Return the name of a part's file."""
    return f"{name}-{number:03d}.parquet"


def suppliers_in(folder: Path) -> pl.DataFrame:
    """Return the suppliers of a snapshot, as its last part says of each."""
    parts = _parts(folder, columns.SUPPLIERS)
    return parts[0] if len(parts) == 1 else pl.concat(parts).unique("supplier", keep="last")


def meaning_in(folder: Path) -> Meaning:
    """Return what keys mean in a snapshot, part by part: of a key said twice the later counts."""
    return {name: pl.concat(_parts(folder, name)) for name in MAPS}


def places_of(mapping: Mapping, known: Places) -> Places:
    """Return known places and those that a mapping needs."""
    return known.with_more(
        mapping.units["authority"].drop_nulls().to_list(),
        mapping.postings["category"].drop_nulls().unique().to_list(),
    )


def placed_meaning(mapping: Mapping, places: Places) -> Meaning:
    """Return a mapping's tables with places for codes."""
    category = placed(mapping.postings["category"], places.categories)
    authority = placed(mapping.units["authority"], places.authorities)
    frames = (
        mapping.spellings,
        mapping.postings.with_columns(category.alias("category")),
        mapping.units.with_columns(authority.alias("authority")),
    )
    return dict(zip(MAPS, frames, strict=True))


def _parts(folder: Path, name: str) -> list[pl.DataFrame]:
    return [pl.read_parquet(path) for path in sorted(folder.glob(f"{name}-*.parquet"))]


def suppliers_among(folder: Path, keys: pl.Series) -> pl.DataFrame:
    """Return what a snapshot's last part says of some suppliers, as far as it knows them."""
    few = keys.len() <= _FEW
    among = (
        pl.any_horizontal([pl.col("supplier") == key for key in keys] or [pl.lit(value=False)])
        if few  # one by one, so that only the groups of rows with them are read
        else pl.col("supplier").is_in(keys.implode())
    )
    parts = [
        pl.scan_parquet(path).filter(among)
        for path in sorted(folder.glob(f"{columns.SUPPLIERS}-*.parquet"))
    ]
    return pl.concat(parts).unique("supplier", keep="last", maintain_order=True).collect()


def _suppliers_of(part: Part, before: Path) -> pl.DataFrame:
    """Return the suppliers of a part's rows: those it met, and the snapshot's own."""
    earlier = suppliers_among(before, part.rows["supplier"].unique())
    return pl.concat([earlier, part.suppliers]).unique("supplier", keep="last")


def _join(written: Sequence[Path], into: Path) -> None:
    """Write the rows of all loads as one file, in the order of the loads, and drop theirs."""
    if not written:
        columns.CUBE_SCHEMA.to_frame().write_parquet(into)
        return
    pl.scan_parquet(list(written)).sink_parquet(into, row_group_size=1 << 16)
    for path in written:
        path.unlink()


def _write_dimensions(folder: Path, number: int, part: Part) -> None:
    for name, frame in {**part.meaning, columns.SUPPLIERS: part.suppliers}.items():
        frame.write_parquet(  # small, and read by every change: quicker as it stands
            folder / part_file(name, number), compression="uncompressed", row_group_size=_TOGETHER
        )
    part.places.write(folder)


def _described(
    folder: Path, loads: Sequence[ActiveLoad], whole: list[int], *, parts: int, lines: int, ore: int
) -> Written:
    ids = sorted(str(load.id) for load in loads)
    said = {"loads": ids, "parts": parts, "lines": lines, "ore": ore, "fingerprint": whole}
    (folder / columns.LOADS).write_text(json.dumps(said))
    digest = fingerprint.digest(whole)
    named = hashlib.sha256("\n".join([digest, str(parts), *ids]).encode()).hexdigest()
    size = sum(path.stat().st_size for path in folder.iterdir())
    return Written(digest, named, parts, len(ids), lines, ore, size)


def _in_time(load: ActiveLoad) -> tuple[str, str]:
    return str(load.first_on), str(load.id)


def _nothing() -> list[int]:
    return [0] * len(columns.MEASURES)
