"""Counting every indicator over a snapshot, and keeping the figures beside it."""

from pathlib import Path

import polars as pl

from kornhamn.analytics.indicators.columns import FIGURES, Ledger, figures
from kornhamn.analytics.indicators.formulas import FORMULAS

KEPT_FIGURES = pl.Schema({"indicator": pl.String(), **FIGURES})


def count(ledger: Ledger) -> pl.DataFrame:
    """Return the figures of every indicator, each row with the indicator's id."""
    return pl.concat(_of_one(name, ledger) for name in FORMULAS)


def _of_one(name: str, ledger: Ledger) -> pl.DataFrame:
    found = figures(FORMULAS[name](ledger)).collect(engine="streaming")
    return found.select(pl.lit(name).alias("indicator"), *FIGURES)


def figures_file(snapshots: Path, folder: str) -> Path:
    """Return where the figures of a spend snapshot are kept."""
    return snapshots / "indicators" / f"{folder}.parquet"


def keep(found: pl.DataFrame, path: Path) -> None:
    """Write the figures in the place of older ones; a reader sees the old or the new, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".being-made")
    found.write_parquet(making)
    making.replace(path)
    for other in path.parent.glob("*.parquet"):
        if other != path:
            other.unlink()


def kept(path: Path) -> pl.DataFrame | None:
    """Return the figures that were kept, or None where there are none yet."""
    return pl.read_parquet(path) if path.exists() else None
