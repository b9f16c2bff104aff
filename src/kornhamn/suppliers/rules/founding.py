"""What a supplier is, as far as the spellings it is founded on tell."""

import polars as pl

from kornhamn.kernel.given_number import without_personal_numbers
from kornhamn.suppliers.rules.legal_forms import COUNTRY_OF_CODE
from kornhamn.suppliers.types import NumberKind, SupplierKind

_TEN_DIGITS = r"\d{6}[-+ ]?\d{4}"


def founded_suppliers(spellings: pl.DataFrame) -> pl.DataFrame:
    """Return a row a supplier: key, name, kind, organisation_number, foreign_number, country.

    `spellings` holds supplier, key, name, number, number_kind, form and plain_name. The name is
    one with small letters if there is one, else the first, and never holds a personal number.
    """
    kind, number = pl.col("number_kind"), pl.col("number")
    shouted = pl.col("name").str.to_uppercase() == pl.col("name")
    grouped = (
        spellings.sort(shouted, "key")
        .group_by("supplier")
        .agg(
            pl.col("name").first().str.replace_all(r"\s+", " ").str.strip_chars(),
            _first(number, kind, NumberKind.ORGANISATION).alias("organisation_number"),
            _first(number, kind, NumberKind.FOREIGN).alias("foreign_number"),
            (kind == NumberKind.PERSONAL.value).any().alias("is_person"),
            (pl.col("plain_name") == "").all().alias("is_masked"),
            pl.col("form").filter(pl.col("form") != "").first().fill_null("").alias("form"),
        )
        .sort("supplier")
    )
    return grouped.select(
        pl.col("supplier").alias("key"),
        _safe(grouped["name"]).alias("name"),
        _kind().alias("kind"),
        pl.col("organisation_number"),
        pl.col("foreign_number"),
        _country().alias("country"),
    )


def _first(number: pl.Expr, kind: pl.Expr, wanted: NumberKind) -> pl.Expr:
    return number.filter(kind == wanted.value).first().fill_null("")


def _safe(names: pl.Series) -> pl.Series:
    maybe = names.str.contains(_TEN_DIGITS)
    if not maybe.any():
        return names
    safe = [
        without_personal_numbers(name) if it else name
        for name, it in zip(names, maybe, strict=True)
    ]
    return pl.Series(names.name, safe)


def _form_country() -> pl.Expr:
    return pl.col("form").replace_strict(COUNTRY_OF_CODE, default="")


def _kind() -> pl.Expr:
    form, has_number = _form_country(), pl.col("organisation_number") != ""
    return (
        pl.when(has_number | ((form == "SE") & (pl.col("form") != "ef")))
        .then(pl.lit(SupplierKind.LEGAL_PERSON.value))
        .when(pl.col("is_person") | (pl.col("form") == "ef"))
        .then(pl.lit(SupplierKind.SOLE_TRADER.value))
        .when((pl.col("foreign_number") != "") | (form != ""))
        .then(pl.lit(SupplierKind.FOREIGN.value))
        .when("is_masked")
        .then(pl.lit(SupplierKind.MASKED.value))
        .otherwise(pl.lit(SupplierKind.UNKNOWN.value))
    )


def _country() -> pl.Expr:
    form, foreign = _form_country(), pl.col("foreign_number")
    return (
        pl.when(pl.col("organisation_number") != "")
        .then(pl.lit("SE"))
        .when(foreign != "")
        .then(foreign.str.head(2))
        .when(pl.col("is_person"))
        .then(pl.lit("SE"))
        .otherwise(form)
    )
