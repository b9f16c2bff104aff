"""How a made-up ledger spells its suppliers: names worn by typing, numbers in every form."""

import numpy as np
import polars as pl

from kornhamn.jobs.demo.ledger_suppliers import KINDS, SOLE_TRADER, Numbers, Suppliers

MOST = 7  # spellings of one supplier
_NAME_FORMS = 10
_NUMBER_FORMS = 8
_LEGAL_FORM = r" (AB|Aktiebolag)$"


def spellings(known: Suppliers, *, seed: int = 2026) -> pl.DataFrame:
    """Return each supplier's spellings together, in the suppliers' order, the commonest first.

    Columns: true_supplier, name, number, place, bank. Masked suppliers share their mask.
    """
    random = np.random.default_rng([seed, 2])
    how_many = np.minimum(random.geometric(0.45, len(known)), MOST)
    how_many[:200] = np.maximum(how_many[:200], 3)
    how_many[known.frame["masked"].to_numpy()] = 1
    owner = np.repeat(np.arange(len(known)), how_many)
    first = np.concatenate([[True], owner[1:] != owner[:-1]])
    drawn = known.frame.select(pl.all().gather(pl.Series(owner.astype(np.uint32)))).with_columns(
        pl.Series("true_supplier", owner.astype(np.int32)),
        pl.Series("form", _forms(first, random)),
        pl.Series("written", random.integers(0, _NUMBER_FORMS, len(owner))),
        pl.Series("chance", random.random(len(owner))),
    )
    return drawn.select(
        "true_supplier",
        pl.when("masked").then(_mask()).otherwise(_worn()).alias("name"),
        pl.when("masked").then(pl.lit("")).otherwise(_number()).alias("number"),
        pl.when(pl.col("chance") < 0.7).then("place").otherwise(pl.lit("")).alias("place"),
        pl.when("masked").then(pl.lit("")).otherwise(_bank()).alias("bank"),
    ).unique(["true_supplier", "name", "number", "place", "bank"], maintain_order=True)


def first_rows(spelt: pl.DataFrame, count: int) -> tuple[Numbers, Numbers]:
    """Return where each supplier's spellings begin, and how many they are."""
    how_many = np.bincount(spelt["true_supplier"].to_numpy(), minlength=count)
    return np.concatenate([[0], np.cumsum(how_many)[:-1]]), how_many


def _forms(first: np.ndarray, random: np.random.Generator) -> Numbers:
    forms = random.integers(0, _NAME_FORMS, len(first))
    forms[first] = random.integers(0, 2, int(first.sum()))
    return forms


def _mask() -> pl.Expr:
    own = "[ENSKILD FIRMA " + pl.col("true_supplier").cast(pl.String) + "]"
    return (
        pl.when(pl.col("chance") < 0.5)
        .then(own)
        .when(pl.col("chance") < 0.8)
        .then(pl.lit("*"))
        .otherwise(pl.lit("Personuppgift"))
    )


def _worn() -> pl.Expr:
    """Return the name in its form: as it is, in capitals, abbreviated, swapped, mistyped."""
    name = pl.col("name")
    at = (pl.col("chance") * (name.str.len_chars() - 5)).cast(pl.UInt32) + 1
    before, two, rest = name.str.slice(0, at), name.str.slice(at, 2), name.str.slice(at + 2)
    forms = {
        1: name.str.to_uppercase(),
        2: _other_legal_form(name),
        3: (name + ", " + pl.col("place")).str.to_uppercase(),
        4: before + two.str.slice(1) + rest,  # a letter left out
        5: before + two.str.slice(1) + two.str.slice(0, 1) + rest,  # two change places
        6: name.str.replace(r"^(.*) (AB|Aktiebolag|HB)$", "${2} ${1}"),  # AB first
        7: name.str.replace(_LEGAL_FORM, ""),
        8: name.str.to_uppercase().str.slice(0, 22),  # what an old system has room for
        9: name.str.replace(" ", "  ").str.replace("&", "och") + " ",
    }
    form = pl.col("form")
    return pl.coalesce(*(pl.when(form == n).then(text) for n, text in forms.items()), name)


def _other_legal_form(name: pl.Expr) -> pl.Expr:
    return (
        pl.when(name.str.ends_with(" AB"))
        .then(name.str.replace(" AB$", " Aktiebolag"))
        .otherwise(name.str.replace(" Aktiebolag$", " AB"))
    )


def _number() -> pl.Expr:
    """Return the number in its form: dashed, bare, with century, VAT, composite, internal, none."""
    number, written = pl.col("number"), pl.col("written")
    person = pl.col("kind") == KINDS[SOLE_TRADER]
    dashed = number.str.slice(0, 6) + "-" + number.str.slice(6)
    century = pl.when(person).then(pl.lit("19")).otherwise(pl.lit("16")) + number
    own = "L" + pl.col("true_supplier").cast(pl.String).str.zfill(6)
    swedish = (
        pl.when(written <= 2).then(dashed)
        .when(written == 3).then(number)
        .when(written == 4).then(century)
        .when(written == 5).then("SE" + number + "01")
        .when(written == 6).then(pl.when(pl.col("chance") < 0.5).then(own).otherwise(pl.lit("")))
        .otherwise(pl.when(pl.col("chance") < 0.3).then(dashed + " AVD 102").otherwise(dashed))
    )  # fmt: skip
    return pl.when(pl.col("kind") == "foreign").then(number).otherwise(swedish)


def _bank() -> pl.Expr:
    return pl.when(pl.col("chance") > 0.4).then("bank").otherwise(pl.lit(""))
