"""Suppliers that may be one: pairs with a probability and the evidence for it."""

import polars as pl

from kornhamn.suppliers.rules.likeness import evidence
from kornhamn.suppliers.rules.likeness.blocks import pairs
from kornhamn.suppliers.rules.likeness.mistyped import corrections
from kornhamn.suppliers.rules.likeness.weights import WEIGHTS
from kornhamn.suppliers.types import NumberKind

# what is compared: the distinct faces of each supplier, that is what its spellings say of it
FACES = pl.Schema(
    {
        "supplier": pl.Int32(),
        "is_new": pl.Boolean(),  # pairs of two that are not new have been compared
        "plain_name": pl.String(),
        "form": pl.String(),
        "place": pl.String(),
        "bank": pl.String(),
        "number": pl.String(),
        "number_kind": pl.String(),
    }
)
GROUPS = ("name", "bank", "place", "number", "form")
_CHUNK = 500_000
_SURE = [NumberKind.ORGANISATION.value, NumberKind.PERSONAL.value]
_FOLDED = {"å": "a", "ä": "a", "ö": "o", " ": "", "&": ""}


def alike_pairs(faces: pl.DataFrame, *, at_least: float) -> pl.DataFrame:
    """Return `first` < `second` (suppliers), `score` (0–1) and one column of codes a group.

    Two suppliers with checked numbers are never proposed: the numbers say that they are two.
    """
    compared = _prepared(faces)
    known, words = _known_of_suppliers(compared), _words(compared)
    found = [
        _scored(chunk, compared, known, words).filter(pl.col("score") >= at_least)
        for chunk in pairs(compared).iter_slices(_CHUNK)
    ]
    if not found:
        return _NO_PAIRS
    best = pl.concat(found).sort("score", descending=True)
    return best.unique(["first", "second"], keep="first", maintain_order=True)


def reasons(found: pl.DataFrame) -> pl.Series:
    """Return `reasons` as JSON: code and weight of each group that says something."""
    told = [
        pl.when(weight != 0)
        .then(
            pl.concat_str(
                pl.lit('{"code":"'),
                group,
                pl.lit('","weight":'),
                weight.cast(pl.String),
                pl.lit("}"),
            )
        )
        .otherwise(None)
        for group in GROUPS
        for weight in (pl.col(group).replace_strict(WEIGHTS, return_dtype=pl.Float64),)
    ]
    return found.select(
        pl.format("[{}]", pl.concat_str(told, separator=",", ignore_nulls=True)).alias("reasons")
    ).to_series()


_NO_PAIRS = pl.Schema(
    {"first": pl.Int32(), "second": pl.Int32(), **dict.fromkeys(GROUPS, pl.String()),
     "score": pl.Float64()}
).to_frame()  # fmt: skip


def _prepared(faces: pl.DataFrame) -> pl.DataFrame:
    signs, letters = list(_FOLDED), list(_FOLDED.values())
    place = pl.col("place").str.to_lowercase().str.strip_chars()
    return (
        faces.with_columns(place.alias("place"))
        .unique(maintain_order=True)
        .with_row_index("row")
        .with_columns(
            pl.col("plain_name").str.replace_many(signs, letters).alias("compact"),
            pl.col("plain_name").str.split(" ").list.unique().list.sort().alias("tokens"),
        )
    )


def _known_of_suppliers(faces: pl.DataFrame) -> pl.DataFrame:
    """Return what is known of each supplier in all its faces: distinct, without blanks."""

    def distinct(name: str) -> pl.Expr:
        return pl.col(name).filter(pl.col(name) != "").unique()

    sure = pl.col("number_kind").is_in(_SURE)
    ours = pl.col("number").filter(~sure & (pl.col("number") != "")).unique()
    return faces.group_by("supplier").agg(
        distinct("bank"),
        distinct("place"),
        distinct("form"),
        pl.col("number").filter(sure).unique().alias("checked"),
        ours.alias("own"),
    )


