"""The lines of all ledgers as loyalty sees them: what is true of each by its codes."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.spend.book import SpendBook
from kornhamn.analytics.spend.matching import LoadLines, loads_concerned
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.categories.queries import tree
from kornhamn.spend.queries import ActiveLoad

PURCHASES = pl.Schema(
    {
        "load": pl.Int16(),  # place among the loads of the book, in their order
        "row": pl.Int32(),
        "supplier": pl.Int32(),  # null where the spelling is not settled
        "authority": pl.String(),  # code, null where the unit is matched to none
        "category": pl.String(),  # code, null where nobody said which
        "day": pl.Date(),
        "ore": pl.Int64(),
    }
)


def loads_of(book: SpendBook, loads: tuple[ActiveLoad, ...]) -> list[LoadLines]:
    """Return the loads counted in a book, in the order that `load` counts them."""
    return list(loads_concerned(book, loads, SpendSelection()))


def purchases(loads: Sequence[LoadLines]) -> pl.DataFrame:
    """Return PURCHASES of some loads, in the order of the files."""
    found = [_of_load(place, load) for place, load in enumerate(loads)]
    return pl.concat(found) if found else PURCHASES.to_frame()


def _of_load(place: int, load: LoadLines) -> pl.DataFrame:
    wanted = ["row", "posting", "unit", "booked_on", "ore"]
    lines = pl.read_parquet(load.path, columns=wanted)
    posting, unit = lines["posting"].to_numpy(), lines["unit"].to_numpy()
    book = load.book
    return pl.DataFrame(
        [
            pl.repeat(place, lines.height, dtype=pl.Int16, eager=True).alias("load"),
            lines["row"],
            _named(book.supplier.keys, load.supplier[posting], pl.Int32()).alias("supplier"),
            _named(book.authority.keys, load.authority[unit], pl.String()).alias("authority"),
            _named(book.category.keys, load.category[posting], pl.String()).alias("category"),
            lines["booked_on"].alias("day"),
            lines["ore"],
        ]
    )


def _named(keys: Sequence[object], places: NDArray[np.intp], kind: pl.DataType) -> pl.Series:
    """Return the key at each place; the last place is null."""
    return pl.Series([*keys, None], dtype=kind).gather(pl.Series(places))


def below() -> dict[str, list[str]]:
    """Return the categories that each group and category of the tree holds, itself too."""
    found: dict[str, list[str]] = {}
    for group in tree().groups:
        codes = [each.code for each in group.categories]
        found[group.code] = [group.code, *codes]
        found.update({code: [code] for code in codes})
    return found
