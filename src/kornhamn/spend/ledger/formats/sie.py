"""SIE 4, the Swedish standard for exported accounts: its vouchers' purchases as a table.

SIE is no supplier ledger. A line is a transaction on an account of costs or investments in a
voucher that owes a supplier; what else the vouchers hold is counted and left aside. The supplier
is the object of dimension 9 where the system writes it, else what a text says.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.files.refusals import ContentNotAsNamed
from kornhamn.files.tables.encodings import Encoding
from kornhamn.files.tables.table import PROBLEM, ROW, Table, cell
from kornhamn.spend.ledger.formats.sie_head import Head
from kornhamn.spend.ledger.formats.sie_posts import encoding_of, posts, summed
from kornhamn.spend.ledger.formats.sie_purchases import (
    Sorted,
    name_in,
    owes_suppliers,
    sort_out,
)
from kornhamn.spend.ledger.formats.sie_refusals import (
    NotSie,
    SieChanged,
    SieWithoutPurchases,
    SieWithoutVouchers,
)
from kornhamn.spend.ledger.formats.sie_transactions import transactions

HEADER = (
    "buyer_number", "buyer", "unit", "supplier", "supplier_id", "account", "account_text",
    "amount", "booked_on", "voucher", "invoice", "text", "quantity", "verifikationstext",
)  # fmt: skip
_QUOTED = 40


@dataclass(slots=True)
class _Survey:
    """What one look through the whole file says."""

    owes: bool = False
    transactions: int = 0
    purchases: int = 0
    by_object: int = 0  # purchases whose supplier is named so
    by_line: int = 0
    by_voucher: int = 0
    other_costs: int = 0
    other_ore: int = 0
    balances: int = 0

    def count(self, found: Sorted, transactions: int) -> None:
        """Count what was found among so many transactions."""
        self.transactions += transactions
        self.purchases += found.purchases.height
        names = found.purchases.select(
            "supplier", by_line=name_in("text"), by_voucher=name_in("voucher_text")
        )
        self.by_object += names["supplier"].count()
        self.by_line += names["by_line"].count()
        self.by_voucher += names["by_voucher"].count()
        self.other_costs += found.other_costs.height
        self.other_ore += int(found.other_costs["ore"].sum())
        self.balances += found.balances

    @property
    def supplier_from(self) -> str:
        """Where the suppliers' names stand: dimension-9, line-text, voucher-text or nothing."""
        if self.by_object:
            return "dimension-9"
        if not max(self.by_line, self.by_voucher):
            return "nothing"
        return "line-text" if self.by_line >= self.by_voucher else "voucher-text"

    @property
    def named(self) -> int:
        """How many purchases have a supplier's name."""
        return self.by_object or max(self.by_line, self.by_voucher)


def open_sie(path: Path, name: str) -> Table:
    """Return the purchases of a SIE 4 file as a table; raises what says why not, and where."""
    encoding = encoding_of(path)
    if encoding is None:
        raise ContentNotAsNamed(name=name)
    head = _head(path, name, encoding)
    survey = _survey(path, name, encoding, head)
    if not survey.purchases:
        raise SieWithoutPurchases(name=name, transactions=survey.transactions)
    reader = _Purchases(path, name, encoding, head, survey)
    return Table(
        header=HEADER,
        format={
            "kind": "sie",
            "encoding": encoding.name,
            "program": head.once.get("PROGRAM", ""),
            "supplier_from": survey.supplier_from,
            "transactions": survey.transactions,
            "without_supplier": survey.purchases - survey.named,
            "aside_balances": survey.balances,
            "aside_costs_without_supplier": survey.other_costs,
            "aside_ore": survey.other_ore,
        },
        chunks=reader.chunks,
    )


