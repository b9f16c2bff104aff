"""The columns of a spend snapshot, one a line: cells of a load, the cube, what its numbers mean.

Measures are sums, so that cells of any two places may be added and a cell may be taken away.
Money is whole öre, days are whole days, months count from year 0 (`12 * year + month - 1`).
"""

import polars as pl

CELLS, ITEMS = "cells.parquet", "items.parquet"
CUBE, SUPPLIERS = "cube", "suppliers"  # a snapshot has one file of each a part: cube-000.parquet
SPELLING_MAP, POSTING_MAP, UNIT_MAP = "spellings", "postings", "units"
PROCURED = "procured.parquet"
PLACES, LOADS = "places.json", "loads.json"

MEASURES = pl.Schema(
    {
        "ore": pl.Int64(),
        "lines": pl.Int32(),
        "credit_ore": pl.Int64(),  # of lines below zero
        "credits": pl.Int32(),  # lines below zero
        "invoices": pl.Int32(),  # each counted once a load, where its first line stands
        "agreement_ore": pl.Int64(),  # of lines that name an agreement
        "told_ore": pl.Int64(),  # of lines in loads that name agreements at all
        "term_lines": pl.Int32(),  # lines with a day of invoice and a due day
        "term_days": pl.Int64(),  # from invoice to due
        "paid_lines": pl.Int32(),  # lines with a day of invoice and a day of payment
        "paid_days": pl.Int64(),  # from invoice to payment
        "within_30": pl.Int32(),  # of paid lines: paid within 30 days of the invoice
        "due_lines": pl.Int32(),  # lines with a due day and a day of payment
        "late_lines": pl.Int32(),  # of due lines: paid after the due day
        "late_days": pl.Int64(),  # days after the due day, of late lines
    }
)
CELL_KEYS = pl.Schema(
    {
        "spelling": pl.Int32(),  # keys of the database, as in the load's dictionaries
        "posting": pl.Int32(),
        "unit": pl.Int32(),
        "month": pl.Int32(),  # null where the line has no day
    }
)
CUBE_KEYS = pl.Schema(
    {
        "month": pl.Int32(),
        "authority": pl.Int16(),  # place in places.json; null where the unit is matched to none
        "category": pl.Int16(),  # place in places.json; null where nobody said which
        "supplier": pl.Int32(),  # Supplier.key; null where the spelling is not settled
    }
)
CELLS_SCHEMA = pl.Schema(CELL_KEYS | MEASURES)
CUBE_SCHEMA = pl.Schema(CUBE_KEYS | MEASURES)

ITEMS_SCHEMA = pl.Schema(
    {
        "spelling": pl.Int32(),
        "posting": pl.Int32(),
        "unit": pl.Int32(),
        "month": pl.Int32(),
        "item": pl.String(),
        "quantity_milli": pl.Int64(),
        "ore": pl.Int64(),
        "lines": pl.Int32(),
    }
)
SUPPLIERS_SCHEMA = pl.Schema(
    {
        "supplier": pl.Int32(),  # Supplier.key
        "id": pl.String(),
        "name": pl.String(),  # a pseudonym where it is a sole trader
        "kind": pl.String(),
        "number": pl.String(),  # of legal persons alone
        "size": pl.String(),
        "legal_form": pl.String(),
        "corporate_group": pl.String(),
        "civil_society": pl.Boolean(),  # an association or foundation; null where unknown
    }
)
SPELLING_MAP_SCHEMA = pl.Schema({"spelling": pl.Int32(), "supplier": pl.Int32()})
POSTING_MAP_SCHEMA = pl.Schema({"posting": pl.Int32(), "category": pl.Int16()})
PROCURED_SCHEMA = pl.Schema({"authority": pl.String(), "spelling": pl.Int32()})
UNIT_MAP_SCHEMA = pl.Schema({"unit": pl.Int32(), "authority": pl.Int16()})


def month_of(day: pl.Expr) -> pl.Expr:
    """Return the number of a day's month, null where there is no day."""
    return 12 * day.dt.year() + day.dt.month().cast(pl.Int32) - 1


def month_number(text: str) -> int:
    """Return the number of a month written 2026-03."""
    year, month = text.split("-")
    return 12 * int(year) + int(month) - 1


def month_text(number: int) -> str:
    """Return a month's number as 2026-03."""
    year, month = divmod(number, 12)
    return f"{year:04d}-{month + 1:02d}"
