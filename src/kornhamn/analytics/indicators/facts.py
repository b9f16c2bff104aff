"""What the ledgers answer of the programme's facts on authorities; unknown where they cannot.

Sums are of the twelve months up to the last day of the authority's ledger, and unknown where the
ledger is shorter than that.
"""

import polars as pl

from kornhamn.analytics.indicators.columns import Ledger
from kornhamn.analytics.indicators.parts import ORE
from kornhamn.analytics.indicators.process import NAMES_AGREEMENT, procured

MONTHS, YEARS = 12, 2
FACTS = pl.Schema(
    {
        "authority": pl.String(),
        "first_on": pl.Date(),  # of the twelve months, or of the years
        "last_on": pl.Date(),
        "spend_outside_process": pl.Int64(),  # öre; null is unknown
        "spend_under_agreements": pl.Int64(),
        "spend_outside_agreements": pl.Int64(),
        "market_concentration_followed": pl.Boolean(),  # true or unknown, never no
    }
)


def facts(ledger: Ledger, figures: pl.DataFrame) -> pl.DataFrame:
    """Return what the ledger of each authority answers, given the figures counted from it."""
    answered = _sums(ledger).join(_followed(figures), on="authority", how="left")
    return answered.select(FACTS.names()).cast(FACTS).sort("authority").collect(engine="streaming")


def _sums(ledger: Ledger) -> pl.LazyFrame:
    lines = _of_the_year(procured(ledger))
    marked = NAMES_AGREEMENT | pl.col("ground").is_not_null()
    outside = ORE.filter(~marked & ~pl.col("procured")).sum()
    covered = NAMES_AGREEMENT | (pl.col("category").is_not_null() & pl.col("has_agreement"))
    under = ORE.filter(covered).sum()
    beside = ORE.filter(covered & ~NAMES_AGREEMENT).sum()
    whole = pl.col("is_whole").first()
    names_any = NAMES_AGREEMENT.any() & whole
    return lines.group_by("authority").agg(
        first_on=pl.col("from_on").first(),
        last_on=pl.col("to_on").first(),
        spend_outside_process=_known(marked.any() & whole, outside),
        spend_under_agreements=_known(names_any, under),
        spend_outside_agreements=_known(names_any, beside),
    )


def _known(when: pl.Expr, ore: pl.Expr) -> pl.Expr:
    """Return a sum where it is known; more credits than purchases is nought."""
    return pl.when(when).then(pl.max_horizontal(ore, 0))


def _of_the_year(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the last twelve months of each authority, told whether the ledger has them all.

    `has_agreement` says whether the line is of a category in which an agreement was bought on.
    """
    day = pl.col("booked_on")
    own = lines.filter(pl.col("authority").is_not_null() & day.is_not_null()).with_columns(
        to_on=day.max().over("authority"), begun_on=day.min().over("authority")
    )
    start = pl.col("to_on").dt.offset_by(f"-{MONTHS}mo").dt.offset_by("1d")
    late = own.with_columns(from_on=start).filter(day >= pl.col("from_on"))
    return late.with_columns(
        is_whole=pl.col("begun_on").dt.month_start() <= pl.col("from_on").dt.month_end(),
        has_agreement=NAMES_AGREEMENT.any().over("authority", "category"),
    )


def _followed(figures: pl.DataFrame) -> pl.LazyFrame:
    """Return the authorities whose concentration is counted for each of several years."""
    counted = figures.lazy().filter(
        (pl.col("indicator") == "concentration")
        & pl.col("authority").is_not_null()
        & pl.col("value").is_not_null()
    )
    years = counted.group_by("authority").agg(years=pl.col("year").n_unique())
    return years.filter(pl.col("years") >= YEARS).select(
        "authority", market_concentration_followed=pl.lit(value=True)
    )