def _head(path: Path, name: str, encoding: Encoding) -> Head:
    """Gather what stands once, and see that it is SIE 4 and as it was exported."""
    head, vouchers, checksum = Head(), 0, _Checksum()
    for number, lines in enumerate(posts(path, encoding)):
        if not number:
            _refuse_other(lines, name)
        head.take(lines)
        vouchers += int((lines["label"] == "VER").sum())
        checksum.take(lines, encoding)
    if not vouchers:
        raise SieWithoutVouchers(name=name, type=head.once.get("SIETYP", "–"))
    checksum.refuse_other(name, encoding)
    return head


def _refuse_other(lines: pl.DataFrame, name: str) -> None:
    row, line, label = lines.row(0) if lines.height else (1, "", "")
    if not label:
        raise NotSie(name=name, line=row, found=line[:_QUOTED])


class _Checksum:
    """The sum between the two #KSUMMA of a file that has them (chapter 10)."""

    def __init__(self) -> None:
        self.counted, self.begun, self.declared = 0, False, ""

    def take(self, lines: pl.DataFrame, encoding: Encoding) -> None:
        """Count the posts of a piece."""
        marks = lines.filter(pl.col("label") == "KSUMMA")
        for row, line in marks.select("row", "line").iter_rows():
            value = line.partition(" ")[2].strip() or line.partition("\t")[2].strip()
            if value and self.begun:
                self.declared = value
                lines = lines.filter(pl.col("row") < row)
            elif not self.begun:
                self.begun = True
                lines = lines.filter(pl.col("row") > row)
        if self.begun:
            counted = summed(lines).decode().encode(encoding.codec, "replace")
            self.counted = zlib.crc32(counted, self.counted)

    def refuse_other(self, name: str, encoding: Encoding) -> None:
        """Refuse a sum that differs; one made before the letters were changed proves nothing."""
        if not self.begun or (self.declared and encoding.codec != "cp437"):
            return
        counted = str(self.counted)
        declared = (
            str(int(self.declared) % 2**32)
            if self.declared.lstrip("-").isdigit()
            else self.declared
        )
        if declared != counted:
            raise SieChanged(name=name, declared=self.declared or "–", counted=counted)


def _survey(path: Path, name: str, encoding: Encoding, head: Head) -> _Survey:
    """Check every voucher, and count what is taken and what is left aside.

    Whether anybody is owed is known at the end alone, so both ways of counting are kept.
    """
    owed, unowed = _Survey(owes=True), _Survey()
    owes = False
    for lines in posts(path, encoding):
        told = transactions(lines, name)
        owes = owes or owes_suppliers(told, head)
        for survey in (owed, unowed):
            survey.count(sort_out(told, head, has_suppliers=survey.owes), told.height)
    return owed if owes else unowed


@dataclass(frozen=True, slots=True)
class _Purchases:
    """The purchases of a file that has been looked through."""

    path: Path
    name: str
    encoding: Encoding
    head: Head
    survey: _Survey

    def chunks(self) -> Iterator[pl.DataFrame]:
        """Yield the purchases, a row a transaction, numbered as the lines of the file."""
        for lines in posts(self.path, self.encoding):
            told = transactions(lines, self.name)
            found = sort_out(told, self.head, has_suppliers=self.survey.owes).purchases
            if found.height:
                yield self._chunk(found)

    def _chunk(self, found: pl.DataFrame) -> pl.DataFrame:
        named = {"line-text": name_in("text"), "voucher-text": name_in("voucher_text")}
        columns = {
            "buyer_number": pl.lit(self.head.once.get("ORGNR"), pl.String),
            "buyer": pl.lit(self.head.once.get("FNAMN"), pl.String),
            "supplier": named.get(self.survey.supplier_from, pl.col("supplier")),
            "text": pl.col("text").fill_null(pl.col("voucher_text")),
            "verifikationstext": pl.col("voucher_text"),
        }
        return found.select(
            pl.col("row").cast(pl.Int32).alias(ROW),
            pl.lit(None, pl.String).alias(PROBLEM),
            *(columns.get(name, pl.col(name)).alias(cell(at)) for at, name in enumerate(HEADER)),
        )
