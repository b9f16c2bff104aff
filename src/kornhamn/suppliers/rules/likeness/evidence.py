"""The evidence in a pair of faces: one code of each group of `weights`."""

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

_RARE = 2  # names that hold a word; a typing error is nobody else's word
_ALIKE = 0.9


def name_evidence(pairs: pl.DataFrame) -> pl.Series:
    """Return the code of how two names relate.

    `pairs` holds plain_name, compact, tokens (sorted) and their `_other`, and `rarest`: how many
    names hold the rarest word that only one of the two has.
    """
    one, other = pairs["compact"].to_list(), pairs["compact_other"].to_list()
    typos = cpdist(one, other, scorer=OSA.distance, score_cutoff=1, workers=-1, dtype=np.uint8)
    likeness = cpdist(one, other, scorer=JaroWinkler.similarity, workers=-1, dtype=np.float32)
    measured = pairs.with_columns(pl.Series("typos", typos), pl.Series("likeness", likeness))
    cut = pl.col("compact").str.starts_with(pl.col("compact_other")) | pl.col(
        "compact_other"
    ).str.starts_with(pl.col("compact"))
    only_one = pl.col("tokens").list.set_difference("tokens_other").list.len()
    only_other = pl.col("tokens_other").list.set_difference("tokens").list.len()
    codes = (
        pl.when((pl.col("compact") == "") | (pl.col("compact_other") == "")).then(_is("other"))
        .when(pl.col("plain_name") == pl.col("plain_name_other")).then(_is("same"))
        .when((_digits("compact") != _digits("compact_other")) & (pl.col("likeness") >= _ALIKE))
        .then(_is("digits"))
        .when(pl.col("compact") == pl.col("compact_other")).then(_is("spacing"))
        .when((only_one == 0) & (only_other == 0)).then(_is("order"))
        .when((pl.col("typos") <= 1) & (pl.col("rarest") <= _RARE)).then(_is("letter"))
        .when(pl.col("typos") <= 1).then(_is("letter-common"))
        .when(cut & (pl.col("rarest") <= _RARE)).then(_is("cut"))
        .when((only_one == 0) | (only_other == 0)).then(_is("added"))
        .when(pl.col("likeness") >= _ALIKE).then(_is("alike"))
        .otherwise(_is("other"))
    )  # fmt: skip
    return measured.select(codes.alias("name")).to_series()


def _is(code: str) -> pl.Expr:
    return pl.lit(f"name.{code}")


def _digits(name: str) -> pl.Expr:
    """Return the digits of a name: they tell sister companies and departments apart."""
    return pl.col(name).str.replace_all(r"\D", "")


def shared(what: str, group: str) -> pl.Expr:
    """Return same, other or unknown for lists of what is known of two suppliers."""
    one, other = pl.col(what), pl.col(f"{what}_other")
    return (
        pl.when((one.list.len() == 0) | (other.list.len() == 0))
        .then(pl.lit(f"{group}.unknown"))
        .when(one.list.set_intersection(other).list.len() > 0)
        .then(pl.lit(f"{group}.same"))
        .otherwise(pl.lit(f"{group}.other"))
    )
