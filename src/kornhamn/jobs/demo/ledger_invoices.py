"""The invoices of a stretch of a made-up ledger: who sold what to whom and when."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from kornhamn.jobs.demo.ledger_suppliers import ALWAYS_THERE, DOMINANT, ELECTRICITY
from kornhamn.jobs.demo.ledger_units import SLOTS
from kornhamn.jobs.demo.ledger_world import LedgerWorld

MOST_LINES = 12  # of an invoice
_CREDITS = 0.025
_SECOND = 0.12  # how often a supplier sells what it mostly does not
_FROM_DOMINANT = 0.85
_UNDER_AGREEMENT = 0.7
_TERMS = np.array([30, 30, 30, 30, 20, 10, 60])
_DAYS_LATE = np.array([0] * 14 + [-2, -1, 1, 2, 4, 9, 17])
_NOT_YET_PAID = 0.03
_GROUNDS = ("", "", "", "", "Direktupphandling", "Direktupphandling", "Undantag")
_SPELT = {"name": "supplier", "number": "supplier_number"}


@dataclass(frozen=True, slots=True)
class Invoices:
    """A row an invoice, in the order of time."""

    supplier: np.ndarray
    category: np.ndarray
    unit: np.ndarray
    at: np.ndarray  # share of the period
    day: np.ndarray  # of the period
    lines: np.ndarray  # how many
    credit: np.ndarray
    kronor: np.ndarray  # of a planted invoice, else 0


def invoices(
    world: LedgerWorld, share: tuple[float, float], lines: int, random: np.random.Generator
) -> Invoices:
    """Draw invoices with exactly that many lines between two shares of the period."""
    how_many = _line_counts(lines, random)
    count = len(how_many)
    at = np.sort(share[0] + (share[1] - share[0]) * random.random(count))
    supplier = _suppliers(world, at, random)
    category = np.where(
        random.random(count) < _SECOND,
        world.suppliers.second[supplier],
        world.suppliers.category[supplier],
    )
    dominated = (category == ELECTRICITY) & (random.random(count) < _FROM_DOMINANT)
    supplier[dominated] = DOMINANT
    drawn = Invoices(
        supplier=supplier,
        category=category,
        unit=world.units.table[category, random.integers(0, SLOTS, count)],
        at=at,
        day=np.searchsorted(world.booked, at),
        lines=how_many,
        credit=random.random(count) < _CREDITS,
        kronor=np.zeros(count),
    )
    _plant(drawn, world, share)
    return drawn


def _line_counts(lines: int, random: np.random.Generator) -> np.ndarray:
    """Return lines an invoice: most have one or two; together exactly `lines`."""
    counts = np.minimum(random.geometric(0.5, lines), MOST_LINES)
    until = np.cumsum(counts)
    last = int(np.searchsorted(until, lines))
    counts = counts[: last + 1]
    counts[last] -= until[last] - lines
    return counts


def _suppliers(world: LedgerWorld, at: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Draw suppliers as Zipf found them; where one is not yet there or lost, a large one sells."""
    known = world.suppliers
    supplier = ((len(known) + 1.0) ** random.random(len(at))).astype(np.int64) - 1
    supplier = np.minimum(supplier, len(known) - 1)
    there = (known.first[supplier] <= at) & (at < known.last[supplier])
    return np.where(there, supplier, supplier % ALWAYS_THERE)


def _plant(drawn: Invoices, world: LedgerWorld, share: tuple[float, float]) -> None:
    """Put the split purchases of the stretch where they belong in time, on invoices of one line."""
    here = world.splits.filter((pl.col("at") >= share[0]) & (pl.col("at") < share[1]))
    single = np.flatnonzero(drawn.lines == 1)
    if not here.height or len(single) < here.height:
        return
    near = np.searchsorted(single, np.searchsorted(drawn.at, here["at"].to_numpy()))
    # no two on one invoice: each at least one place after the one before
    step = np.arange(here.height)
    near = np.minimum(np.maximum.accumulate(near - step) + step, len(single) - here.height + step)
    rows = single[near]
    drawn.supplier[rows] = here["supplier"].to_numpy()
    drawn.category[rows] = world.suppliers.category[drawn.supplier[rows]]
    drawn.unit[rows] = here["unit"].to_numpy()
    drawn.kronor[rows] = here["kronor"].to_numpy()
    drawn.credit[rows] = False


def invoice_columns(
    drawn: Invoices, world: LedgerWorld, first: int, random: np.random.Generator
) -> pl.DataFrame:
    """Return the columns all lines of an invoice share; vouchers are numbered after `first`."""
    count = len(drawn.supplier)
    mostly = random.random(count) ** 2 * world.spelt[drawn.supplier]
    spelling = world.first_spelling[drawn.supplier] + mostly.astype(np.int64)
    return pl.DataFrame(
        [
            *world.spellings.select(pl.all().gather(index(spelling))).rename(_SPELT).get_columns(),
            *world.units.frame.select(pl.all().gather(index(drawn.unit))).get_columns(),
            *_agreed(drawn, world, random).get_columns(),
            *_dates(drawn, world, random).get_columns(),
            _vouchers(first, count),
            _invoice_numbers(count, random),
        ]
    )


def _agreed(drawn: Invoices, world: LedgerWorld, random: np.random.Generator) -> pl.DataFrame:
    """Return the agreement where the supplier has one and it is named, and the ground."""
    won = world.agreements.gather(index(drawn.supplier))
    named = (random.random(len(won)) < _UNDER_AGREEMENT) & (drawn.kronor == 0)
    said = pl.Series(_GROUNDS).gather(index(random.integers(0, len(_GROUNDS), len(won))))
    return pl.select(
        pl.when(pl.Series(named)).then(won).otherwise(pl.lit("")).alias("agreement")
    ).with_columns(
        pl.when(pl.col("agreement") != "").then(pl.lit("Avtal")).otherwise(said).alias("ground")
    )


def _dates(drawn: Invoices, world: LedgerWorld, random: np.random.Generator) -> pl.DataFrame:
    """Return when each was written, booked, due and paid; most are paid the day they are due."""
    count, booked = len(drawn.day), world.days[drawn.day]
    invoiced = booked - random.integers(1, 9, count).astype("timedelta64[D]")
    due = invoiced + _TERMS[random.integers(0, len(_TERMS), count)].astype("timedelta64[D]")
    days_late = _DAYS_LATE[random.integers(0, len(_DAYS_LATE), count)] * (1 + drawn.supplier % 3)
    paid = pl.Series(np.maximum(due + days_late.astype("timedelta64[D]"), booked))
    not_yet = pl.Series(random.random(count) < _NOT_YET_PAID)
    return pl.select(
        pl.Series("booked_on", booked),
        pl.Series("invoiced_on", invoiced),
        pl.Series("due_on", due),
        pl.when(not_yet).then(None).otherwise(paid).alias("paid_on"),
    ).cast(pl.Date)


def _vouchers(first: int, count: int) -> pl.Series:
    return pl.Series("voucher", np.arange(first, first + count) + 10_000_000).cast(pl.String)


def _invoice_numbers(count: int, random: np.random.Generator) -> pl.Series:
    number = pl.Series("invoice", random.integers(1000, 10_000_000, count)).cast(pl.String)
    lettered = pl.Series(random.random(count) < 0.2)
    return (
        pl.select(pl.when(lettered).then("F" + number).otherwise(number))
        .to_series()
        .alias("invoice")
    )


def index(rows: np.ndarray) -> pl.Series:
    """Return row numbers as gather takes them."""
    return pl.Series(rows.astype(np.uint32))
