"""Counting every indicator over a snapshot, and keeping the figures beside it."""

import shutil
from pathlib import Path

import polars as pl

from kornhamn.analytics.indicators.columns import FIGURES, Ledger, figures
from kornhamn.analytics.indicators.formulas import FORMULAS

_FIGURES, _FACTS = "figures.parquet", "facts.parquet"
KEPT_FIGURES = pl.Schema({"indicator": pl.String(), **FIGURES})


def count(ledger: Ledger) -> pl.DataFrame:
    """Return the figures of every indicator, each row with the indicator's id."""
    return pl.concat(_of_one(name, ledger) for name in FORMULAS)


def _of_one(name: str, ledger: Ledger) -> pl.DataFrame:
    found = figures(FORMULAS[name](ledger)).collect(engine="streaming")
    return found.select(pl.lit(name).alias("indicator"), *FIGURES)


def keep(found: pl.DataFrame, answered: pl.DataFrame, *, snapshots: Path, folder: str) -> None:
    """Write figures and facts of a spend snapshot; a reader sees the old or the new, whole."""
    place = snapshots / "indicators" / folder
    place.mkdir(parents=True, exist_ok=True)
    for frame, name in ((found, _FIGURES), (answered, _FACTS)):
        making = place / f".{name}"
        frame.write_parquet(making)
        making.replace(place / name)
    for other in place.parent.iterdir():
        if other != place:
            shutil.rmtree(other, ignore_errors=True)


def kept_figures(snapshots: Path, folder: str) -> pl.DataFrame | None:
    """Return the figures that were kept of a spend snapshot, or None where there are none."""
    return _kept(snapshots / "indicators" / folder / _FIGURES)


def kept_facts(snapshots: Path, folder: str) -> pl.DataFrame | None:
    """Return what the ledgers of a spend snapshot answer, or None where nothing was counted."""
    return _kept(snapshots / "indicators" / folder / _FACTS)


def _kept(path: Path) -> pl.DataFrame | None:
    return pl.read_parquet(path) if path.exists() else None
