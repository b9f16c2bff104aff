"""Which figures ask a question: over their threshold, large enough, and of late years."""

from collections.abc import Iterable

import polars as pl

from kornhamn.analytics.indicators.columns import SUBJECT
from kornhamn.analytics.types.indicators import FlagRule, Indicator, Side

YEARS = 2  # the last two of the ledgers: nobody can answer for what is long past


def questions(figures: pl.DataFrame, declared: Iterable[Indicator]) -> pl.DataFrame:
    """Return the figures that ask, with `threshold`; the largest of each indicator first."""
    found = [_of_one(figures, each, each.flag) for each in declared if each.flag]
    asking = pl.concat(found) if found else figures.clear()
    latest = figures["year"].max()
    is_late = pl.col("year").is_null() | (pl.col("year") > pl.lit(latest) - YEARS)
    return asking.filter(is_late).sort(
        ["indicator", "whole", *SUBJECT], descending=[False, True, *[False] * len(SUBJECT)],
        nulls_last=True,
    )  # fmt: skip


def _of_one(figures: pl.DataFrame, indicator: Indicator, rule: FlagRule) -> pl.DataFrame:
    value, whole = pl.col("value"), pl.col("whole")
    beyond = value >= rule.threshold if rule.side is Side.ABOVE else value <= rule.threshold
    enough = whole.is_null() | (whole >= rule.least)
    own = figures.filter((pl.col("indicator") == indicator.id) & beyond & enough)
    return own.with_columns(threshold=pl.lit(rule.threshold, pl.Int64))


def has_grown(value: int, answered: int, rule: FlagRule) -> bool:
    """Tell whether a figure has moved so far beyond its answer that it asks anew."""
    further = value - answered if rule.side is Side.ABOVE else answered - value
    return further > 0 and further * 100 >= abs(answered) * rule.again_at
