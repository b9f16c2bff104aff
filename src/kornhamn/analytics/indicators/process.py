"""Formulas on whether purchases followed an agreement or a procurement, as ledgers tell."""

import polars as pl

from kornhamn.analytics.indicators.columns import Ledger
from kornhamn.analytics.indicators.parts import ORE, share, share_of, yearly

NAMES_AGREEMENT = pl.col("agreement").is_not_null()
_MARKED = NAMES_AGREEMENT | pl.col("ground").is_not_null()
_OF_THE_YEAR = ["authority", "year"]


def outside_process(ledger: Ledger) -> pl.LazyFrame:
    """Return the öre bought with no agreement, no ground and no procurement the supplier won.

    A ledger that marks no line says nothing about it: unknown.
    """
    outside = ~_MARKED & ~pl.col("procured")
    return _where_marked(ledger, marked=_MARKED.any(), part=ORE.filter(outside).sum()).with_columns(
        value=pl.col("part")
    )


def under_agreement(ledger: Ledger) -> pl.LazyFrame:
    """Return the share of the öre on lines that name an agreement; unknown where none does."""
    part = ORE.filter(NAMES_AGREEMENT).sum()
    return _where_marked(ledger, marked=NAMES_AGREEMENT.any(), part=part).with_columns(
        value=share()
    )


def single_tender_share(ledger: Ledger) -> pl.LazyFrame:
    """Return the share of the lots with one tender, of those whose tenders are counted."""
    tenders = pl.col("tenders")
    counted = ledger.lots.filter(tenders > 0).rename({"published_on": "booked_on"})
    one, all_of_them = (tenders == 1).sum().cast(pl.Int64), pl.len().cast(pl.Int64)
    return share_of(yearly(counted), part=one, whole=all_of_them)


def procured(ledger: Ledger) -> pl.LazyFrame:
    """Return the lines, told whether their supplier won a procurement of their authority."""
    won = ledger.wins.filter(pl.col("authority").is_not_null()).select("authority", "supplier")
    marked = won.unique().with_columns(procured=pl.lit(value=True))
    found = ledger.lines.join(marked, on=["authority", "supplier"], how="left")
    return found.with_columns(pl.col("procured").fill_null(value=False))


def _where_marked(ledger: Ledger, *, marked: pl.Expr, part: pl.Expr) -> pl.LazyFrame:
    """Return a part of each year, null where the authority's ledger has no marks that year.

    The group's is the sum over the authorities whose ledgers have them.
    """
    each = (
        procured(ledger)
        .filter(pl.col("authority").is_not_null())
        .with_columns(pl.col("booked_on").dt.year().alias("year"))
        .group_by(_OF_THE_YEAR)
        .agg(part=pl.when(marked).then(part), whole=ORE.sum())
    )
    known = each.filter(pl.col("part").is_not_null())
    group = known.group_by("year").agg(pl.col("part").sum(), pl.col("whole").sum())
    return pl.concat([each, group.with_columns(authority=pl.lit(None, pl.String))], how="diagonal")
