"""What was paid for articles beside what their prices were agreed to be.

An invoice's line is compared when a contract covered it, the contract's supplier had a price list
that day, and the line's article is known among its prices. A line without article or quantity is
not: nobody knows what a thing cost.
"""

from collections.abc import Sequence

import polars as pl

from kornhamn.analytics.loyalty.articles import known_prices
from kornhamn.analytics.loyalty.purchases import PURCHASES
from kornhamn.analytics.spend.matching import LoadLines

PRICED = pl.Schema(
    {
        **PURCHASES,
        "contract": pl.Int32(),
        "price": pl.Int64(),  # of contracts.queries.agreed_prices()
        "milli": pl.Int64(),  # thousandths of the article's unit
        "agreed_ore": pl.Int64(),  # what so many cost as agreed
        "same_unit": pl.Boolean(),  # the two are near enough to be of one unit
    }
)
NO_ITEMS = pl.Schema(
    {"load": pl.Int16(), "row": pl.Int32(), "item": pl.String(), "milli": pl.Int64()}
).to_frame()
_ORE_IN_ONE = 1_000_000  # thousandths of a unit × öre for a thousand units, in one öre
_LARGEST = 10**17  # öre; what costs more is of another unit
TIMES = 3  # above this, or below its inverse, the invoice counts in another unit


def items_of(loads: Sequence[LoadLines]) -> pl.DataFrame:
    """Return load, row, item and milli of the lines that say what was bought and how much."""
    has_item = pl.col("item").is_not_null() & (pl.col("quantity_milli") != 0)
    found = [
        pl.scan_parquet(load.path)
        .filter(has_item)
        .select(pl.lit(place, pl.Int16).alias("load"), "row", "item", milli="quantity_milli")
        .collect(engine="streaming")
        for place, load in enumerate(loads)
    ]
    return pl.concat([NO_ITEMS, *found])


def priced(lines: pl.DataFrame, items: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """Return PRICED: the lines whose article had an agreed price that day.

    `lines` holds PURCHASES and contract, `items` is `items_of`, `prices` is
    `contracts.queries.agreed_prices()`. Öre are rounded once a line, halves away from zero.
    """
    by = ["contract", "supplier"]
    lists = prices.select(*by, "holds_from").unique().sort("holds_from")
    lists = lists.with_row_index("list")
    bought = (
        lines.filter(pl.col("contract").is_in(prices["contract"].unique().implode()))
        .join(items, on=["load", "row"])
        .filter(pl.col("ore").sign() == pl.col("milli").sign())
        .sort("day", nulls_last=True)
        .join_asof(
            lists, left_on="day", right_on="holds_from", by=by, check_sortedness=False,
        )
        .filter(pl.col("list").is_not_null())
    )  # fmt: skip
    named = prices.join(lists, on=[*by, "holds_from"])
    known = known_prices(bought, named.select("list", "price", "article", "name"))
    found = known.filter(pl.col("price").is_not_null()).join(
        prices.select("price", "ore_per_thousand"), on="price"
    )
    return (
        found.with_columns(_agreed().alias("agreed_ore"))
        .with_columns(_same_unit().alias("same_unit"))
        .sort("load", "row")
        .select(*PRICED)
        .cast(dict(PRICED))  # type: ignore[arg-type]
    )


def _agreed() -> pl.Expr:
    """Return what the quantity costs at the agreed price, in whole öre."""
    exact = pl.col("milli").abs().cast(pl.Int128) * pl.col("ore_per_thousand").cast(pl.Int128)
    whole = (exact + _ORE_IN_ONE // 2) // _ORE_IN_ONE
    kept = pl.min_horizontal(whole, pl.lit(_LARGEST, pl.Int128))  # an absurd quantity is no fault
    return kept.cast(pl.Int64) * pl.col("milli").sign()


def _same_unit() -> pl.Expr:
    paid, agreed = pl.col("ore").abs(), pl.col("agreed_ore").abs()
    return (paid <= TIMES * agreed) & (agreed <= TIMES * paid)
