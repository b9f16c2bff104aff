"""The command that loads supplier ledgers."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Protocol

import polars as pl
import typer
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from kornhamn.files.limits import Limits
from kornhamn.jobs.after_loads import follow_loads
from kornhamn.kernel.money import Money
from kornhamn.organisation.queries import authority_with_code
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import LoadedBefore, load_ledger, receive_file, source_named
from kornhamn.spend.queries import Mapping, mapping_from, preview_file, remarks_of
from kornhamn.spend.types import REASONS

Paths = Annotated[
    list[Path], typer.Argument(exists=True, dir_okay=False, help="Files of one ledger.")
]
Source = Annotated[
    str, typer.Option(help="The ledger they come from: its columns are remembered by this name.")
]
AuthorityCode = Annotated[
    str, typer.Option("--authority", help="Whose lines they are where the file does not say.")
]
Month = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m"], help="The month of a file without days, as 2016-03."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would happen; take nothing in.")]
Known = Annotated[
    bool,
    typer.Option("--although-known", help="Load it also where other loads hold some of its lines."),
]
Remarks = Annotated[int, typer.Option(min=0, help="How many remarks to print.")]
_PIECE = 1024 * 1024


def import_ledgers(  # noqa: PLR0913 - options of a command
    paths: Paths,
    *,
    source: Source,
    authority: AuthorityCode = "",
    month: Month = None,
    dry_run: DryRun = False,
    although_known: Known = False,
    remarks: Remarks = 20,
) -> None:
    """Load supplier ledgers; the same file twice changes nothing.

    Interrupt it at any time: the same command again takes the file in from its beginning.
    """
    of_month = month.date() if month else None
    if dry_run:
        limits = Limits(file_bytes=settings.MAX_LEDGER_BYTES)
        for path in paths:
            seen = preview_file(path, source, of_month, limits)
            _print_columns(seen.proposal.mapping, seen.header)
            _print_counts(path.name, seen.count)
            _print_remarks(seen.remarks, remarks)
        return
    at = timezone.now()  # noqa: TID251 - the edge
    owner = authority_with_code(authority) if authority else None
    ledger = source_named(source, authority=owner, by=SYSTEM, at=at)
    loads = []
    for path in paths:
        try:
            load = receive_file(_OnDisk(path), path.name, source=ledger, by=SYSTEM, at=at)
        except LoadedBefore as nothing_new:
            typer.echo(str(nothing_new))
            continue
        mapping = mapping_from(load.mapping, load.format["header"])
        mapping = mapping.of_month(of_month or mapping.month)
        with _progress(path.name) as tell:
            load_ledger(load, mapping, although_known=although_known, by=SYSTEM, at=at, tell=tell)
        loads.append(load)
        _print_columns(mapping, load.format["header"])
        _print_counts(path.name, load)
        _print_remarks(remarks_of(load), remarks)
    if loads:
        follow_loads()


class Counted(Protocol):
    """What a file became, or would become."""

    rows_read: int
    rows_taken: int
    ore_read: int
    ore_taken: int


class _OnDisk:
    """A file of this machine, as if it were uploaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def chunks(self) -> Iterator[bytes]:
        """Return the content in pieces."""
        with self.path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


@contextmanager
def _progress(name: str) -> Iterator["_Shown"]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Shown(progress, name)


class _Shown:
    """A line that says how many rows have been read."""

    def __init__(self, progress: Progress, name: str) -> None:
        self.progress, self.name = progress, name
        self.task = progress.add_task(f"Reading {name}", total=None)

    def __call__(self, rows: int) -> None:
        """Show how many rows have been read."""
        self.progress.update(self.task, description=f"Reading {self.name}: {rows} rows")


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 120)


def _print_columns(mapping: Mapping, header: Sequence[str]) -> None:
    written = mapping.as_json(header)
    table = Table("Column", "Read as")
    for field, column in written["columns"].items():
        table.add_row(column, field)
    _console().print(table)
    if mapping.month:
        _console().print(f"Every line is of {mapping.month:%Y-%m}, since the file has no days.")


def _print_counts(name: str, count: "Counted") -> None:
    table = Table(name, "Read", "Taken", "Refused")
    rows = (count.rows_read, count.rows_taken, count.rows_read - count.rows_taken)
    kronor = (count.ore_read, count.ore_taken, count.ore_read - count.ore_taken)
    table.add_row("rows", *(str(number) for number in rows))
    table.add_row("kronor", *(str(Money.from_ore(ore).kronor) for ore in kronor))
    _console().print(table)


def _print_remarks(remarks: pl.DataFrame, most: int) -> None:
    for remark in remarks.head(most).iter_rows(named=True):
        done = "the row was not taken" if remark["refused"] else "taken all the same"
        told = f"Row {remark['row']}, {remark['column'] or 'the whole row'}: “{remark['value']}”. "
        told += f"{REASONS.get(remark['code'], remark['code'])} → {done}"
        _console().print(told, markup=False, highlight=False, soft_wrap=True)
    if remarks.height > most:
        _console().print(f"… and {remarks.height - most} more remarks; see --remarks.")
