"""What a formula reads and what it answers: columns, declared one a line.

A figure is a whole number in the indicator's unit (öre, ten-thousandths, tenths of days, a count),
so that it is the same on every engine. A null authority is the group as a whole.
"""

from dataclasses import dataclass, field

import polars as pl

LINES = pl.Schema(
    {
        "load": pl.String(),  # the load's id, and the row in its file: where a figure leads back to
        "row": pl.Int32(),
        "authority": pl.String(),  # its code; null where the ledger's unit is none of the group's
        "supplier": pl.Int32(),  # suppliers.Supplier.key; null where masked or not settled
        "category": pl.String(),  # a code of the category tree; null is unknown
        "booked_on": pl.Date(),
        "ore": pl.Int64(),  # without VAT where the ledger says; a credit is negative
        "voucher": pl.String(),
        "invoice": pl.String(),
        "agreement": pl.String(),  # texts are null where the ledger is silent
        "ground": pl.String(),
        "invoiced_on": pl.Date(),
        "due_on": pl.Date(),
        "paid_on": pl.Date(),
        "item": pl.String(),
        "quantity_milli": pl.Int64(),
    }
)
SUPPLIERS = pl.Schema(
    {
        "supplier": pl.Int32(),
        "size": pl.String(),  # micro, small, medium, large; null is unknown
        "civil_society": pl.Boolean(),  # null is unknown
    }
)
WINS = pl.Schema(  # contracts won in procurements, in the whole nation
    {
        "authority": pl.String(),  # null where the buyer is outside the group
        "in_group": pl.Boolean(),
        "supplier": pl.Int32(),
        "contracts": pl.Int64(),
    }
)
LOTS = pl.Schema({"authority": pl.String(), "published_on": pl.Date(), "tenders": pl.Int64()})
LIMITS = pl.Schema({"day": pl.Date(), "limit": pl.Int64()})  # direct awards, öre; null is unknown

FIGURES = pl.Schema(
    {
        "authority": pl.String(),  # null is the group
        "category": pl.String(),
        "supplier": pl.Int32(),
        "item": pl.String(),
        "year": pl.Int32(),
        "value": pl.Int64(),  # null is unknown
        "part": pl.Int64(),  # what the value was made of; its reference page says what
        "whole": pl.Int64(),
        "forecast": pl.Int64(),  # öre at the end of the year, where one is made
        "low": pl.Int64(),
        "high": pl.Int64(),
        "years": pl.Int32(),  # earlier years that the forecast rests on
    }
)
SUBJECT = ("authority", "category", "supplier", "item", "year")  # what a figure is about


def _nothing(schema: pl.Schema) -> pl.LazyFrame:
    return pl.LazyFrame(schema=schema)


@dataclass(frozen=True)
class Ledger:
    """Everything a formula may read: the lines, and what is known of who is in them."""

    lines: pl.LazyFrame
    suppliers: pl.LazyFrame = field(default_factory=lambda: _nothing(SUPPLIERS))
    wins: pl.LazyFrame = field(default_factory=lambda: _nothing(WINS))
    lots: pl.LazyFrame = field(default_factory=lambda: _nothing(LOTS))
    limits: pl.LazyFrame = field(default_factory=lambda: _nothing(LIMITS))


def figures(found: pl.LazyFrame) -> pl.LazyFrame:
    """Return what a formula found in the columns of figures, absent ones null."""
    have = set(found.collect_schema().names())
    return found.select(
        (pl.col(name) if name in have else pl.lit(None)).cast(kind).alias(name)
        for name, kind in FIGURES.items()
    )
