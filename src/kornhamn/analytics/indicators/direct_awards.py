"""Direct awards of the same kind: summed over the year, against the limit, with a forecast.

A purchase counts as a direct award where its line names no agreement and its supplier has won no
procurement of the authority. The limit is that of the last day with lines in the year.
"""

import polars as pl

from kornhamn.analytics.indicators.columns import Ledger
from kornhamn.analytics.indicators.parts import ONE, ORE, yearly
from kornhamn.analytics.indicators.process import NAMES_AGREEMENT, procured

_KEYS = ["authority", "category", "year"]
_JANUARY, _DECEMBER = 1, 12
_DAYS = 365
_ENOUGH = 0.25  # of a year: a shorter time says nothing of the rest of it


def split_direct_awards(ledger: Ledger) -> pl.LazyFrame:
    """Return how much of the limit a kind of purchase is heading for, in ten-thousandths.

    `part` is what was bought so far and `whole` the limit; null where the limit is unknown.
    """
    direct = procured(ledger).filter(
        ~NAMES_AGREEMENT & ~pl.col("procured") & pl.col("category").is_not_null()
    )
    spans = _spans(ledger.lines)
    limits = ledger.limits.rename({"day": "last_on", "limit": "whole"})
    sums = yearly(direct).group_by(_KEYS).agg(part=ORE.sum()).filter(pl.col("part") > 0)
    foreseen = _foreseen(sums, yearly(direct), spans)
    reached = pl.max_horizontal("part", "forecast")
    return foreseen.join(limits, on="last_on", how="left").with_columns(
        value=(reached * ONE + pl.col("whole") // 2) // pl.col("whole")
    )


def _spans(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return for each authority and year the first and last day with lines, and if it is over."""
    days = pl.col("booked_on")
    spans = yearly(lines).group_by("authority", "year").agg(first_on=days.min(), last_on=days.max())
    newest = pl.col("year").max().over("authority")
    return spans.with_columns(
        is_over=(pl.col("year") < newest) | (pl.col("last_on").dt.month() == _DECEMBER),
        is_whole=(pl.col("year") < newest) & (pl.col("first_on").dt.month() == _JANUARY),
    )


def _foreseen(sums: pl.LazyFrame, direct: pl.LazyFrame, spans: pl.LazyFrame) -> pl.LazyFrame:
    """Return the sums with a forecast of the year's end, its interval and what it rests on.

    The share of a year that is bought by this day is the mean of the earlier whole years' shares;
    without any it is the share of the days, and in the first quarter there is no forecast. The
    interval is that of the lowest and highest share; a single earlier year is set against the
    share of the days, and none gives no interval.
    """
    current = spans.filter(~pl.col("is_over")).select(
        "authority", now="last_on", even=pl.col("last_on").dt.ordinal_day() / _DAYS
    )
    shares = _earlier_shares(direct, spans, current)
    places = ["authority", "category"]
    found = (
        sums.join(spans, on=["authority", "year"], nulls_equal=True)
        .join(shares, on=places, how="left", nulls_equal=True)
        .join(current.select("authority", "even"), on="authority", how="left", nulls_equal=True)
    )
    mean = pl.col("mean")
    running, one_year = ~pl.col("is_over"), pl.col("years") == 1
    even, most, least = pl.col("even"), pl.col("most"), pl.col("least")
    has_ground = running & (mean.is_not_null() | (even >= _ENOUGH))
    low = pl.when(one_year).then(pl.max_horizontal(most, even)).otherwise(most)
    high = pl.when(one_year).then(pl.min_horizontal(least, even)).otherwise(least)
    return found.with_columns(
        years=pl.when(running).then(pl.col("years").fill_null(0)),
        forecast=pl.when(has_ground).then(_at(mean.fill_null(even))),
        low=pl.when(running).then(_at(low)),
        high=pl.when(running).then(_at(high)),
    )


def _at(share: pl.Expr) -> pl.Expr:
    """Return the öre of a whole year of which this share is bought."""
    return (pl.col("part") / share).round().cast(pl.Int64)


def _earlier_shares(
    direct: pl.LazyFrame, spans: pl.LazyFrame, current: pl.LazyFrame
) -> pl.LazyFrame:
    """Return how much of each earlier whole year was bought by this day of the year."""
    whole = spans.filter(pl.col("is_whole")).select("authority", "year")
    by_then = pl.col("booked_on").dt.ordinal_day() <= pl.col("now").dt.ordinal_day()
    earlier = (
        direct.join(whole, on=["authority", "year"], how="semi", nulls_equal=True)
        .join(current, on="authority", nulls_equal=True)
        .group_by(_KEYS)
        .agg(share=ORE.filter(by_then).sum() / ORE.sum(), of=ORE.sum())
        .filter((pl.col("of") > 0) & pl.col("share").is_between(0.01, 1))
    )
    share = pl.col("share")
    return earlier.group_by("authority", "category").agg(
        mean=share.mean(), most=share.max(), least=share.min(), years=pl.len().cast(pl.Int32)
    )
