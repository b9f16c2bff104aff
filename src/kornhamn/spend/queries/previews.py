"""What a file would become, without taking anything of it in."""

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from kornhamn.files.limits import Limits
from kornhamn.files.tables.proposing import Proposal, propose
from kornhamn.spend.ledger.fields import LEDGER, Field
from kornhamn.spend.ledger.mapping import mapping_from
from kornhamn.spend.ledger.reading import open_table
from kornhamn.spend.ledger.writing import Count, write_lines
from kornhamn.spend.models import LedgerSource
from kornhamn.spend.types.columns import REMARKS_FILE


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's columns, what they are thought to be, and what its rows would become."""

    header: tuple[str, ...]
    proposal: Proposal[Field]
    count: Count
    remarks: pl.DataFrame


def preview_file(path: Path, source: str, month: date | None, limits: Limits) -> Preview:
    """Return what a file would become as the next one of a source; nothing is kept.

    Raises the FileRefusedError, or MappingIncomplete, that says why it would be nothing.
    """
    with tempfile.TemporaryDirectory(prefix="kornhamn-") as name:
        folder = Path(name)
        table = open_table(path, path.name, limits, folder)
        known = LedgerSource.objects.filter(name=source).first()
        saved = mapping_from(known.mapping, table.header) if known and known.mapping else None
        proposal = propose(table, path.name, LEDGER, saved)
        if month:
            proposal = replace(proposal, mapping=proposal.mapping.of_month(month))
        written = write_lines(table, proposal.mapping, folder)
        remarks = pl.read_parquet(folder / REMARKS_FILE)
        return Preview(table.header, proposal, written.count, remarks)
