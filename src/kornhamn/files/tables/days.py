"""Days in the shapes that ledgers write them, each different text read once."""

from datetime import date

import polars as pl

NOT_A_DAY, OUT_OF_RANGE = "value.not-a-date", "value.date-out-of-range"
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
_SPREADSHEET_DAY_0 = date(1899, 12, 30)
_ORDERS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}


def read_days(texts: pl.Series, order: str) -> tuple[pl.Series, pl.Series]:
    """Return the day of each text, and the code of what is wrong with it; a month is its first.

    `order` is dmy or mdy, for days such as 01/06/2018.
    """
    distinct = texts.unique().drop_nulls().to_frame("text")
    read = distinct.with_columns(_day(pl.col("text").str.strip_chars(), order).alias("day"))
    within = pl.col("day").is_between(EARLIEST, LATEST)
    code = (
        pl.when(pl.col("text").str.strip_chars() == "")
        .then(None)
        .when(pl.col("day").is_null())
        .then(pl.lit(NOT_A_DAY))
        .when(~within)
        .then(pl.lit(OUT_OF_RANGE))
    )
    known = read.select("text", pl.when(within).then("day").alias("day"), code.alias("code"))
    joined = texts.to_frame("text").join(known, on="text", how="left", maintain_order="left")
    return joined["day"], joined["code"]


def _day(text: pl.Expr, order: str) -> pl.Expr:
    digits = text.str.replace_all(r"[-/.]", "")
    slashed = text.str.replace_all(r"[-.]", "/").str.extract(r"^(\d{1,2}/\d{1,2}/\d{4})")
    has = text.str.contains
    return (
        pl.when(has(r"^\d{4}[-/.]\d{2}[-/.]\d{2}(?:[ T].*)?$"))
        .then(_parsed(digits.str.head(8), "%Y%m%d"))
        .when(has(r"^(?:18|19|20|21)\d{6}$"))
        .then(_parsed(text, "%Y%m%d"))
        .when(has(r"^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$|^\d{4}[-/.]\d{2}$"))
        .then(_parsed(digits + "01", "%Y%m%d"))
        .when(has(r"^\d{6}$"))
        .then(_parsed("20" + text, "%Y%m%d"))
        .when(has(r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?:[ T].*)?$"))
        .then(_parsed(slashed, _ORDERS[order]))
        .when(has(r"^[34]\d{4}(?:\.\d+)?$|^5[0-9]{4}(?:\.\d+)?$"))
        .then(pl.lit(_SPREADSHEET_DAY_0) + _whole_days(text))
    )


def _parsed(text: pl.Expr, shape: str) -> pl.Expr:
    return text.str.to_date(shape, strict=False)


def _whole_days(text: pl.Expr) -> pl.Expr:
    count = text.str.extract(r"^(\d+)").cast(pl.Int64, strict=False)
    return pl.duration(days=count)
