"""Number columns read: each distinct text once, the common shapes as columns."""

import polars as pl

from kornhamn.kernel.given_number import parse_given_number
from kornhamn.suppliers.rules.legal_forms import COUNTRY_OF_CODE
from kornhamn.suppliers.types import NumberKind

_READ = pl.Struct({"number": pl.String, "number_kind": pl.String, "country": pl.String})
# 556012-5790 with or without dash and century, and as a VAT number
_PLAIN = r"^(?:16)?(\d{6})-?(\d{4})$"
_VAT = r"^SE(\d{6})-?(\d{4})01$"
_DUMMY = r"^(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+)$"


def read_numbers(given: pl.DataFrame) -> pl.DataFrame:
    """Return `number`, `number_kind` and `country` of each row of given_number and form."""
    country = pl.col("form").replace_strict(COUNTRY_OF_CODE, default="")
    rows = given.select("given_number", country.alias("told"))
    distinct = rows.unique().with_columns(_digits().alias("number"))
    is_plain = (pl.col("number") != "") & _is_legal_entity()
    known = pl.concat(
        [_organisations(distinct.filter(is_plain)), _others(distinct.filter(~is_plain))]
    )
    return rows.join(known, on=["given_number", "told"], how="left", maintain_order="left").select(
        "number", "number_kind", "country"
    )


def _digits() -> pl.Expr:
    """Return the ten digits of the common shapes, else a blank."""
    text = pl.col("given_number")
    shapes = [
        pl.concat_str(text.str.extract(shape, 1), text.str.extract(shape, 2))
        for shape in (_PLAIN, _VAT)
    ]
    return pl.coalesce(*shapes, pl.lit(""))


def _is_legal_entity() -> pl.Expr:
    """Tell whether ten digits are a legal entity's number, as the kernel tells of one."""
    number = pl.col("number")
    digits = [number.str.slice(at, 1).cast(pl.Int8, strict=False) for at in range(10)]
    doubled = [digit * 2 - pl.when(digit > 4).then(9).otherwise(0) for digit in digits[0::2]]  # noqa: PLR2004 - Luhn
    total = pl.sum_horizontal(*doubled, *digits[1::2])
    return (total % 10 == 0) & (digits[2] >= 2) & ~number.str.contains(_DUMMY)  # noqa: PLR2004 - as the law says


def _organisations(distinct: pl.DataFrame) -> pl.DataFrame:
    return distinct.with_columns(
        number_kind=pl.lit(NumberKind.ORGANISATION.value), country=pl.lit("SE")
    )


def _others(distinct: pl.DataFrame) -> pl.DataFrame:
    read = [_read(text, told) for text, told in distinct.select("given_number", "told").iter_rows()]
    columns = distinct.select("given_number", "told")
    return columns.with_columns(pl.Series("read", read, dtype=_READ)).unnest("read")


def _read(text: str, country: str) -> dict[str, str]:
    found = parse_given_number(text, country=country)
    return {"number": found.text, "number_kind": found.kind.value, "country": found.country}
