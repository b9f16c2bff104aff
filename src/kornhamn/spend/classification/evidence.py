"""What the model learns from: titles with their CPV, the vocabulary's own labels, and people."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.categories.queries import of_cpv, tree
from kornhamn.kernel.cpv import all_codes
from kornhamn.procurement.types import Kind
from kornhamn.spend.classification.columns import read_columns
from kornhamn.spend.classification.learning import Purchases
from kornhamn.spend.classification.postings import BY_PEOPLE, read_postings, with_words

ACCEPTED_WEIGHT = 3.0  # what a person said of a line counts as three titles
_SERVICES_FROM, _WORKS, _SOFTWARE = "50", "45", "48"  # divisions of CPV
_TITLES = pl.Schema(
    {
        "title": pl.String(),
        "kind": pl.String(),
        "buyer": pl.String(),
        "cpv": pl.String(),
        "on": pl.Date(),
    }
)
# in the order of what they say, so that the same data gives the same model in every database
_TITLES_SQL = """
    SELECT title, COALESCE(kind, ''), buyer_name, cpv, published_on FROM procurement_procurement
    WHERE cpv IS NOT NULL AND title <> ''
    ORDER BY published_on NULLS FIRST, title COLLATE "C", cpv, buyer_name COLLATE "C", kind
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Purchases whose label is known, how much each counts, and which of them are titles.

    Titles come first, in the order of time; then labels; then what people accepted.
    """

    purchases: Purchases
    labels: NDArray[np.str_]
    weights: NDArray[np.float64]
    titles: int = 0
    accepted: int = 0
    keys: tuple[int, ...] = ()  # of the accepted postings, which come last

    def digest(self) -> str:
        """Return SHA-256 over everything that the model learns from."""
        said = hashlib.sha256()
        of = self.purchases
        rows = zip(of.texts, of.kinds, of.buyers, self.labels, self.weights, strict=True)
        for row in rows:
            said.update(repr(tuple(map(str, row))).encode())
        return said.hexdigest()


def evidence() -> Evidence:
    """Return everything this installation knows that tells a category."""
    titles = read_columns(_TITLES_SQL, _TITLES)
    accepted = with_words(read_postings(BY_PEOPLE))
    accepted = accepted.filter(pl.col("category").is_in([c.code for c in tree().categories()]))
    known, label = labels_of_cpv(_category_of), [_category_of(cpv) for cpv in titles["cpv"]]
    own, own_label = _own_names()
    purchases = (
        titles_as_purchases(titles["title"], titles["kind"], titles["buyer"])
        + known.purchases
        + own
        + Purchases.of_texts(accepted["words"].to_list())
    )
    return Evidence(
        purchases,
        np.array([*label, *known.labels, *own_label, *accepted["category"]]),
        np.array([1.0] * (len(purchases) - len(accepted)) + [ACCEPTED_WEIGHT] * len(accepted)),
        titles=len(titles),
        accepted=len(accepted),
        keys=tuple(accepted["posting"]),
    )


def titles_as_purchases(titles: pl.Series, kinds: pl.Series, buyers: pl.Series) -> Purchases:
    """Return titles of procurements as purchases."""
    return Purchases(titles.to_list(), kinds.to_list(), buyers.to_list())


def labels_of_cpv(label: Callable[[str], str]) -> Evidence:
    """Return every Swedish label of CPV, with what `label` makes of its code."""
    codes = all_codes()
    texts = Purchases(
        [code.name("sv") for code in codes], list(map(kind_of, codes)), [""] * len(codes)
    )
    return Evidence(texts, np.array([label(code) for code in codes]), np.ones(len(codes)))


def kind_of(cpv: str) -> Kind:
    """Return the kind of purchase that a CPV code stands for."""
    division = cpv[:2]
    if division == _WORKS:
        return Kind.WORKS
    goods = division < _SERVICES_FROM or division == _SOFTWARE
    return Kind.GOODS if goods else Kind.SERVICES


def _category_of(cpv: str) -> str:
    found = of_cpv(cpv)
    assert found is not None  # noqa: S101 - the tree does not load with a hole in it
    return found.code


def _own_names() -> tuple[Purchases, Sequence[str]]:
    """Return the tree's own names, which alone tell of what is no purchase."""
    found = list(tree().categories())
    return Purchases.of_texts([c.name.sv for c in found]), [c.code for c in found]