def _words(faces: pl.DataFrame) -> pl.DataFrame:
    """Return how many names hold each word."""
    names = faces.select("plain_name", "tokens").unique("plain_name")
    return names.explode("tokens").group_by("tokens").agg(pl.len().alias("names"))


def _scored(
    chunk: pl.DataFrame, faces: pl.DataFrame, known: pl.DataFrame, words: pl.DataFrame
) -> pl.DataFrame:
    seen = faces.select("row", "supplier", "plain_name", "compact", "tokens")
    both = chunk.join(seen, left_on="one", right_on="row", maintain_order="left").join(
        seen, left_on="other", right_on="row", suffix="_other", maintain_order="left"
    )
    named = both.with_columns(_rarest(both, words)).pipe(
        lambda rows: rows.with_columns(evidence.name_evidence(rows))
    )
    weighed = pl.col("name").replace_strict(WEIGHTS, return_dtype=pl.Float64)
    closest = (
        named.select(
            pl.min_horizontal("supplier", "supplier_other").alias("first"),
            pl.max_horizontal("supplier", "supplier_other").alias("second"),
            "name",
        )
        .sort(weighed, descending=True)
        .unique(["first", "second"], keep="first")
    )
    return _with_the_rest(closest, known)


def _rarest(both: pl.DataFrame, words: pl.DataFrame) -> pl.Series:
    """Return how many names hold the rarest word that only one of the two names has."""
    differing = both.select(
        pl.col("tokens").list.set_symmetric_difference("tokens_other").alias("tokens")
    ).with_row_index("pair")
    rarest = (
        differing.explode("tokens")
        .join(words, on="tokens", how="left")
        .group_by("pair")
        .agg(pl.col("names").min())
    )
    return differing.join(rarest, on="pair", how="left", maintain_order="left")["names"].alias(
        "rarest"
    )


def _with_the_rest(closest: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    both = closest.join(known, left_on="first", right_on="supplier").join(
        known, left_on="second", right_on="supplier", suffix="_other"
    )
    told = both.filter(
        (pl.col("checked").list.len() == 0) | (pl.col("checked_other").list.len() == 0)
    ).with_columns(
        evidence.shared("bank", "bank").alias("bank_code"),
        evidence.shared("place", "place").alias("place_code"),
        evidence.shared("form", "form").alias("form_code"),
    )
    coded = told.with_columns(_number(told)).select(
        "first", "second", "name", bank="bank_code", place="place_code", number="number_code",
        form="form_code",
    )  # fmt: skip
    odds = pl.sum_horizontal(
        pl.col(group).replace_strict(WEIGHTS, return_dtype=pl.Float64) for group in GROUPS
    )
    return coded.with_columns((1 / (1 + (-odds).exp())).alias("score"))


def _number(told: pl.DataFrame) -> pl.Series:
    """Return whether one's own number is the other's, or a mistyped form of its checked one."""
    own = pl.col("own").list.set_intersection("own_other").list.len() > 0
    columns = told.select(own.alias("same"), "own", "own_other", "checked", "checked_other")
    codes = columns.select(
        pl.when("same").then(pl.lit("number.own")).otherwise(pl.lit("number.unknown"))
    ).to_series().alias("number_code")  # fmt: skip
    maybe = columns.with_row_index("pair").filter(
        ((pl.col("own").list.len() > 0) & (pl.col("checked_other").list.len() > 0))
        | ((pl.col("own_other").list.len() > 0) & (pl.col("checked").list.len() > 0))
    )
    meant = [
        row["pair"]
        for row in maybe.iter_rows(named=True)
        if _means(row["own"], row["checked_other"]) or _means(row["own_other"], row["checked"])
    ]
    return codes.scatter(meant, "number.mistyped") if meant else codes


def _means(own: list[str], checked: list[str]) -> bool:
    ten = [number for number in own if len(number) == 10 and number.isdigit()]  # noqa: PLR2004
    return any(number in checked for mistyped in ten for number in corrections(mistyped))
