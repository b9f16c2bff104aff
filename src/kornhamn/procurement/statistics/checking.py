"""Texts into values, a column at a time; what is wrong is listed with row, column and reason."""

from dataclasses import dataclass

import polars as pl

from kornhamn.files.examining import Source
from kornhamn.procurement.statistics.columns import Column, Need, columns_of
from kornhamn.procurement.statistics.files import RawFile
from kornhamn.procurement.statistics.readings import Reading
from kornhamn.procurement.types import Effect, FileKind

REMARKS = pl.Schema(
    {
        "row": pl.UInt32(),
        "column": pl.String(),
        "value": pl.String(),
        "code": pl.String(),
        "effect": pl.String(),
        "kept": pl.String(),
    }
)
_QUOTED = 500  # characters of a bad value that are shown


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file's good rows as values, and remarks on what was not taken as it stood.

    rows = good rows + rejected rows.
    """

    source: Source
    kind: FileKind
    rows: int
    good: pl.DataFrame
    remarks: pl.DataFrame

    @property
    def rejected(self) -> int:
        """The number of rows of which nothing is taken in."""
        return self.rows - self.good.height


def check(raw: RawFile) -> CheckedFile:
    """Read every column by the declared table, and set the rows aside that lack what they need."""
    columns = columns_of(raw.kind)
    values, remarks = [], [_overlong(raw.frame)]
    for column in columns:
        value, remark = _column(raw.frame, column)
        values.append(value)
        remarks.append(remark)
    found = pl.concat(remarks)
    rejected = found.filter(pl.col("effect") == Effect.ROW_REJECTED)["row"].unique()
    good = pl.DataFrame([raw.frame["row"], *values]).filter(
        ~pl.col("row").is_in(rejected.implode())
    )
    return CheckedFile(raw.source, raw.kind, raw.frame.height, good, found.sort("row"))


def _column(frame: pl.DataFrame, column: Column) -> tuple[pl.Series, pl.DataFrame]:
    if column.field not in frame.columns:
        return pl.repeat(None, frame.height, dtype=column.dtype, eager=True).alias(column.field), (
            REMARKS.to_frame()
        )
    raw = frame[column.field]
    read = _text(raw, column) if column.reader is None else _coded(raw, column)
    return read["value"].alias(column.field), _remarks(frame["row"], raw, read, column)


def _text(raw: pl.Series, column: Column) -> pl.DataFrame:
    """Clean a text of controls, invisible marks and double spaces; too long is bad."""
    clean = pl.col("raw").str.replace_all(r"\p{Cf}", "").str.replace_all(r"[\s\p{Cc}]+", " ")
    frame = raw.to_frame("raw").select(clean.str.strip_chars().alias("value"))
    too_long = pl.col("value").str.len_chars() > column.longest
    code = pl.when(too_long).then(pl.lit("value.too-long")).otherwise(pl.lit("")).alias("code")
    blank = too_long | (pl.col("value") == "")
    value = pl.when(~blank).then("value").alias("value")
    return frame.select(value, code, pl.lit("").alias("shown"))


def _coded(raw: pl.Series, column: Column) -> pl.DataFrame:
    """Call the reader once for each different text, and join the answers to the rows."""
    distinct = raw.drop_nulls().unique().to_list()
    readings = [_read(text, column) for text in distinct]
    answers = pl.DataFrame(
        {
            "raw": pl.Series(distinct, dtype=pl.String),
            "value": pl.Series([r.value for r in readings], dtype=column.dtype),
            "code": pl.Series([r.code for r in readings], dtype=pl.String),
            "shown": pl.Series([r.shown for r in readings], dtype=pl.String),
        }
    )
    joined = raw.to_frame("raw").join(answers, on="raw", how="left", maintain_order="left")
    return joined.select("value", pl.col("code", "shown").fill_null(""))


def _read(text: str, column: Column) -> Reading:
    clean = " ".join(text.split())
    if not clean or column.reader is None:
        return Reading()
    reading = column.reader(clean)
    if column.longest and len(str(reading.value or "")) > column.longest:
        return Reading(code="value.too-long")
    return reading


def _remarks(rows: pl.Series, raw: pl.Series, read: pl.DataFrame, column: Column) -> pl.DataFrame:
    """Return a remark for each value that is bad, doubtful, or missing where it is needed."""
    bad = Effect.LEFT_OUT if column.need is Need.NOTHING else Effect.ROW_REJECTED
    has_value, has_code = pl.col("value").is_not_null(), pl.col("code") != ""
    if column.need is Need.VALUE:
        missing = ~has_value & ~has_code
        code = pl.when(missing).then(pl.lit("value.missing")).otherwise("code")
    else:
        missing, code = pl.lit(value=False), pl.col("code")
    effect = pl.when(has_value).then(pl.lit(Effect.KEPT.value)).otherwise(pl.lit(bad.value))
    shown = pl.when(pl.col("shown") != "").then("shown").otherwise("raw")
    return (
        read.with_columns(rows.alias("row"), raw.alias("raw"))
        .filter(has_code | missing)
        .select(
            "row",
            pl.lit(column.header).alias("column"),
            shown.fill_null("").str.slice(0, _QUOTED).alias("value"),
            code.alias("code"),
            effect.alias("effect"),
            pl.lit("").alias("kept"),
        )
    )


def _overlong(frame: pl.DataFrame) -> pl.DataFrame:
    """Reject rows with more cells than the header: their values stand in the wrong columns."""
    return frame.filter("overlong").select(
        "row",
        pl.lit("").alias("column"),
        pl.lit("").alias("value"),
        pl.lit("row.too-many-cells").alias("code"),
        pl.lit(Effect.ROW_REJECTED.value).alias("effect"),
        pl.lit("").alias("kept"),
    )
