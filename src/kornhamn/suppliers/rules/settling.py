"""Which spellings are one supplier, by number and by name alone: sure or not at all.

A wrong merge is worse than a missed one: whatever is doubtful founds a supplier of its own, and
likeness proposes it to a person.
"""

import polars as pl

from kornhamn.suppliers.rules.cut_names import cut_names
from kornhamn.suppliers.rules.name_words import COMMON_WORDS
from kornhamn.suppliers.types import NumberKind, SettledBy

# names of these forms are one company's in the whole country (lag (2018:1653) om företagsnamn)
_NATIONAL_FORMS = ("ab", "ekfor", "ltd", "plc", "gmbh", "oy")
_SOLE_TRADER_FORM = "ef"
_SURE_NUMBERS = (NumberKind.ORGANISATION.value, NumberKind.PERSONAL.value, NumberKind.FOREIGN.value)


def settle(new: pl.DataFrame, known: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """Return `key`, `supplier` (one that exists, or null), `founder` and `settled_by` of each new.

    `new` holds key, number, number_kind, plain_name, form and place of spellings without a
    supplier; `known` the same with `supplier`, of those that have one and share a number or a
    plain name with a new one (number_suppliers first: a number belongs to one supplier). `names`
    are all plain names there are. Spellings with the same `founder` (the least key among them)
    found one supplier.
    """
    by_number = _meeting_names(_by_number(new, known), new, known)
    rest = new.join(by_number, on="key", how="anti")
    by_name = _by_name(rest, _entities(known, by_number, new), cut_names(names))
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


def _meeting_names(by_number: pl.DataFrame, new: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Let a new number meet the one supplier that has its national name and no number yet.

    Where two numbers, or two suppliers, have the name, nobody is sure and nothing meets.
    """
    name = ["plain_name", "form"]
    is_named = _is_national() & (pl.col("plain_name") != "")
    has_number = pl.col("number_kind").is_in(_SURE_NUMBERS).any().over("supplier")
    unnumbered = known.filter(~has_number).filter(is_named).select(*name, "supplier").unique()
    taken = known.filter(has_number).filter(is_named).select(name).unique()
    fresh = by_number.filter(pl.col("supplier").is_null()).select("key", "founder")
    faces = fresh.join(new.filter(is_named), on="key").select(*name, "founder").unique()
    met = (
        faces.join(taken, on=name, how="anti")
        .join(unnumbered, on=name)
        .select("founder", pl.col("supplier").alias("met"))
        .unique()
        .filter((pl.len().over("founder") == 1) & (pl.len().over("met") == 1))
    )
    is_first = pl.col("met").is_not_null() & (pl.col("key") == pl.col("founder"))
    return by_number.join(met, on="founder", how="left", maintain_order="left").select(
        "key",
        pl.coalesce("supplier", "met").alias("supplier"),
        "founder",
        pl.when(is_first & pl.col("supplier").is_null())
        .then(pl.lit(SettledBy.NAME.value))
        .otherwise("settled_by")
        .alias("settled_by"),
    )


def _entities(known: pl.DataFrame, by_number: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Return the names of suppliers there are and of those that numbers found, with an `entity`.

    A name without a national form counts only where it is all that the supplier is called: it may
    be a longer name cut short.
    """
    face = ("plain_name", _form_with_person(), "place", "bank")
    nobody = pl.lit(None, dtype=pl.Int32).alias("founder")
    existing = known.select(*face, "supplier", nobody)
    founded = by_number.join(new, on="key").select(*face, "supplier", "founder")
    return (
        pl.concat([existing, founded])
        .filter(pl.col("plain_name") != "")
        .with_columns(pl.coalesce("supplier", -pl.col("founder") - 1).alias("entity"))
        .unique()
        .filter(_is_national() | (pl.struct("plain_name", "form").n_unique().over("entity") == 1))
    )


def _is_national() -> pl.Expr:
    return pl.col("form").is_in(_NATIONAL_FORMS)


def _form_with_person() -> pl.Expr:
    """Return the legal form, where a personal number says that there is none but a person."""
    is_person = (pl.col("number_kind") == NumberKind.PERSONAL.value) & (pl.col("form") == "")
    return pl.when(is_person).then(pl.lit(_SOLE_TRADER_FORM)).otherwise("form").alias("form")


def _by_name(rest: pl.DataFrame, entities: pl.DataFrame, cut: pl.Series) -> pl.DataFrame:
    """Put spellings with the same name together where nothing is against it."""
    named = rest.filter((pl.col("plain_name") != "") & ~_is_mistyped())
    faces = ["plain_name", "form", "place", "bank"]
    rules = _rules_of_names(pl.concat([named.select(faces), entities.select(faces)]), cut)
    placed = _with_class(named, rules)
    whose = (
        _with_class(entities, rules)
        .group_by("class")
        .agg(
            pl.col("entity").n_unique().alias("entities"),
            pl.col("supplier").first(),
            pl.col("founder").first().alias("theirs"),
        )
    )
    others = pl.col("entities").fill_null(0)
    is_first = (others == 0) & (pl.col("key") == pl.col("least"))
    return (
        placed.filter(pl.col("class") != "")
        .join(whose, on="class", how="left")
        .with_columns(pl.col("key").min().over("class").alias("least"))
        .filter(others <= 1)
        .select(
            "key",
            "supplier",
            pl.coalesce("theirs", "least").alias("founder"),
            pl.when(is_first)
            .then(pl.lit(SettledBy.ALONE.value))
            .otherwise(pl.lit(SettledBy.NAME.value))
            .alias("settled_by"),
        )
    )


def _is_mistyped() -> pl.Expr:
    """Tell ten digits that are no number: what they were meant to be may be another's."""
    is_ten = pl.col("number").str.contains(r"^\d{10}$")
    return (pl.col("number_kind") == NumberKind.INTERNAL.value) & is_ten


def _rules_of_names(names: pl.DataFrame, cut: pl.Series) -> pl.DataFrame:
    """Tell of each plain name and legal form whether bank or place must be equal too.

    A name cut short often ends in the place, so that only the account tells.
    """
    bank, place, words = pl.col("bank"), _place(), pl.col("plain_name").str.split(" ")
    return (
        names.filter(~_is_national())
        .group_by("plain_name", "form")
        .agg(
            (bank.filter(bank != "").n_unique() > 1).alias("of_bank"),
            (place.filter(place != "").n_unique() > 1).alias("of_place"),
        )
        .with_columns(
            pl.col("of_bank") | pl.col("plain_name").is_in(cut.implode()),
            pl.col("of_place") | words.list.eval(pl.element().is_in(COMMON_WORDS)).list.all(),
        )
    )


def _place() -> pl.Expr:
    return pl.col("place").str.to_lowercase().str.strip_chars()


def _with_class(spellings: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Add `class`: what must be equal for two spellings to be one by name; blank is never."""
    told = (
        pl.when(pl.col("of_bank"))
        .then("bank")
        .when(pl.col("of_place"))
        .then(_place())
        .otherwise(pl.lit("-"))
    )
    named = pl.concat_str("plain_name", "form", told, separator="|")
    return spellings.join(rules, on=["plain_name", "form"], how="left").with_columns(
        pl.when(told == "").then(pl.lit("")).otherwise(named).alias("class")
    )
