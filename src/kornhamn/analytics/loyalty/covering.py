"""Which purchases a contract covered, and why the others leaked.

A purchase is covered when a contract of that supplier was valid that day for that authority and
category; a contract without a category covers whatever its supplier sells. What leaks has one
cause, the first that holds: expired, wrong authority, wrong supplier, no contract. Above a
contract's ceiling the öre that exceed it are over the ceiling; purchases count towards it in order
of day.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import polars as pl

from kornhamn.analytics.loyalty.segments import at_day, segments

ANY = ""  # the category of a contract for whatever its supplier sells


class Leak(StrEnum):
    """Why a purchase was not made from the contract it should have been made from."""

    EXPIRED = "expired"  # the supplier's contract had ended
    WRONG_AUTHORITY = "wrong-authority"  # the supplier's contract is for others
    WRONG_SUPPLIER = "wrong-supplier"  # a contract in the category is with somebody else
    NO_CONTRACT = "no-contract"  # nobody has a contract in the category
    OVER_CEILING = "over-ceiling"  # covered, but above the most that may be bought


LEAK = pl.Enum([leak.value for leak in Leak])
KEYS = ("supplier", "authority", "category")


def covered(
    lines: pl.DataFrame, coverage: pl.DataFrame, below: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """Return the lines with contract, should_have, leak and over_ore.

    `lines` holds supplier, authority, category (null where unknown), day and ore; `coverage` is
    `contracts.queries.coverage()`; `below` names the categories each category holds, itself too.
    `contract` covered the line; `should_have` is the contract it should have been bought from where
    it leaked; `leak` is null where it was covered and below the ceiling; `over_ore` are the öre
    above it.
    """
    valid = _by_leaf(coverage, below)
    known = lines.with_columns(pl.col("category").fill_null("\x00"))  # unknown is no category
    under = _under(known, valid)
    leaks = _leaks(known, valid, under)
    return _over_ceiling(lines.with_columns(under["contract"], *leaks), coverage)


def _by_leaf(coverage: pl.DataFrame, below: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Return a row a category that each contract covers, those below its own included."""
    pairs = [(over, one) for over, under in below.items() for one in under]
    tree = pl.DataFrame(pairs, schema={"category": pl.String(), "leaf": pl.String()}, orient="row")
    found = coverage.join(tree, on="category", how="left")
    return found.with_columns(pl.coalesce("leaf", "category").alias("category")).drop("leaf")


def _under(lines: pl.DataFrame, valid: pl.DataFrame) -> pl.DataFrame:
    """Return the contract each line was bought under, and the one that had ended if none was."""
    own = at_day(lines, segments(valid, KEYS), KEYS)
    anything = valid.filter(pl.col("category") == ANY)
    wide = ("supplier", "authority")
    whatever = at_day(lines, segments(anything, wide), wide)
    return pl.DataFrame(
        [
            _first(own["contract"], whatever["contract"]),
            _first(own["last_contract"], whatever["last_contract"]),
        ]
    )


def _leaks(lines: pl.DataFrame, valid: pl.DataFrame, under: pl.DataFrame) -> list[pl.Series]:
    """Return should_have and leak of the lines that no contract covered."""
    named = valid.filter(pl.col("category") != ANY)
    for_others = at_day(
        lines, segments(valid.drop("authority"), ("supplier", "category")), ("supplier", "category")
    )["contract"]
    anything = valid.filter(pl.col("category") == ANY)
    for_others_wide = at_day(lines, segments(anything, ("supplier",)), ("supplier",))["contract"]
    with_others = at_day(
        lines, segments(named, ("authority", "category")), ("authority", "category")
    )["contract"]
    frame = pl.DataFrame(
        {
            "contract": under["contract"],
            "ended": under["last_contract"],
            "others": _first(for_others, for_others_wide),
            "supplier": with_others,
        }
    )
    leaks = pl.col("contract").is_null()
    told = frame.select(
        pl.when(leaks).then(pl.coalesce("ended", "others", "supplier")).alias("should_have"),
        pl.when(leaks)
        .then(
            pl.when(pl.col("ended").is_not_null())
            .then(pl.lit(Leak.EXPIRED.value))
            .when(pl.col("others").is_not_null())
            .then(pl.lit(Leak.WRONG_AUTHORITY.value))
            .when(pl.col("supplier").is_not_null())
            .then(pl.lit(Leak.WRONG_SUPPLIER.value))
            .otherwise(pl.lit(Leak.NO_CONTRACT.value))
        )
        .cast(LEAK)
        .alias("leak"),
    )
    return [told["should_have"], told["leak"]]


def _over_ceiling(lines: pl.DataFrame, coverage: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with over_ore: the öre of each above its contract's ceiling."""
    ceilings = (
        coverage.filter(pl.col("ceiling_ore").is_not_null())
        .select("contract", "ceiling_ore")
        .unique("contract")
    )
    placed = lines.with_row_index("place")
    capped = (
        placed.filter(pl.col("contract").is_in(ceilings["contract"].implode()))
        .select("place", "contract", "day", "ore")
        .join(ceilings, on="contract")
        .sort("contract", "day", "place")
        .with_columns(pl.col("ore").cum_sum().over("contract").alias("after"))
    )
    above, before = pl.col("after") - pl.col("ceiling_ore"), pl.col("after") - pl.col("ore")
    was_above = before - pl.col("ceiling_ore")
    over = pl.max_horizontal(above, 0) - pl.max_horizontal(was_above, 0)
    exceeding = capped.select("place", over.alias("over_ore"))
    return (
        placed.join(exceeding, on="place", how="left", maintain_order="left")
        .with_columns(
            pl.col("over_ore").fill_null(0),
            pl.when(pl.col("over_ore").fill_null(0) > 0)
            .then(pl.lit(Leak.OVER_CEILING.value, LEAK))
            .otherwise("leak")
            .alias("leak"),
        )
        .drop("place")
    )


def _first(one: pl.Series, other: pl.Series) -> pl.Series:
    return one.to_frame().select(pl.coalesce(pl.col(one.name), other).alias(one.name)).to_series()
