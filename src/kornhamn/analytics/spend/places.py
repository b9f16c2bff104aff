"""The authorities and categories of a snapshot: a cube holds their places in these lists.

Places are only ever added at the end, so that a part written earlier keeps its meaning.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.analytics.spend import columns


@dataclass(frozen=True, slots=True)
class Places:
    """Codes of authorities and of categories, in the order of their places."""

    authorities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    def with_more(self, authorities: Iterable[str], categories: Iterable[str]) -> "Places":
        """Return the places with what is new at the end, in order."""
        return Places(
            (*self.authorities, *sorted(set(authorities) - set(self.authorities))),
            (*self.categories, *sorted(set(categories) - set(self.categories))),
        )

    def write(self, folder: Path) -> None:
        """Write the places into a snapshot's folder."""
        said = {"authorities": self.authorities, "categories": self.categories}
        (folder / columns.PLACES).write_text(json.dumps(said, ensure_ascii=False))

    @classmethod
    def read(cls, folder: Path) -> "Places":
        """Return the places of the snapshot in a folder."""
        said = json.loads((folder / columns.PLACES).read_text())
        return cls(tuple(said["authorities"]), tuple(said["categories"]))


def placed(codes: pl.Series, known: tuple[str, ...]) -> pl.Series:
    """Return the places of codes; null stays null."""
    table = {code: place for place, code in enumerate(known)}
    return codes.replace_strict(table, default=None, return_dtype=pl.Int16)
