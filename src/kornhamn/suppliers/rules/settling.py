"""Which spellings are one supplier, by number and by name alone: sure or not at all.

A wrong merge is worse than a missed one: whatever is doubtful founds a supplier of its own, and
likeness proposes it to a person.
"""

import polars as pl

from kornhamn.suppliers.rules.name_words import COMMON_WORDS
from kornhamn.suppliers.types import NumberKind, SettledBy

_SURE_NUMBERS = (NumberKind.ORGANISATION.value, NumberKind.PERSONAL.value, NumberKind.FOREIGN.value)


def settle(new: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return `key`, `supplier` (one that exists, or null), `founder` and `settled_by` of each new.

    `new` holds key, number, number_kind, plain_name, form and place of spellings without a
    supplier; `known` the same with `supplier`, of those that have one and share a number or a
    plain name with a new one (number_suppliers first: a number belongs to one supplier). Spellings
    with the same `founder` (the least key among them) found one supplier.
    """
    by_number = _by_number(new, known)
    rest = new.join(by_number, on="key", how="anti")
    by_name = _by_name(rest, _entities(known, by_number, new))
    found = pl.concat([by_number, by_name])
    alone = new.join(found, on="key", how="anti").select(
        "key",
        pl.lit(None, dtype=pl.Int32).alias("supplier"),
        pl.col("key").alias("founder"),
        pl.lit(SettledBy.ALONE.value).alias("settled_by"),
    )
    return pl.concat([found, alone]).sort("key")


def _by_number(new: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Put spellings with the same sure number together."""
    sure = pl.col("number_kind").is_in(_SURE_NUMBERS) & (pl.col("number") != "")
    whose = (
        known.filter(sure)
        .group_by("number_kind", "number")
        .agg(pl.col("supplier").sort_by("by_person", "key").first())
    )
    group = ["number_kind", "number"]
    return (
        new.filter(sure)
        .with_columns(pl.col("key").min().over(group).alias("founder"))
        .join(whose, on=group, how="left")
        .select(
            "key",
            "supplier",
            "founder",
            pl.when(pl.col("supplier").is_null() & (pl.col("key") == pl.col("founder")))
            .then(pl.lit(SettledBy.ALONE.value))
            .otherwise(pl.lit(SettledBy.NUMBER.value))
            .alias("settled_by"),
        )
    )


def _entities(known: pl.DataFrame, by_number: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the names of suppliers there are and of those that numbers found, with an `entity`."""
    founded = by_number.join(new, on="key").select(
        "plain_name", "form", "place", _entity(), "supplier", "founder"
    )
    existing = known.select(
        "plain_name", "form", "place", pl.concat_str(pl.lit("s"), "supplier").alias("entity"),
        "supplier", pl.lit(None, dtype=pl.Int32).alias("founder"),
    )  # fmt: skip
    return pl.concat([existing, founded]).filter(pl.col("plain_name") != "").unique()


def _entity() -> pl.Expr:
    return (
        pl.when(pl.col("supplier").is_not_null())
        .then(pl.concat_str(pl.lit("s"), "supplier"))
        .otherwise(pl.concat_str(pl.lit("n"), "founder"))
        .alias("entity")
    )


def _by_name(rest: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Put spellings with the same name together where nothing is against it."""
    named = rest.filter(pl.col("plain_name") != "")
    names = _classes(pl.concat([
        named.select("key", "plain_name", "form", "place"),
        entities.select(pl.lit(None, dtype=pl.Int32).alias("key"), "plain_name", "form", "place"),
    ]))  # fmt: skip
    placed = _with_class(named, names)
    whose = _with_class(entities, names).group_by("class").agg(
        pl.col("entity").n_unique().alias("entities"),
        pl.col("supplier").first(),
        pl.col("founder").first().alias("theirs"),
    )  # fmt: skip
    one = pl.col("entities").fill_null(0)
    return (
        placed.filter(pl.col("class") != "")
        .join(whose, on="class", how="left")
        .with_columns(pl.col("key").min().over("class").alias("least"))
        .filter(one <= 1)
        .select(
            "key",
            "supplier",
            pl.coalesce("theirs", "least").alias("founder"),
            pl.when((one == 0) & (pl.col("key") == pl.col("least")))
            .then(pl.lit(SettledBy.ALONE.value))
            .otherwise(pl.lit(SettledBy.NAME.value))
            .alias("settled_by"),
        )
    )


def _classes(names: pl.DataFrame) -> pl.DataFrame:
    """Tell of each plain name how many legal forms it has, and whether many share it."""
    form, words = pl.col("form"), pl.col("plain_name").str.split(" ")
    return names.group_by("plain_name").agg(
        form.filter(form != "").n_unique().alias("forms")
    ).with_columns(
        words.list.eval(pl.element().is_in(COMMON_WORDS)).list.all().alias("is_common")
    )  # fmt: skip


def _with_class(spellings: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Add `class`: what must be equal for two spellings to be one by name; blank is never."""
    place = pl.col("place").str.to_lowercase().str.strip_chars()
    form = pl.when(pl.col("forms") > 1).then("form").otherwise(pl.lit(""))
    never = ((pl.col("forms") > 1) & (pl.col("form") == "")) | (
        pl.col("is_common") & (place == "") & (pl.col("form") == "")
    )
    where = pl.when(pl.col("is_common") & (pl.col("form") == "")).then(place).otherwise(pl.lit(""))
    return spellings.join(names, on="plain_name", how="left").with_columns(
        pl.when(never)
        .then(pl.lit(""))
        .otherwise(pl.concat_str("plain_name", form, where, separator="|"))
        .alias("class")
    )
