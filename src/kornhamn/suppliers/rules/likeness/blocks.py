"""Which pairs of faces are worth comparing: those that share something few others have."""

from collections.abc import Iterator

import polars as pl

from kornhamn.suppliers.rules.likeness.mistyped import corrections
from kornhamn.suppliers.types import NumberKind

_SHORTEST, _LONGEST = 5, 60  # letters of a name without the letter that another may lack
_BEGINNING = 14  # letters that a cut or added-to name shares with the whole
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
    for keys in _one_letter_less(named):
        yield "letter", keys


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


def _one_letter_less(named: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield names as they are and with each letter left out: one typing error makes them meet.

    Names meet at a key of one length, so that one length at a time is enough, and flat memory.
    """
    length = pl.col("compact").str.len_chars()
    names = named.select("row", "is_new", "compact", length.alias("length"))
    for at in range(_SHORTEST, _LONGEST):
        near = names.filter(pl.col("length").is_between(at, at + 1))
        new = _keys_of_length(near.filter("is_new"), at)
        if new.height:
            wanted = new.select("key").unique()
            known = _keys_of_length(near.filter(~pl.col("is_new")), at)
            yield pl.concat([new, known.join(wanted, on="key", how="semi")])


def _keys_of_length(names: pl.DataFrame, length: int) -> pl.DataFrame:
    """Return the names of that length, and those a letter longer without each of their letters."""
    whole = names.filter(pl.col("length") == length).select("row", "is_new", "compact")
    longer = names.filter(pl.col("length") == length + 1)
    compact = pl.col("compact")
    without = [
        longer.select("row", "is_new", compact.str.head(at) + compact.str.slice(at + 1))
        for at in range(length + 1)
    ]
    keyed = pl.concat([whole, *without])
    return keyed.select("row", "is_new", compact.hash().alias("key")).unique()


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
