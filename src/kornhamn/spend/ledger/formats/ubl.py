"""Invoices in UBL (Peppol BIS Billing 3) as a table: a row a line, to the öre of each invoice.

An invoice alone that is wrong is refused. Among many it is one row that is refused, with the
amount it gives and the reason in its text, so that the others can be read.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kornhamn.files.limits import Limits
from kornhamn.files.refusals import FileRefusedError
from kornhamn.files.tables.table import PROBLEM, ROW, Table, cell, schema
from kornhamn.spend.ledger.formats.ubl_document import Line, lines_of
from kornhamn.spend.ledger.formats.ubl_files import Invoices, invoices_in

HEADER = (
    "buyer_number", "buyer", "unit", "supplier", "supplier_number", "place", "bank", "account",
    "amount", "booked_on", "invoiced_on", "due_on", "invoice", "agreement", "text", "item",
    "quantity", "unit_price", "order", "reference", "cpv", "line", "file",
)  # fmt: skip
_CHUNK = 50_000  # lines at a time


def open_invoices(path: Path, name: str, limits: Limits) -> Table:
    """Return the invoices of an XML file, a zip or a folder as a table."""
    found = invoices_in(path, name, limits)
    alone = len(found.names) == 1
    if alone:
        next(iter(_Lines(found, alone=True)), None)
    return Table(
        header=HEADER,
        format={"kind": "ubl", "invoices": len(found.names), "other_files": found.others},
        chunks=_Lines(found, alone=alone).chunks,
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of invoices, one after another; alone, a wrong one is refused."""

    invoices: Invoices
    alone: bool

    def __iter__(self) -> Iterator[tuple[str | None, Line]]:
        """Yield each line with its problem, if it has one."""
        for name, read in self.invoices:
            try:
                lines = lines_of(read(), name)
            except FileRefusedError as refusal:
                if self.alone:
                    raise
                yield refusal.code, _refused(refusal, name)
            else:
                yield from ((None, line) for line in lines)

    def chunks(self) -> Iterator[pl.DataFrame]:
        """Yield the lines as texts, numbered from 1."""
        everything, first = iter(self), 1
        while some := list(itertools.islice(everything, _CHUNK)):
            yield _frame(some, first)
            first += len(some)


def _refused(refusal: FileRefusedError, name: str) -> Line:
    """Return what is known of an invoice that is not read, in figures and names alone."""
    told = {key: str(value) for key, value in refusal.params.items()}
    sums = " ≠ ".join(told[key] for key in ("declared", "counted") if key in told)
    rest = (told[key] for key in ("currency", "value", "place", "found", "line") if key in told)
    return {
        "invoice": told.get("invoice"),
        "amount": told.get("declared"),
        "text": sums or " ".join(rest) or None,
        "file": name,
    }


def _frame(some: list[tuple[str | None, Line]], first: int) -> pl.DataFrame:
    columns = {
        ROW: range(first, first + len(some)),
        PROBLEM: [problem for problem, _ in some],
        **{cell(at): [line.get(column) for _, line in some] for at, column in enumerate(HEADER)},
    }
    return pl.DataFrame(columns, schema=schema(len(HEADER)))
