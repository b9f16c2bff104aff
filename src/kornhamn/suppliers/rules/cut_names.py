"""Names that may be another's, cut short: columns of a ledger end where the field ends."""

import polars as pl


def cut_names(names: pl.Series) -> pl.Series:
    """Return the names that longer ones begin with, out of all plain names there are."""
    name = pl.col("plain_name")
    # in the order of texts, whatever begins with a name comes straight after it
    return (
        names.alias("plain_name")
        .to_frame()
        .filter(name != "")
        .unique()
        .sort("plain_name")
        .filter(name.shift(-1).str.starts_with(name))["plain_name"]
    )
