"""How the article of an invoice is known among agreed prices: by number or name, as words."""

import polars as pl

_SHORTEST = 3  # signs of an article number that an invoice's text may begin with
_MOST_WORDS = 4  # of an article number


def as_words(text: pl.Expr) -> pl.Expr:
    """Return a text as it is compared: small letters and figures, one space between words."""
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def known_prices(items: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """Return items with the price each is known as, null where none is.

    `items` holds list and item, `prices` list, price, article and name. What tells, in this order:
    number and name as one text; the name, where one price has it; the number the text begins with,
    the longest that fits.
    """
    keyed = prices.with_columns(
        as_words(pl.col("article")).alias("number"), as_words(pl.col("name")).alias("named")
    )
    whole = keyed.with_columns(pl.concat_str("number", "named", separator=" ").alias("key"))
    asked = (
        items.select("list", "item").unique().with_columns(as_words(pl.col("item")).alias("key"))
    )
    found = (
        asked.pipe(_with, whole, "by_both")
        .pipe(_with, keyed.with_columns(pl.col("named").alias("key")), "by_name")
        .join(_beginning(asked, keyed), on=["list", "item"], how="left")
        .select("list", "item", pl.coalesce("by_both", "by_name", "by_number").alias("price"))
    )
    return items.join(found, on=["list", "item"], how="left", maintain_order="left")


def _with(asked: pl.DataFrame, keyed: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return what is asked with the one price that has its key."""
    once = (
        keyed.filter(pl.col("key") != "")
        .group_by("list", "key")
        .agg(pl.col("price").first().alias(name), pl.len().alias("times"))
        .filter(pl.col("times") == 1)
        .drop("times")
    )
    return asked.join(once, on=["list", "key"], how="left")


def _beginning(asked: pl.DataFrame, keyed: pl.DataFrame) -> pl.DataFrame:
    """Return the price whose number each item begins with, or is."""
    numbers = keyed.filter(pl.col("number") != "").select(
        "list", pl.col("number").alias("start"), "price"
    )
    starts = pl.concat(
        asked.select(
            "list",
            "item",
            "key",
            pl.col("key").str.split(" ").list.head(n).list.join(" ").alias("start"),
        )
        for n in range(1, _MOST_WORDS + 1)
    ).unique()
    long_enough = pl.col("start").str.len_chars() >= _SHORTEST
    return (
        starts.filter(long_enough | (pl.col("start") == pl.col("key")))
        .join(numbers, on=["list", "start"])
        .sort(pl.col("start").str.len_chars(), descending=True)
        .unique(["list", "item"], keep="first", maintain_order=True)
        .select("list", "item", pl.col("price").alias("by_number"))
    )
