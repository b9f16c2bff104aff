"""What was bought of each article, from the loads that a book counts: read once for a snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.spend import columns
from kornhamn.analytics.spend.book import Numbers, SpendBook
from kornhamn.analytics.spend.cutting import (
    authority_places,
    category_places,
    span,
    summed,
    supplier_place,
)
from kornhamn.analytics.spend.opening import spend_folder
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.types import Scope

_KEPT = 2


@dataclass(frozen=True, eq=False, slots=True)
class Articles:
    """Rows sorted by month, with the places of a book; an article is one text from one supplier.

    Measures are whole numbers held as floats, as those of the book are.
    """

    month: NDArray[np.int32]  # -1 where unknown
    authority: NDArray[np.int16]
    category: NDArray[np.int16]
    article: NDArray[np.int32]  # the place among suppliers and texts
    milli: Numbers  # thousandths of the article's unit
    ore: Numbers
    suppliers: NDArray[np.int32]  # the place of each article's supplier
    texts: pl.Series

    def bought(
        self, book: SpendBook, selection: SpendSelection, scope: Scope
    ) -> tuple[Numbers, Numbers]:
        """Return quantity and öre of each article in a selection, as far as a reader may see."""
        start, stop = span(self.month, selection)
        buyers = np.array(authority_places(book, selection, scope), bool)
        wanted = np.array(category_places(book, selection.category), bool)
        keep = buyers[self.authority[start:stop]] & wanted[self.category[start:stop]]
        article = self.article[start:stop][keep]
        if selection.supplier is not None:
            own = self.suppliers[article] == supplier_place(book, selection.supplier)
            article, keep = article[own], np.flatnonzero(keep)[own]
        milli, ore = (
            summed(article, each[start:stop][keep], len(self.texts))
            for each in (self.milli, self.ore)
        )
        return milli / 1000, ore


@lru_cache(maxsize=_KEPT)
def articles_of(book: SpendBook) -> Articles:
    """Return the articles of the loads that a book counts."""
    kept = (spend_folder() / "loads" / load / columns.ITEMS for load in book.loads)
    return articles(book, [path for path in kept if path.exists()])


def articles(book: SpendBook, files: Sequence[Path]) -> Articles:
    """Return the articles in some files of loads, with suppliers that are settled."""
    parts = [columns.ITEMS_SCHEMA.to_frame(), *map(pl.read_parquet, files)]
    rows = pl.concat(parts).drop("lines")
    supplier = book.supplier_places(rows["spelling"].to_numpy())
    settled = supplier != book.supplier.unknown
    rows, supplier = rows.filter(pl.Series(settled)), supplier[settled]
    month = rows["month"].fill_null(-1).to_numpy()
    order = np.argsort(month, kind="stable")
    texts = rows["item"].cast(pl.Categorical(pl.Categories.random()))
    number = texts.to_physical().to_numpy().astype(np.int64)
    both = supplier * (number.max(initial=0) + 1) + number
    _, first, article = np.unique(both, return_index=True, return_inverse=True)
    return Articles(
        month=month[order],
        authority=book.authority_places(rows["unit"].to_numpy())[order].astype(np.int16),
        category=book.category_places(rows["posting"].to_numpy())[order].astype(np.int16),
        article=article[order].astype(np.int32),
        milli=rows["quantity_milli"].to_numpy()[order].astype(np.float64),
        ore=rows["ore"].to_numpy()[order].astype(np.float64),
        suppliers=supplier[first].astype(np.int32),
        texts=rows["item"][first],
    )
