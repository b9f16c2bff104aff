"""Number columns read: each distinct text once."""

import polars as pl

from kornhamn.kernel.given_number import parse_given_number
from kornhamn.suppliers.rules.legal_forms import COUNTRY_OF_CODE

_READ = pl.Struct({"number": pl.String, "number_kind": pl.String, "country": pl.String})


def read_numbers(given: pl.DataFrame) -> pl.DataFrame:
    """Return `number`, `number_kind` and `country` of each row of given_number and form."""
    country = pl.col("form").replace_strict(COUNTRY_OF_CODE, default="")
    rows = given.select("given_number", country.alias("told"))
    distinct = rows.unique()
    read = [_read(text, told) for text, told in distinct.iter_rows()]
    known = distinct.with_columns(pl.Series("read", read, dtype=_READ)).unnest("read")
    return rows.join(known, on=["given_number", "told"], how="left", maintain_order="left").select(
        "number", "number_kind", "country"
    )


def _read(text: str, country: str) -> dict[str, str]:
    found = parse_given_number(text, country=country)
    return {"number": found.text, "number_kind": found.kind.value, "country": found.country}
