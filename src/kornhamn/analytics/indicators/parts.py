"""What formulas are built of: the year, each authority and the group, shares in whole numbers."""

import polars as pl

ONE = 10_000  # a whole, in ten-thousandths
YEAR = pl.col("booked_on").dt.year().alias("year")
ORE = pl.col("ore")
BOUGHT = ORE.filter(ORE > 0)
CREDITED = ORE.filter(ORE < 0)


def yearly(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the lines with their calendar year, each authority's and once more as the group's."""
    dated = lines.with_columns(YEAR)
    return pl.concat(
        [
            dated.filter(pl.col("authority").is_not_null()),
            dated.with_columns(authority=pl.lit(None, pl.String)),
        ]
    )


def share(part: str = "part", whole: str = "whole") -> pl.Expr:
    """Return a share in ten-thousandths, rounded half up; null where the whole is not positive."""
    of = pl.col(whole)
    return pl.when(of > 0).then((pl.col(part) * ONE + of // 2) // of)


def share_of(lines: pl.LazyFrame, *keys: str, part: pl.Expr, whole: pl.Expr) -> pl.LazyFrame:
    """Return a share for each authority, the keys and the year."""
    found = lines.group_by("authority", *keys, "year").agg(part=part, whole=whole)
    return found.with_columns(value=share())


def bought_of_suppliers(lines: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Return what was bought, net of credits, of each supplier that is known and above nought."""
    known = yearly(lines.filter(pl.col("supplier").is_not_null()))
    bought = known.group_by("authority", *keys, "year", "supplier").agg(
        bought=ORE.sum(), lines=pl.len().cast(pl.Int64)
    )
    return bought.filter(pl.col("bought") > 0)


def joined(lines: pl.LazyFrame, other: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Return the lines with what is known of them by keys; keys that are null match nothing."""
    return lines.join(other, on=list(keys), how="left")
