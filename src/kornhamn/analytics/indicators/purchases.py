"""Formulas on how much is bought, and how it is spread over suppliers."""

import polars as pl

from kornhamn.analytics.indicators.columns import Ledger
from kornhamn.analytics.indicators.parts import (
    ONE,
    ORE,
    bought_of_suppliers,
    joined,
    share,
    share_of,
    yearly,
)

_SMALL = ("micro", "small", "medium")
_OF_THE_YEAR = ["authority", "year"]
_TENTHS = 8  # Pareto's four fifths


def spend(ledger: Ledger) -> pl.LazyFrame:
    """Return the öre bought; `part` is the credits in it, `whole` the purchases."""
    of_year = yearly(ledger.lines).group_by(_OF_THE_YEAR)
    return of_year.agg(
        value=ORE.sum(), part=ORE.filter(ORE < 0).sum(), whole=ORE.filter(ORE > 0).sum()
    )


def category_share(ledger: Ledger) -> pl.LazyFrame:
    """Return each category's share of the öre bought in the year."""
    found = yearly(ledger.lines).group_by("authority", "category", "year").agg(part=ORE.sum())
    whole = found.group_by(_OF_THE_YEAR).agg(whole=pl.col("part").sum())
    return (
        found.join(whole, on=_OF_THE_YEAR, nulls_equal=True)
        .filter(pl.col("category").is_not_null())
        .with_columns(value=share())
    )


def pareto(ledger: Ledger) -> pl.LazyFrame:
    """Return how many suppliers, the largest first, make up four fifths of the year."""
    return (
        _ranked(ledger.lines)
        .group_by(_OF_THE_YEAR)
        .agg(part=pl.col("head").sum().cast(pl.Int64), whole=pl.len().cast(pl.Int64))
        .with_columns(value=pl.col("part"))
    )


def tail_share(ledger: Ledger) -> pl.LazyFrame:
    """Return the tail's share of the lines: the suppliers that are not in the four fifths."""
    lines, tail = pl.col("lines"), ~pl.col("head")
    return share_of(_ranked(ledger.lines), part=lines.filter(tail).sum(), whole=lines.sum())


def _ranked(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the suppliers of the year; `head` are those that the four fifths need."""
    bought = pl.col("bought")
    before = bought.cum_sum() - bought
    in_order = bought_of_suppliers(lines).sort(["bought", "supplier"], descending=[True, False])
    return in_order.with_columns(head=(before * 10 < bought.sum() * _TENTHS).over(_OF_THE_YEAR))


def concentration(ledger: Ledger) -> pl.LazyFrame:
    """Return Herfindahl–Hirschman's index of a category; `part` is its largest supplier."""
    known = ledger.lines.filter(pl.col("category").is_not_null())
    bought = pl.col("bought")
    squares = (bought.cast(pl.Float64) / bought.sum()).pow(2).sum()
    return (
        bought_of_suppliers(known, "category")
        .group_by("authority", "category", "year")
        .agg(value=(squares * ONE).round().cast(pl.Int64), part=bought.max(), whole=bought.sum())
    )


def supplier_dependence(ledger: Ledger) -> pl.LazyFrame:
    """Return the group's share of the contracts a supplier has won in the nation."""
    contracts = pl.col("contracts")
    return (
        ledger.wins.filter(pl.col("supplier").is_not_null())
        .group_by("supplier")
        .agg(part=contracts.filter(pl.col("in_group")).sum(), whole=contracts.sum())
        .filter(pl.col("part") > 0)
        .with_columns(value=share())
    )


def sme_share(ledger: Ledger) -> pl.LazyFrame:
    """Return the share of the öre that goes to small firms, of those whose size is known."""
    known = joined(ledger.lines, ledger.suppliers, "supplier").filter(pl.col("size").is_not_null())
    return share_of(
        yearly(known), part=ORE.filter(pl.col("size").is_in(_SMALL)).sum(), whole=ORE.sum()
    )


def civil_society_share(ledger: Ledger) -> pl.LazyFrame:
    """Return the share of the öre that goes to civil society, of those whose form is known."""
    known = joined(ledger.lines, ledger.suppliers, "supplier").filter(
        pl.col("civil_society").is_not_null()
    )
    return share_of(yearly(known), part=ORE.filter(pl.col("civil_society")).sum(), whole=ORE.sum())


def new_suppliers(ledger: Ledger) -> pl.LazyFrame:
    """Return how many of the year's suppliers nothing was bought of before."""
    bought = bought_of_suppliers(ledger.lines)
    first = pl.col("year").min()
    return (
        bought.with_columns(
            is_new=pl.col("year") == first.over("authority", "supplier"),
            beginning=first.over("authority"),
        )
        .filter(pl.col("year") > pl.col("beginning"))
        .group_by(_OF_THE_YEAR)
        .agg(part=pl.col("is_new").sum().cast(pl.Int64), whole=pl.len().cast(pl.Int64))
        .with_columns(value=pl.col("part"))
    )


def lost_suppliers(ledger: Ledger) -> pl.LazyFrame:
    """Return how many of the year before's suppliers nothing is bought of; whole years alone."""
    bought = bought_of_suppliers(ledger.lines).select("authority", "supplier", "year")
    before = bought.with_columns(pl.col("year") + 1, was=pl.lit(value=True))
    whole_years = _whole_years(ledger.lines)
    keys = ["authority", "supplier", "year"]
    still = bought.with_columns(stays=pl.lit(value=True))
    return (
        before.join(still, on=keys, how="left", nulls_equal=True)
        .join(whole_years, on=_OF_THE_YEAR, how="semi", nulls_equal=True)
        .group_by(_OF_THE_YEAR)
        .agg(part=pl.col("stays").is_null().sum().cast(pl.Int64), whole=pl.len().cast(pl.Int64))
        .with_columns(value=pl.col("part"))
    )


def _whole_years(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the years that have lines in December."""
    december = pl.col("booked_on").dt.month() == 12  # noqa: PLR2004 - a month
    return yearly(lines.filter(december)).select(_OF_THE_YEAR).unique()
