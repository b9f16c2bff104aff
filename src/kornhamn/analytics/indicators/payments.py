"""Formulas on payment and on prices."""

import polars as pl

from kornhamn.analytics.indicators.columns import Ledger
from kornhamn.analytics.indicators.parts import ONE, ORE, joined, share_of, yearly

_TENTHS = 10
_THOUSAND = 1000


def payment_days(ledger: Ledger) -> pl.LazyFrame:
    """Return the mean days from invoice to payment, in tenths; `part` is the sum of days."""
    paid = ledger.lines.filter(
        pl.col("paid_on").is_not_null() & pl.col("invoiced_on").is_not_null() & (ORE > 0)
    )
    days = (pl.col("paid_on") - pl.col("invoiced_on")).dt.total_days()
    found = (
        yearly(paid)
        .group_by("authority", "year")
        .agg(part=days.sum(), whole=pl.len().cast(pl.Int64))
    )
    whole = pl.col("whole")
    return found.with_columns(value=(pl.col("part") * _TENTHS + whole // 2) // whole)


def late_share(ledger: Ledger) -> pl.LazyFrame:
    """Return the share of the paid lines that were paid after the day they fell due."""
    known = ledger.lines.filter(
        pl.col("paid_on").is_not_null() & pl.col("due_on").is_not_null() & (ORE > 0)
    )
    late = (pl.col("paid_on") > pl.col("due_on")).sum().cast(pl.Int64)
    return share_of(yearly(known), part=late, whole=pl.len().cast(pl.Int64))


def credits_share(ledger: Ledger) -> pl.LazyFrame:
    """Return what a supplier credited, of what it invoiced in the year."""
    known = ledger.lines.filter(pl.col("supplier").is_not_null())
    invoiced = ORE.filter(ORE > 0).sum()
    credited = -ORE.filter(ORE < 0).sum()
    return share_of(yearly(known), "supplier", part=credited, whole=invoiced).filter(
        pl.col("part") > 0
    )


def price_drift(ledger: Ledger) -> pl.LazyFrame:
    """Return how an item's mean price changed since the year before, in ten-thousandths.

    `part` and `whole` are the two years' prices, in öre a unit.
    """
    items = ledger.lines.filter(
        pl.col("item").is_not_null() & (pl.col("quantity_milli") > 0) & (ORE > 0)
    )
    keys = ["authority", "supplier", "item", "year"]
    quantity = pl.col("quantity_milli").sum()
    price = (ORE.sum() * _THOUSAND + quantity // 2) // quantity
    prices = yearly(items).group_by(keys).agg(part=price)
    before = prices.with_columns(pl.col("year") + 1).rename({"part": "whole"})
    both = prices.join(before, on=keys, nulls_equal=True).filter(pl.col("whole") > 0)
    change = (pl.col("part") - pl.col("whole")) * ONE / pl.col("whole")
    return both.with_columns(value=change.round().cast(pl.Int64))


def below_limit(ledger: Ledger) -> pl.LazyFrame:
    """Return the share just below the limit of direct awards, of the invoices near it.

    Near is a tenth below to a tenth above the limit of the day.
    """
    keys = ["authority", "supplier", "invoice", "booked_on"]
    known = ledger.lines.filter(pl.col("invoice").is_not_null() & pl.col("agreement").is_null())
    invoices = known.group_by(keys).agg(ORE.sum())
    limited = joined(invoices, ledger.limits.rename({"day": "booked_on"}), "booked_on")
    limit = pl.col("limit")
    tenth = limit // _TENTHS
    near = limited.filter(ORE.is_between(limit - tenth, limit + tenth, closed="left"))
    below = (ORE - limit < 0).sum().cast(pl.Int64)
    return share_of(yearly(near), part=below, whole=pl.len().cast(pl.Int64))
