"""The dictionaries of a load entered in the database, set by set, and written with their keys."""

from pathlib import Path

import polars as pl
from django.db import connection

from kornhamn.files.tables.texts import masked
from kornhamn.spend.ledger.encoding import Encoder
from kornhamn.spend.models import LedgerSource
from kornhamn.spend.types.columns import (
    ACCOUNTS,
    ACCOUNTS_FILE,
    POSTINGS,
    POSTINGS_FILE,
    SPELLINGS,
    SPELLINGS_FILE,
    UNITS,
    UNITS_FILE,
)
from kornhamn.suppliers.actions import enter_spellings
from kornhamn.suppliers.actions.copying import copy_in
from kornhamn.suppliers.queries.frames import frame_of
from kornhamn.suppliers.types import Origin

_UNIT = {"buyer_number": "text", "buyer": "text", "unit": "text", "source_id": "uuid"}
_ACCOUNT = {"number": "text", "text": "text"}
_POSTING = {"spelling_id": "integer", "account_id": "integer", "text": "text"}
_DEFAULTS = {"category": "''", "classified_by": "''"}  # of a posting nobody has looked at


def register(encoder: Encoder, source: LedgerSource, folder: Path) -> None:
    """Enter what is new of spellings, units, accounts and postings; write all with their keys.

    Personal numbers stand in the table of spellings alone: the file hides them.
    """
    spellings = enter_spellings(encoder.spellings.frame, Origin.LEDGER)
    units = encoder.units.frame.with_columns(source_id=pl.lit(str(source.pk)))
    units = units.with_columns(_keys("spend_unit", units, _UNIT))
    accounts = encoder.accounts.frame
    accounts = accounts.with_columns(_keys("spend_account", accounts, _ACCOUNT))
    postings = encoder.postings.frame
    entered = postings.select(
        spellings["key"].gather(postings["spelling"]).alias("spelling_id"),
        accounts["key"].gather(postings["account"]).alias("account_id"),
        "text",
    )
    postings = postings.with_columns(_keys("spend_posting", entered, _POSTING, _DEFAULTS))
    hidden = spellings.with_columns(masked(spellings["given_number"]))
    for frame, schema, name in (
        (hidden, SPELLINGS, SPELLINGS_FILE),
        (units, UNITS, UNITS_FILE),
        (accounts, ACCOUNTS, ACCOUNTS_FILE),
        (postings, POSTINGS, POSTINGS_FILE),
    ):
        frame.select(pl.col(column).cast(kind) for column, kind in schema.items()).write_parquet(
            folder / name
        )


def _keys(
    table: str, rows: pl.DataFrame, columns: dict[str, str], defaults: dict[str, str] | None = None
) -> pl.Series:
    """Return the key (Int32) of each row in a table, entering the rows that are not there."""
    names = ", ".join(columns)
    same = " AND ".join(f"t.{name} = i.{name}" for name in columns)
    more, values = (
        ", ".join(["", *part]) for part in ((defaults or {}), (defaults or {}).values())
    )
    with connection.cursor() as cursor:
        incoming = rows.select(list(columns)).with_row_index("row")
        copy_in(cursor, "incoming", incoming, {"row": "integer", **columns})
        cursor.execute(
            f"INSERT INTO {table} ({names}{more}) SELECT DISTINCT {names}{values} FROM incoming"  # noqa: S608 - made of constants
            " ON CONFLICT DO NOTHING"
        )
        found = frame_of(
            f"SELECT i.row, t.key FROM incoming i JOIN {table} t ON {same} ORDER BY i.row",  # noqa: S608 - made of constants
            pl.Schema({"row": pl.Int32(), "key": pl.Int32()}),
        )
        cursor.execute("DROP TABLE incoming")
    return found["key"]
