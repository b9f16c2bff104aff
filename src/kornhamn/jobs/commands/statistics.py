"""The command that imports the nation's procurement statistics."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from kornhamn.jobs.after_loads import follow_statistics
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import import_statistics
from kornhamn.procurement.queries import RunReport, run_report
from kornhamn.procurement.types import REASONS, Effect

Paths = Annotated[
    list[Path], typer.Argument(exists=True, help="Files (.xlsx, .csv), or folders with them.")
]
Remarks = Annotated[int, typer.Option(min=0, help="How many remarks to print.")]
_COUNTS = ("rows", "imported", "merged", "changed", "unchanged", "rejected")


def import_files(paths: Paths, *, remarks: Remarks = 20) -> None:
    """Import procurement statistics; the same file twice changes nothing.

    Interrupt it at any time: the same command again continues where it stopped.
    """
    at = timezone.now()  # noqa: TID251 - the edge
    try:
        with _progress() as show:
            run = import_statistics(paths, by=SYSTEM, at=at, progress=show)
    except KeyboardInterrupt:
        typer.echo("Interrupted. What was written is whole; the same command continues.", err=True)
        raise typer.Exit(130) from None
    follow_statistics()
    _print_report(run_report(run.pk), remarks)


@contextmanager
def _progress() -> Iterator["_Shown"]:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Shown(progress)


class _Shown:
    """A bar that first says that files are read, then counts rows."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task = progress.add_task("Reading the files", total=None)

    def __call__(self, done: int, total: int) -> None:
        """Show how many rows are done."""
        self.progress.update(
            self.task, description="Writing rows", completed=done, total=total or None
        )


def _print_report(report: RunReport, remarks: int) -> None:
    console = Console(width=None if sys.stdout.isatty() else 120)
    files = Table("Kind")
    for count in _COUNTS:
        files.add_column(count.capitalize(), justify="right")
    files.add_column("File", overflow="fold")
    for file in report.files:
        counts = (file.rows, *(getattr(file, f"rows_{count}") for count in _COUNTS[1:]))
        known = " (its content was known)" if file.repeats_id else ""
        files.add_row(file.kind, *(str(count) for count in counts), file.name + known)
    console.print(files)
    for name in report.run.left_aside:
        console.print(f"{name}: left aside, it holds no statistics.")
    _print_remarks(console, report, remarks)
    console.print(_outcome(report))


def _print_remarks(console: Console, report: RunReport, most: int) -> None:
    for remark in report.remarks[:most]:
        reason, done = REASONS.get(remark.code, remark.code), Effect(remark.effect).done
        instead = f": “{remark.kept}”" if remark.kept else ""
        told = f"{remark.file.name}, row {remark.row}, {remark.column or 'the whole row'}: "
        told += f"“{remark.value}”. {reason} → {done}{instead}"
        console.print(told, markup=False, highlight=False, soft_wrap=True)
    if report.remarks_total > most:
        console.print(f"… and {report.remarks_total - most} more remarks; see --remarks.")


def _outcome(report: RunReport) -> str:
    if report.changed_nothing:
        return "Nothing new: everything in these files was known. Nothing was changed."
    run = report.run
    return (
        f"{run.procurements_created} procurements made, {run.procurements_changed} changed. "
        f"Every one of {report.rows} rows is accounted for."
    )
