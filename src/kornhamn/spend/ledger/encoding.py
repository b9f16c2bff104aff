"""Texts into numbers, chunk by chunk: each dictionary of a load holds an entry once."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from kornhamn.files.tables.texts import clean
from kornhamn.spend.ledger.fields import Field
from kornhamn.spend.ledger.numbering import Codes, Numbering, Shortcut

_ACCOUNT = r"^(\d{1,10})[\s:;.–-]+(\D.*)$"  # a number and its text in one cell


class Dictionary:
    """Entries met so far, numbered in the order they came; `entries` is how a row reads.

    Every expression of `entries` is evaluated once for each different combination of texts.
    """

    def __init__(self, entries: Sequence[pl.Expr]) -> None:
        self.entries = list(entries)
        self.names = [entry.meta.output_name() for entry in self.entries]
        self.raw: Shortcut | None = None
        self.clean = Numbering()
        self.parts: list[pl.DataFrame] = []
        self.height = 0

    @property
    def frame(self) -> pl.DataFrame:
        """All entries, in the order of their numbers."""
        if not self.parts:
            return pl.DataFrame(schema=dict.fromkeys(self.names, pl.String))
        return pl.concat(self.parts)

    def codes(self, raw: pl.DataFrame) -> pl.Series:
        """Return the number (Int32) of each row's entry, adding those that are new."""
        self.raw = self.raw or Shortcut(raw.width)
        return pl.Series(self.raw.codes(raw, self._of_new))

    def _of_new(self, raw: pl.DataFrame) -> Codes:
        return self.clean.codes(raw.select(self.entries), self._added)

    def _added(self, entries: pl.DataFrame) -> Codes:
        first, self.height = self.height, self.height + entries.height
        self.parts.append(entries)
        return np.arange(first, self.height, dtype=np.int32)


SUPPLIER = (Field.SUPPLIER, Field.SUPPLIER_NUMBER, Field.SUPPLIER_ID, Field.PLACE, Field.BANK)
ACCOUNT = (Field.ACCOUNT, Field.ACCOUNT_TEXT)
UNIT = {Field.BUYER_NUMBER: 20, Field.BUYER: 200, Field.UNIT: 200}  # with the longest kept
TEXT = {Field.TEXT: 250}


class Encoder:
    """The dictionaries of one load, and the codes of its lines."""

    def __init__(self, used: frozenset[Field]) -> None:
        self.used = used
        self.spellings = Dictionary(_spelling(used))
        self.units = Dictionary(_texts(used, UNIT))
        self.accounts = Dictionary(_account(used))
        self.postings = Dictionary([pl.col("spelling"), pl.col("account"), *_texts(used, TEXT)])

    def codes(self, lines: pl.DataFrame) -> list[pl.Series]:
        """Return unit, spelling, account and posting of each line, by their dictionaries."""
        unit = self.units.codes(self._raw(lines, tuple(UNIT))).alias("unit")
        spelling = self.spellings.codes(self._raw(lines, SUPPLIER)).alias("spelling")
        account = self.accounts.codes(self._raw(lines, ACCOUNT)).alias("account")
        text = [lines[Field.TEXT.value]] if Field.TEXT in self.used else []
        posting = self.postings.codes(pl.DataFrame([spelling, account, *text]))
        return [unit, spelling, account, posting.alias("posting")]

    def _raw(self, lines: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
        names = [one.value for one in fields if one in self.used]
        if names:
            return lines.select(names)
        return pl.select(pl.repeat(None, lines.height, dtype=pl.String).alias("none"))


def _text(used: frozenset[Field], field: Field) -> pl.Expr:
    return pl.col(field.value) if field in used else pl.lit(None, dtype=pl.String)


def _texts(used: frozenset[Field], longest: dict[Field, int]) -> list[pl.Expr]:
    return [clean(_text(used, one), most).alias(one.value) for one, most in longest.items()]


def _spelling(used: frozenset[Field]) -> list[pl.Expr]:
    """Return how a supplier is spelled; its own number counts before the ledger's."""
    number = clean(_text(used, Field.SUPPLIER_NUMBER), 60)
    own = clean(_text(used, Field.SUPPLIER_ID), 60)
    return [
        clean(_text(used, Field.SUPPLIER), 250).alias("name"),
        pl.when(number != "").then(number).otherwise(own).alias("given_number"),
        clean(_text(used, Field.PLACE), 120).alias("place"),
        clean(_text(used, Field.BANK), 60).alias("bank"),
    ]


def _account(used: frozenset[Field]) -> list[pl.Expr]:
    """Return an account's number and text, also where they stand in one cell."""
    cell, text = clean(_text(used, Field.ACCOUNT), 220), clean(_text(used, Field.ACCOUNT_TEXT), 200)
    number = cell.str.extract(_ACCOUNT, 1)
    return [
        pl.coalesce(number, cell).str.head(20).alias("number"),
        pl.when(text != "").then(text).otherwise(cell.str.extract(_ACCOUNT, 2).fill_null(""))
        .str.head(200).alias("text"),
    ]  # fmt: skip
