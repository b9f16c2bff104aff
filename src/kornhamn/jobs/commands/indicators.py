"""Commands about the figures' indicators and the questions they raise."""

from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from kornhamn.analytics.actions import refresh_indicators
from kornhamn.analytics.queries.flags import flags_in, indicator_figures
from kornhamn.analytics.queries.indicators import declared_indicators
from kornhamn.analytics.types.flags import Queue
from kornhamn.analytics.types.indicators import Indicator
from kornhamn.jobs.commands.programme import Format
from kornhamn.jobs.indicator_data import figure, figure_rows, flag_rows
from kornhamn.jobs.programme_data import as_csv, as_json
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import SYSTEM

_NARROWEST = 160
_SHOWN = 40
Written = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
Id = Annotated[str | None, typer.Argument(help="An indicator's id; without it, all are listed.")]
Count = Annotated[bool, typer.Option("--count", help="Count anew first, and ask what is asked.")]
All = Annotated[bool, typer.Option("--all", help="The answered and lapsed ones too.")]


class NoSuchIndicatorError(DomainError):
    """A name that is no indicator's."""

    code = "indicator.none"
    message = N_("There is no indicator “%(given)s”. There are: %(known)s.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("indicators")(indicators)
    app.command("flags")(flags)


def indicators(name: Id = None, *, count: Count = False, written: Written = Format.TABLE) -> None:
    """List the indicators, or the figures of one of them, counted from the ledgers."""
    if count:
        _count()
    declared = declared_indicators(settings.RULEBOOKS)
    rows: list[dict[str, object]]
    if name is None:
        rows = [
            {"indicator": each.id, "name": each.name.en, "unit": each.unit.value,
             "flag": each.flag.threshold if each.flag else None}
            for each in declared.values()
        ]  # fmt: skip
    elif name not in declared:
        raise NoSuchIndicatorError(given=name, known=", ".join(declared))
    else:
        rows = figure_rows(indicator_figures(), name)
    _write(rows, written, declared.get(name) if name else None)


def flags(*, everything: All = False, written: Written = Format.TABLE) -> None:
    """List the questions that figures have raised, and who is to answer each."""
    on = timezone.localdate()  # noqa: TID251 - the edge
    found = flags_in(Queue.GROUP, SYSTEM, on=on, waiting=not everything)
    _write(flag_rows(found), written)


def _count() -> None:
    found = refresh_indicators(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
    typer.echo(
        f"{found.figures} figures; {found.raised} questions raised, {found.reopened} asked anew, "
        f"{found.lapsed} lapsed, {found.waiting} wait for an answer.",
        err=True,
    )


def _write(
    rows: list[dict[str, object]], written: Format, indicator: Indicator | None = None
) -> None:
    match written:
        case Format.JSON:
            typer.echo(as_json(rows))
        case Format.CSV:
            typer.echo(as_csv(rows), nl=False)
        case Format.TABLE:
            _print(rows, indicator)


def _print(rows: list[dict[str, object]], indicator: Indicator | None) -> None:
    console = Console()
    console = console if console.is_terminal else Console(width=_NARROWEST)
    if not rows:
        console.print("Nothing: load a ledger, then run “kornhamn indicators --count”.")
        return
    table = Table(*rows[0])
    for row in rows[:_SHOWN]:
        table.add_row(*(_cell(name, value, indicator) for name, value in row.items()))
    if len(rows) > _SHOWN:
        table.caption = f"{_SHOWN} of {len(rows)}; --format csv has them all"
    console.print(table)


def _cell(name: str, value: object, indicator: Indicator | None) -> str:
    if indicator is not None and name == "value":
        return figure(value, indicator.unit)
    return "" if value is None else str(value)
