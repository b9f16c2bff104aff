"""Which suppliers' names are so like a listed name that a person must look.

A likeness is a question, never a finding: lists hold names that thousands share. Only names that
have a telling word in common are compared; the score is rapidfuzz's ratio of the words in order of
the alphabet, 0–100.
"""

import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from kornhamn.integrations.sanctions.lists import ListedParty, SanctionsList
from kornhamn.suppliers.types import Answer, CheckOutcome, SupplierKind

ALIKE = 90  # at this score and above a person must look
MOST_TOLD = 5  # likenesses told of one supplier, the most alike first
_COMMON_WORD = 2000  # suppliers; a word that more of them carry tells nothing
_SHORTEST_WORD = 3
_PAIRS_AT_A_TIME = 500_000
# legal forms of companies; a listed company is often written without
_FORMS = frozenset(
    [
        "ab",
        "aktiebolag",
        "hb",
        "kb",
        "as",
        "asa",
        "oy",
        "oyj",
        "aps",
        "ltd",
        "limited",
        "llc",
        "inc",
        "corp",
        "corporation",
        "company",
        "co",
        "gmbh",
        "ag",
        "bv",
        "nv",
        "sa",
        "sas",
        "sarl",
        "spa",
        "srl",
        "plc",
        "jsc",
        "pjsc",
        "ojsc",
        "cjsc",
        "ooo",
        "oao",
        "zao",
        "pao",
        "fze",
        "fzco",
    ]
)
# a list's person is looked for among sole traders and parties nobody knows the kind of
_PEOPLE_AMONG = frozenset({SupplierKind.SOLE_TRADER, SupplierKind.UNKNOWN, SupplierKind.FOREIGN})


def screen(names: pl.DataFrame, lists: Sequence[SanctionsList]) -> list[Answer]:
    """Return an answer for each supplier among the names (columns key, kind, name)."""
    parties = [party for each in lists for party in each.parties]
    listed = _listed(parties)
    own = names.with_columns(
        pl.col("name").map_batches(_plain_series, return_dtype=pl.String).alias("plain")
    ).filter(pl.col("plain") != "")
    alike = _alike(own.unique(("key", "plain")), listed)
    found = {key: rows for (key,), rows in alike.group_by("key", maintain_order=True)}
    keys = names["key"].unique().sort().to_list()
    return [_answer(key, found.get(key), parties) for key in keys]


def _answer(key: int, rows: pl.DataFrame | None, parties: Sequence[ListedParty]) -> Answer:
    if rows is None:
        return Answer(key, CheckOutcome.CLEAR)
    likenesses = [
        {
            "list": parties[row["party"]].list_name.value,
            "reference": parties[row["party"]].reference,
            "listed_name": row["listed_name"],
            "programme": parties[row["party"]].programme,
            "score": int(row["score"]),
        }
        for row in rows.head(MOST_TOLD).iter_rows(named=True)
    ]
    return Answer(key, CheckOutcome.REMARK, {"likenesses": likenesses})


def _listed(parties: Sequence[ListedParty]) -> pl.DataFrame:
    rows = [
        (number, name, plain(name), party.is_person)
        for number, party in enumerate(parties)
        for name in party.names
    ]
    schema = {
        "party": pl.Int32(),
        "listed_name": pl.String(),
        "listed_plain": pl.String(),
        "is_person": pl.Boolean(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row").filter(pl.col("listed_plain") != "")


def _alike(own: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Return key, party, listed_name and score of the likenesses, the most alike first."""
    pairs = _pairs(own, listed)
    scored = [
        part.with_columns(
            pl.Series(
                "score",
                process.cpdist(
                    part["plain"].to_list(),
                    part["listed_plain"].to_list(),
                    scorer=fuzz.token_sort_ratio,
                    score_cutoff=ALIKE,
                    dtype=np.uint8,
                    workers=-1,
                ),
            )
        ).filter(pl.col("score") >= ALIKE)
        for part in pairs.iter_slices(_PAIRS_AT_A_TIME)
    ]
    if not scored:
        return pairs.with_columns(score=pl.lit(0, dtype=pl.UInt8)).clear()
    return (
        pl.concat(scored)
        .sort("key", "score", "party", "listed_name", descending=[False, True, False, False])
        .unique(("key", "party"), keep="first", maintain_order=True)
    )


def _pairs(own: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of names with a telling word in common."""
    own_words = own.with_columns(_words("plain")).explode("word")
    common = own_words["word"].value_counts().filter(pl.col("count") > _COMMON_WORD)["word"]
    listed_words = listed.with_columns(_words("listed_plain")).explode("word")
    people = [kind.value for kind in _PEOPLE_AMONG]
    return (
        own_words.filter(~pl.col("word").is_in(common.implode()))
        .join(listed_words, on="word")
        .filter(~pl.col("is_person") | pl.col("kind").is_in(people))
        .unique(("key", "plain", "party", "listed_plain"))
        .sort("key", "party", "listed_plain", "plain")
        .select("key", "plain", "party", "listed_name", "listed_plain")
    )


def _words(column: str) -> pl.Expr:
    words = pl.col(column).str.split(" ")
    long_enough = pl.element().filter(pl.element().str.len_chars() >= _SHORTEST_WORD)
    return words.list.eval(long_enough).alias("word")


def plain(name: str) -> str:
    """Return a name in lower case without accents, punctuation and legal forms."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(word for word in kept.split() if word not in _FORMS)


def _plain_series(names: pl.Series) -> pl.Series:
    distinct = names.unique()
    return names.replace_strict(distinct, pl.Series(_plains(distinct)), return_dtype=pl.String)


def _plains(names: Iterable[str]) -> list[str]:
    return [plain(name or "") for name in names]
