"""The columns of a load: one folder below `settings.LEDGERS`, named by the load's id.

`lines.parquet` holds a row a line taken, in the order of the file. Its codes are row numbers in
the load's own dictionaries, whose column `key` is the row's primary key in the database: a load
never changes once it is written, and a merged supplier or a new category moves no line.
"""

import polars as pl

LINES_FILE, REMARKS_FILE = "lines.parquet", "remarks.parquet"
SPELLINGS_FILE, UNITS_FILE = "spellings.parquet", "units.parquet"
ACCOUNTS_FILE, POSTINGS_FILE = "accounts.parquet", "postings.parquet"

LINES = pl.Schema(
    {
        "row": pl.Int32(),  # in the file; the header is row 1
        "unit": pl.Int32(),  # row number in units.parquet
        "spelling": pl.Int32(),
        "account": pl.Int32(),
        "posting": pl.Int32(),
        "booked_on": pl.Date(),
        "ore": pl.Int64(),  # without VAT where the file says; a credit is negative
        "voucher": pl.String(),
        "invoice": pl.String(),
        "agreement": pl.String(),  # the agreement the ledger names
        "ground": pl.String(),  # why it was bought so, in the ledger's words
        "invoiced_on": pl.Date(),
        "due_on": pl.Date(),
        "paid_on": pl.Date(),
        "item": pl.String(),  # the article of an invoice line
        "quantity_milli": pl.Int64(),  # thousandths
        "unit_price_ore": pl.Int64(),
    }
)
SPELLINGS = pl.Schema(
    {
        "name": pl.String(),
        "given_number": pl.String(),
        "place": pl.String(),
        "bank": pl.String(),
        "key": pl.Int32(),
    }
)
UNITS = pl.Schema(
    {
        "buyer_number": pl.String(),
        "buyer": pl.String(),
        "unit": pl.String(),
        "key": pl.Int32(),
    }
)
ACCOUNTS = pl.Schema({"number": pl.String(), "text": pl.String(), "key": pl.Int32()})
POSTINGS = pl.Schema(
    {
        "spelling": pl.Int32(),  # row number in spellings.parquet
        "account": pl.Int32(),
        "text": pl.String(),
        "key": pl.Int32(),
    }
)
REMARKS = pl.Schema(
    {
        "row": pl.Int32(),
        "column": pl.String(),  # as the file names it
        "value": pl.String(),  # personal numbers are masked
        "code": pl.String(),
        "refused": pl.Boolean(),  # the row was not taken
    }
)
