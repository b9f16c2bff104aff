"""Validity as segments: each key's days cut so that one contract, or none, answers for each piece.

Contracts overlap, follow each other with gaps, and end while others run on. Cut at every first day
and every end, a day lies in one segment, so a join finds at most one row and nothing is counted
twice.
"""

from collections.abc import Sequence

import polars as pl

SEGMENT = ("from_day", "contract", "last_contract")


def segments(validity: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return the segments of each key, in order of day.

    `validity` holds the key's columns, contract (Int32), start and end (Date, half-open, end null
    while it runs on). A segment holds from_day, the contract that answers (the lowest key of those
    that run, null in a gap) and last_contract, the one that ended last before it.
    """
    keys = list(by)
    intervals = validity.unique([*keys, "contract", "start", "end"])
    starts = intervals.select(*keys, pl.col("start").alias("from_day"))
    ends = intervals.filter(pl.col("end").is_not_null()).select(
        *keys, pl.col("end").alias("from_day")
    )
    cuts = pl.concat([starts, ends]).unique().sort(*keys, "from_day")
    running = _running(cuts, intervals, keys)
    ended = _ended(intervals, keys)
    return (
        cuts.join(running, on=[*keys, "from_day"], how="left")
        .join(ended, on=[*keys, "from_day"], how="left")
        .sort(*keys, "from_day")
        .with_columns(pl.col("last_contract").forward_fill().over(keys))
        .select(*keys, *SEGMENT)
    )


def _running(cuts: pl.DataFrame, intervals: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the contract that answers from each cut, where any runs."""
    day = pl.col("from_day")
    return (
        cuts.join(intervals, on=keys)
        .filter((pl.col("start") <= day) & (pl.col("end").is_null() | (day < pl.col("end"))))
        .group_by(*keys, "from_day")
        .agg(pl.col("contract").min())
    )


def _ended(intervals: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the contract that ended at each cut, the highest key where several did."""
    return (
        intervals.filter(pl.col("end").is_not_null())
        .group_by(*keys, pl.col("end").alias("from_day"))
        .agg(pl.col("contract").max().alias("last_contract"))
    )


def at_day(lines: pl.DataFrame, pieces: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return contract and last_contract of the segment each line's day lies in, row by row.

    `lines` holds the key's columns and `day`; a line without a day, or before the first segment of
    its key, has nulls.
    """
    keys = list(by)
    asked = lines.select(*keys, "day").with_row_index("place").sort("day", nulls_last=True)
    found = asked.join_asof(
        pieces.sort("from_day"),
        left_on="day",
        right_on="from_day",
        by=keys,
        strategy="backward",
        check_sortedness=False,
    )
    return found.sort("place").select("contract", "last_contract")
