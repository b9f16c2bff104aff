"""Spellings that a source wrote, entered once each."""

import polars as pl
from django.db import connection, transaction

from kornhamn.suppliers.actions.copying import copy_in, copy_rows
from kornhamn.suppliers.queries.frames import frame_of
from kornhamn.suppliers.rules.names import plain_names
from kornhamn.suppliers.rules.numbers import read_numbers
from kornhamn.suppliers.types import Origin

TEXTS = {"name": 250, "given_number": 60, "place": 120, "bank": 60}  # with the longest kept
_KEYS = """
SELECT i.row, s.key FROM incoming_spelling i
LEFT JOIN suppliers_spelling s ON s.name = i.name AND s.given_number = i.given_number
      AND s.place = i.place AND s.bank = i.bank AND s.origin = i.origin
ORDER BY i.row
"""
_ENTER = """
INSERT INTO suppliers_spelling (name, given_number, place, bank, origin, number, number_kind,
                                plain_name, form, settled_by)
SELECT name, given_number, place, bank, origin, number, number_kind, plain_name, form, ''
FROM fresh_spelling ORDER BY name, given_number, place, bank
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def enter_spellings(spellings: pl.DataFrame, origin: Origin) -> pl.DataFrame:
    """Return the frame with `key` (Int32) of each row's spelling, entering those that are new.

    The frame holds the texts name, given_number, place and bank (those absent are blank, as is
    null); other columns and the order of rows are kept. The new ones wait for `settle_spellings`.
    """
    texts = spellings.select(_text(name, spellings) for name in TEXTS)
    distinct = texts.unique(maintain_order=True).with_row_index("row")
    with connection.cursor() as cursor:
        incoming = distinct.with_columns(origin=pl.lit(origin.value))
        copy_in(cursor, "incoming_spelling", incoming, _types("row", *TEXTS, "origin"))
        keys = _keys()
        if keys["key"].null_count():
            fresh = incoming.filter(keys["key"].is_null())
            for piece in fresh.iter_slices(100_000):
                _enter(piece)
            keys = _keys()
        cursor.execute("DROP TABLE incoming_spelling")
    keyed = distinct.with_columns(keys["key"])
    found = texts.join(keyed, on=list(TEXTS), how="left", maintain_order="left")
    return spellings.with_columns(found["key"])


def _text(name: str, spellings: pl.DataFrame) -> pl.Expr:
    """Return the text as it stood, without what no database holds, and not too long."""
    if name not in spellings.columns:
        return pl.lit("").alias(name)
    text = pl.col(name).cast(pl.String).fill_null("")
    return text.str.replace_all("\u0000", "").str.strip_chars().str.head(TEXTS[name]).alias(name)


def _types(*names: str) -> dict[str, str]:
    return {name: "integer" if name == "row" else "text" for name in names}


def _keys() -> pl.DataFrame:
    return frame_of(_KEYS, pl.Schema({"row": pl.Int32(), "key": pl.Int32()}))


def _enter(fresh: pl.DataFrame) -> None:
    names = plain_names(fresh.select("name", "place"))
    numbers = read_numbers(pl.DataFrame([fresh["given_number"], names["form"]]))
    columns = fresh.drop("row").hstack(
        [*numbers.select("number", "number_kind"), *names.select("plain_name", "form")]
    )
    with connection.cursor() as cursor:
        copy_in(cursor, "fresh_spelling", columns.head(0), _types(*columns.columns))
        copy_rows(cursor, "fresh_spelling", columns)
        cursor.execute(_ENTER)
        cursor.execute("DROP TABLE fresh_spelling")
