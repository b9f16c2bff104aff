"""What a made-up ledger is drawn from: suppliers, spellings, units, days, agreements."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from kornhamn.jobs.demo.group import DemoAuthority, authorities
from kornhamn.jobs.demo.ledger_spellings import first_rows, spellings
from kornhamn.jobs.demo.ledger_suppliers import Suppliers, suppliers
from kornhamn.jobs.demo.ledger_units import Units, units_of
from kornhamn.jobs.demo.statistics import statistics
from kornhamn.procurement.types import FileKind

PROCUREMENTS = 600  # as many as the demo imports
# lines booked in January, February, …: quiet in July, busy when the year's money must be spent
_MONTHS = (0.85, 0.9, 1.05, 0.95, 1.05, 1.1, 0.5, 0.85, 1.05, 1.1, 1.15, 1.6)
_SATURDAY = 5
_SPLITS = 8  # places where one need is bought in pieces below the limit
SPLIT_FROM = 900  # how large the suppliers are that sell so: none of the largest


@dataclass(frozen=True, slots=True)
class LedgerWorld:
    """Everything a made-up ledger is drawn from.

    agreements: the reference of a procurement each supplier won, or blank. splits: single invoices
    (at, supplier, unit, kronor), together just below the direct award limit or just above it.
    """

    suppliers: Suppliers
    spellings: pl.DataFrame
    first_spelling: np.ndarray  # where each supplier's spellings begin
    spelt: np.ndarray  # and how many they are
    units: Units
    days: np.ndarray  # every day of the period
    booked: np.ndarray  # share of all lines booked until each day
    agreements: pl.Series
    splits: pl.DataFrame


def ledger_world(
    count: int,
    group: Sequence[DemoAuthority] | None = None,
    *,
    period: tuple[int, int] = (2022, 4),
    seed: int = 2026,
) -> LedgerWorld:
    """Return a world of that many suppliers; period is the first year and the number of years."""
    group = group or authorities()
    known, units = suppliers(count, seed=seed), units_of(group)
    spelt = spellings(known, seed=seed)
    begins, how_many = first_rows(spelt, count)
    days = np.arange(f"{period[0]}-01-01", f"{sum(period)}-01-01", dtype="datetime64[D]")
    return LedgerWorld(
        suppliers=known,
        spellings=spelt,
        first_spelling=begins,
        spelt=how_many,
        units=units,
        days=days,
        booked=_booked(days),
        agreements=_agreements(known, group, period),
        splits=_splits(known, units, np.random.default_rng([seed, 4])),
    )


def _booked(days: np.ndarray) -> np.ndarray:
    day = pl.Series(days)
    weight = np.array(_MONTHS)[day.dt.month().to_numpy() - 1]
    weight = weight * (day.dt.weekday().to_numpy() <= _SATURDAY)
    return np.asarray(np.cumsum(weight) / weight.sum())


def _agreements(
    known: Suppliers, group: Sequence[DemoAuthority], period: tuple[int, int]
) -> pl.Series:
    """Return the last procurement each supplier won in the made-up statistics."""
    years = {"first_year": period[0], "years": period[1]}
    won = (
        statistics(PROCUREMENTS, group=group, **years)[FileKind.WINNERS]
        .group_by(pl.col("Namn för leverantör").alias("name"))
        .agg(pl.col("Upphandlings-ID").last().alias("agreement"))
    )
    joined = known.frame.select("name").join(won, on="name", how="left", maintain_order="left")
    return joined["agreement"].fill_null("")


def _splits(known: Suppliers, units: Units, random: np.random.Generator) -> pl.DataFrame:
    """Let some smaller suppliers sell one need in five to nine pieces, to two or three units."""
    rows = []
    for n in range(_SPLITS):
        supplier = min(len(known) - 1, SPLIT_FROM) - 2 * n - 1
        buyers = random.choice(units.table[known.category[supplier]], 2 + n % 2)
        pieces, begun = 5 + n % 5, 0.1 + 0.1 * n
        total = 640_000 if n % 2 else 790_000
        shares = random.dirichlet(np.full(pieces, 12.0))
        rows += [
            (begun + 0.02 * k, supplier, int(buyers[k % len(buyers)]), round(total * share, -2))
            for k, share in enumerate(shares.tolist())
        ]
    schema = {"at": pl.Float64, "supplier": pl.Int64, "unit": pl.Int64, "kronor": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("at")
