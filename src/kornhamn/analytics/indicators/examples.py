"""The worked examples of indicators: their small tables read, and counted as any ledger."""

import io

import polars as pl

from kornhamn.analytics.indicators.columns import (
    FIGURES,
    LIMITS,
    LINES,
    LOTS,
    SUBJECT,
    SUPPLIERS,
    WINS,
    Ledger,
    figures,
)
from kornhamn.analytics.indicators.formulas import FORMULAS
from kornhamn.analytics.types.indicators import Example, Indicator

_ORE_IN_A_KRONA = 100
_IN_KRONOR = {"kr": "ore", "limit_kr": "limit"}


def counted(indicator: Indicator) -> pl.DataFrame:
    """Return the figures of an indicator's example, as its formula counts them."""
    found = figures(FORMULAS[indicator.id](ledger_of(indicator.example)))
    return in_order(found.collect())


def expected(example: Example) -> pl.DataFrame:
    """Return the figures that were worked out by hand: the columns that the example names."""
    return in_order(_table(example.expected, FIGURES))


def ledger_of(example: Example) -> Ledger:
    """Return the example's tables as a ledger."""
    return Ledger(
        lines=_whole(example.lines, LINES),
        suppliers=_whole(example.suppliers, SUPPLIERS),
        wins=_whole(example.wins, WINS),
        lots=_whole(example.lots, LOTS),
        limits=_whole(example.limits, LIMITS),
    )


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of a table in text, the headings first."""
    return [[cell.strip() for cell in line.split(";")] for line in table.strip().splitlines()]


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Return figures by what they are about, the group last."""
    keys = [name for name in SUBJECT if name in frame.columns]
    return frame.sort(keys, nulls_last=True)


def _whole(table: str, schema: pl.Schema) -> pl.LazyFrame:
    """Return a table with every column of its schema, the absent ones null."""
    if not table:
        return pl.LazyFrame(schema=schema)
    frame = _table(table, schema)
    return frame.lazy().select(
        pl.col(name) if name in frame.columns else pl.lit(None, kind).alias(name)
        for name, kind in schema.items()
    )


def _table(table: str, schema: pl.Schema) -> pl.DataFrame:
    """Return a table in text in the types of its columns; `kr` is whole or decimal kronor."""
    text = "\n".join(";".join(row) for row in rows_of(table))
    read = pl.read_csv(io.StringIO(text), separator=";", infer_schema=False)
    return read.select(_typed(name, schema) for name in read.columns)


def _typed(name: str, schema: pl.Schema) -> pl.Expr:
    if name in _IN_KRONOR:
        ore = pl.col(name).cast(pl.Decimal(18, 2)) * _ORE_IN_A_KRONA
        return ore.cast(pl.Int64).alias(_IN_KRONOR[name])
    if schema[name] == pl.Boolean:
        return pl.col(name) == "true"
    if schema[name] == pl.Date:
        return pl.col(name).str.to_date()
    return pl.col(name).cast(schema[name])
