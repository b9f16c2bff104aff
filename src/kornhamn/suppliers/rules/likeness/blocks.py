"""Which pairs of faces are worth comparing: those that share something few others have."""

from collections.abc import Iterator

import polars as pl

from kornhamn.suppliers.rules.likeness.mistyped import corrections
from kornhamn.suppliers.types import NumberKind

_SHORTEST, _LONGEST = 6, 60  # letters of a name that one letter less is looked for in
_BEGINNING = 14  # letters that a cut or added-to name shares with the whole
_CHUNK = 100_000
_MOST = {"bank": 12, "number": 12, "name": 30, "order": 12, "letter": 12, "beginning": 12}


def pairs(faces: pl.DataFrame) -> pl.DataFrame:
    """Return the distinct pairs of faces `one` < `other` (rows) of which at least one is new.

    `faces` holds row, supplier, is_new, compact, tokens, bank, number and number_kind. What more
    faces share than `_MOST` says nothing and is left aside.
    """
    found = [_pairs_of(keys, faces, _MOST[kind]) for kind, keys in _keys(faces)]
    return pl.concat(found).unique()


def _keys(faces: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    named = faces.filter(pl.col("compact") != "")
    yield "bank", _key(faces.filter(pl.col("bank") != ""), pl.col("bank"))
    yield "number", _numbers(faces)
    yield "name", _key(named, pl.col("compact"))
    yield "order", _key(named, pl.col("tokens").list.sort().list.join(" "))
    long = named.filter(pl.col("compact").str.len_chars() >= _BEGINNING)
    yield "beginning", _key(long, pl.col("compact").str.head(_BEGINNING))
    yield "letter", _one_letter_less(named)


def _key(faces: pl.DataFrame, key: pl.Expr) -> pl.DataFrame:
    return faces.select("row", "is_new", key.hash().alias("key"))


def _numbers(faces: pl.DataFrame) -> pl.DataFrame:
    """Return the numbers as given, and those a mistyped one may have been."""
    given = faces.filter(pl.col("number") != "")
    ten = pl.col("number").str.contains(r"^\d{10}$")
    wrong = given.filter(ten & (pl.col("number_kind") == NumberKind.INTERNAL.value))
    meant = pl.DataFrame(
        [
            (row, new, text)
            for row, new, number in wrong.select("row", "is_new", "number").iter_rows()
            for text in corrections(number)
        ],
        schema={"row": faces.schema["row"], "is_new": pl.Boolean, "number": pl.String},
        orient="row",
    )  # fmt: skip
    both = pl.concat([given.select("row", "is_new", "number"), meant])
    return _key(both, pl.col("number")).unique()


def _one_letter_less(named: pl.DataFrame) -> pl.DataFrame:
    """Return names as they are and with each letter left out: one typing error makes them meet."""
    length = pl.col("compact").str.len_chars()
    fit = named.filter(length.is_between(_SHORTEST, _LONGEST)).select("row", "is_new", "compact")
    new = _shortened(fit.filter("is_new"))
    wanted = new["key"].unique()
    known = [
        _shortened(chunk).filter(pl.col("key").is_in(wanted.implode()))
        for chunk in fit.filter(~pl.col("is_new")).iter_slices(_CHUNK)
    ]
    return pl.concat([new, *known])


def _shortened(names: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each name and each of its letters, keyed by the name without the letter."""
    pieces = [names.select("row", "is_new", pl.col("compact").hash().alias("key"))]
    length = pl.col("compact").str.len_chars()
    for at in range(_LONGEST):
        reached = names.filter(length > at)
        if reached.is_empty():
            break
        without = pl.col("compact").str.head(at) + pl.col("compact").str.slice(at + 1)
        pieces.append(reached.select("row", "is_new", without.hash().alias("key")))
    return pl.concat(pieces).unique()


def _pairs_of(keys: pl.DataFrame, faces: pl.DataFrame, most: int) -> pl.DataFrame:
    few = pl.len().over("key").is_between(2, most)
    shared = keys.filter(few & pl.col("is_new").any().over("key"))
    whose = shared.join(faces.select("row", "supplier"), on="row")
    return (
        whose.join(whose, on="key", suffix="_other")
        .filter(
            (pl.col("row") < pl.col("row_other"))
            & (pl.col("supplier") != pl.col("supplier_other"))
            & (pl.col("is_new") | pl.col("is_new_other"))
        )
        .select(pl.col("row").alias("one"), pl.col("row_other").alias("other"))
        .unique()
    )
