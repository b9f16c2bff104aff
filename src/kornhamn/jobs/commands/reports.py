"""The yearly report from the command line."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from kornhamn.analytics.actions import note_report
from kornhamn.analytics.queries.report import ReportForm, yearly_report
from kornhamn.analytics.types import Part, Selection
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import SYSTEM, Scope

Folder = Annotated[Path, typer.Option("--to", help="The folder the files are written to.")]
WHOSE = {None: "Kommunkoncernen", Part.MUNICIPALITY: "Kommunen", Part.COMPANIES: "Bolagen"}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(report)


def report(
    edition: str,
    year: int,
    *,
    part: Part | None = None,
    language: str = "sv",
    to: Folder = Path(),
) -> None:
    """Write the yearly report under an edition as PDF and Excel, and print its hash."""
    selection = Selection(edition, period=Period.year(year), part=part)
    content = yearly_report(selection, Scope(group=True), whose=WHOSE[part], language=language)
    to.mkdir(parents=True, exist_ok=True)
    for form in ReportForm:
        at = timezone.now()  # noqa: TID251 - the edge
        made = note_report(content, form, by=SYSTEM, at=at)
        (to / made.name).write_bytes(made.data)
        typer.echo(str(to / made.name))
    typer.echo(f"hash {content.hash}")
