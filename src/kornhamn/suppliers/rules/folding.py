"""New suppliers that are surely another's spelling, folded into it."""

import polars as pl

_ROUNDS = 4  # a chain of spellings this long is followed


def fold(sure: pl.DataFrame, weak: pl.Series) -> pl.DataFrame:
    """Return `supplier` → `into` for each weak supplier that is surely one other and no more.

    `sure` holds `first` and `second` of pairs surely one; `weak` the suppliers that may fold: new
    and without a checked number. The stronger of two is the one that may not, else the older.
    """
    into = pl.DataFrame(schema={"supplier": pl.Int32, "into": pl.Int32})
    partners = _stronger_partners(sure, weak)
    for _ in range(_ROUNDS):
        resolved = _resolved(partners, into).unique()
        single = resolved.filter(pl.len().over("supplier") == 1)
        fresh = single.join(into, on="supplier", how="anti")
        if fresh.is_empty():
            break
        into = pl.concat([into, fresh.select("supplier", pl.col("partner").alias("into"))])
        into = _followed(into)
    return into.filter(pl.col("supplier") != pl.col("into"))


def _stronger_partners(sure: pl.DataFrame, weak: pl.Series) -> pl.DataFrame:
    may = weak.to_frame("partner").with_columns(is_weak=pl.lit(value=True))
    both = pl.concat(
        [
            sure.select(pl.col("first").alias("supplier"), pl.col("second").alias("partner")),
            sure.select(pl.col("second").alias("supplier"), pl.col("first").alias("partner")),
        ]
    ).join(may, left_on="supplier", right_on="partner", how="semi")
    is_stronger = pl.col("is_weak").is_null() | (pl.col("partner") < pl.col("supplier"))
    return both.join(may, on="partner", how="left").filter(is_stronger).drop("is_weak")


def _resolved(partners: pl.DataFrame, into: pl.DataFrame) -> pl.DataFrame:
    """Return partners as what they have folded into."""
    return partners.join(into, left_on="partner", right_on="supplier", how="left").select(
        "supplier", pl.coalesce("into", "partner").alias("partner")
    )


def _followed(into: pl.DataFrame) -> pl.DataFrame:
    further = into.join(into, left_on="into", right_on="supplier", how="left", suffix="_next")
    return further.select("supplier", pl.coalesce("into_next", "into").alias("into"))
