"""Amounts: from what bookkeepers write to whole öre, a column at a time."""

import polars as pl

NOT_READABLE, AMBIGUOUS = "money.amount-not-readable", "money.amount-ambiguous"
TOO_LARGE, ROUNDED = "money.amount-not-exact", "money.amount-rounded"
_PLAIN = r"^-?\d+(?:[.,]\d{1,2})?$"
_LARGEST = 9e15  # öre: above it a float holds no whole öre
_NOISE = 1e-4  # öre: less is how a float writes an amount, such as 2016.2199999999998
_SPACES = r"[\s\u00a0\u2007\u2009\u202f'’]"
_MINUS = r"[\u2212\u2013\u2010\u2011]"
_CURRENCY = r"(?i)^(?:SEK|kr\.?)|(?:SEK|kr\.?|kronor|:-)$"


def read_amounts(texts: pl.Series, decimal: str) -> tuple[pl.Series, pl.Series]:
    """Return the öre of each text, and the code of what is wrong or doubtful with it.

    A text with one sign and three figures after it is thousands or decimals by `decimal`, the
    decimal sign of the file; where that is blank it is ambiguous, and not read.
    """
    ore = _plainly(texts)
    rest = ore.is_null() & texts.is_not_null()
    if rest.any():  # thousands are mostly set apart by spaces
        close = _plainly(texts.filter(rest).str.replace_all("[ \u00a0\u202f]", ""))
        ore = ore.scatter(rest.arg_true(), close)
        rest = ore.is_null() & texts.is_not_null()
    codes = pl.repeat(None, texts.len(), dtype=pl.String, eager=True)
    if not rest.any():
        return ore.alias("ore"), codes
    odd = _odd(texts.filter(rest), decimal)
    places = rest.arg_true()
    return ore.scatter(places, odd["ore"]).alias("ore"), codes.scatter(places, odd["code"])


def _plainly(texts: pl.Series) -> pl.Series:
    ore = texts.to_frame("text").select(x=_number(pl.col("text")) * 100, text="text")
    plain = pl.col("text").str.contains(_PLAIN)
    return ore.select(pl.when(plain).then(_ore_of(pl.col("x")))).to_series()


def _odd(texts: pl.Series, decimal: str) -> pl.DataFrame:
    """Read what is not written plainly: each different text once."""
    distinct = texts.unique().to_frame("text")
    magnitude = _magnitude(pl.col("bare"), decimal)
    negative = pl.col("signed").str.contains(r"^\(.*\)$|^-|-$")
    ore = magnitude * pl.when(negative).then(-100.0).otherwise(100.0)
    read = (
        distinct.with_columns(_signed(pl.col("text")).alias("signed"))
        .with_columns(_bare(pl.col("signed")).alias("bare"))
        .with_columns(ore.alias("x"))
        .select("text", _ore_of(pl.col("x")).alias("ore"), _code(decimal).alias("code"))
    )
    joined = texts.to_frame("text").join(read, on="text", how="left", maintain_order="left")
    return joined.select("ore", "code")


def _signed(text: pl.Expr) -> pl.Expr:
    bare = text.str.replace_all(_SPACES, "").str.replace_all(_MINUS, "-")
    return bare.str.replace_all(_CURRENCY, "").str.replace(r":(\d\d)$", ",$1")


def _bare(signed: pl.Expr) -> pl.Expr:
    inner = signed.str.replace_all(r"^\((.*)\)$", "$1")
    return inner.str.replace(r"^[+-]", "").str.replace(r"-$", "")


def _magnitude(bare: pl.Expr, decimal: str) -> pl.Expr:
    """Return kronor without sign, or nothing where the text is no amount or two amounts."""
    dotted, commaed = bare.str.replace_all(r"\.", ""), bare.str.replace_all(",", "")
    return (
        pl.when(bare.str.contains(r"^[1-9]\d{0,2}[.,]\d{3}$"))
        .then(_one_group(bare, decimal))
        .when(bare.str.contains(r"^\d+(?:[.,]\d+)?$|^\d(?:\.\d+)?[eE]-\d+$"))
        .then(_number(bare))
        .when(bare.str.contains(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$"))
        .then(_number(dotted))
        .when(bare.str.contains(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$"))
        .then(_number(commaed))
    )


def _one_group(bare: pl.Expr, decimal: str) -> pl.Expr:
    if not decimal:
        return pl.lit(None, dtype=pl.Float64)
    thousands = "." if decimal == "," else ","
    return _number(bare.str.replace_all(thousands, "", literal=True))


def _number(text: pl.Expr) -> pl.Expr:
    return text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def _ore_of(ore: pl.Expr) -> pl.Expr:
    return pl.when(ore.abs() < _LARGEST).then(ore.round()).cast(pl.Int64)


def _code(decimal: str) -> pl.Expr:
    one_group = pl.col("bare").str.contains(r"^[1-9]\d{0,2}[.,]\d{3}$")
    return (
        pl.when(pl.col("x").is_null() & one_group & pl.lit(not decimal))
        .then(pl.lit(AMBIGUOUS))
        .when(pl.col("x").is_null())
        .then(pl.lit(NOT_READABLE))
        .when(pl.col("x").abs() >= _LARGEST)
        .then(pl.lit(TOO_LARGE))
        .when((pl.col("x") - pl.col("x").round()).abs() > _NOISE)
        .then(pl.lit(ROUNDED))
    )
