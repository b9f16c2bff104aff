"""Formulas on lines that are worth a second look."""

from math import log10

import polars as pl

from kornhamn.analytics.indicators.columns import Ledger
from kornhamn.analytics.indicators.parts import ONE, ORE, share_of, yearly

_ROUND = 100_000  # a thousand kronor
_DIGITS_FROM = 1_000  # ten kronor: smaller amounts have too few digits
_SATURDAY = 6
_BENFORD = [(digit, log10(1 + 1 / digit)) for digit in range(1, 10)]
_FEWEST_FOR_DIGITS = 300  # Nigrini: fewer amounts say nothing


def round_amounts(ledger: Ledger) -> pl.LazyFrame:
    """Return the share of the lines that are whole thousands of kronor."""
    is_round = (ORE % _ROUND == 0).sum().cast(pl.Int64)
    bought = ledger.lines.filter(ORE > 0)
    return share_of(yearly(bought), part=is_round, whole=pl.len().cast(pl.Int64))


def first_digits(ledger: Ledger) -> pl.LazyFrame:
    """Return the mean deviation of first digits from Benford's law, in ten-thousandths.

    Unknown below three hundred amounts; `whole` says how many there are.
    """
    amounts = yearly(ledger.lines.filter(ORE >= _DIGITS_FROM)).with_columns(
        digit=ORE.cast(pl.String).str.slice(0, 1).cast(pl.Int32)
    )
    deviation = pl.sum_horizontal(
        ((pl.col("digit") == digit).mean() - expected).abs() for digit, expected in _BENFORD
    ) / len(_BENFORD)
    found = amounts.group_by("authority", "year").agg(
        whole=pl.len().cast(pl.Int64), deviation=deviation
    )
    enough = pl.col("whole") >= _FEWEST_FOR_DIGITS
    value = (pl.col("deviation") * ONE).round().cast(pl.Int64)
    return found.with_columns(value=pl.when(enough).then(value))


def duplicate_invoices(ledger: Ledger) -> pl.LazyFrame:
    """Return the öre of invoices booked more than once and not credited; `part` counts them.

    The same supplier, invoice number and amount in another voucher, or on another day.
    """
    keys = ["authority", "supplier", "invoice", "amount", "year"]
    numbered = ledger.lines.filter(
        pl.col("invoice").is_not_null() & pl.col("supplier").is_not_null() & (ORE != 0)
    ).with_columns(amount=ORE.abs())
    place = pl.struct("voucher", "booked_on")
    found = (
        yearly(numbered)
        .group_by(keys)
        .agg(
            booked=place.filter(ORE > 0).n_unique().cast(pl.Int64),
            credited=place.filter(ORE < 0).n_unique().cast(pl.Int64),
        )
    )
    extra = pl.col("booked") - pl.col("credited") - 1
    twice = found.with_columns(extra=extra).filter(pl.col("extra") > 0)
    return twice.group_by("authority", "supplier", "year").agg(
        value=(pl.col("amount") * pl.col("extra")).sum(), part=pl.col("extra").sum()
    )


def weekend_bookings(ledger: Ledger) -> pl.LazyFrame:
    """Return the share of the lines that were booked on a Saturday or a Sunday."""
    weekend = (pl.col("booked_on").dt.weekday() >= _SATURDAY).sum().cast(pl.Int64)
    return share_of(yearly(ledger.lines), part=weekend, whole=pl.len().cast(pl.Int64))
