"""Commands about the programme: read it, follow it up, simulate another edition."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from kornhamn.analytics import actions
from kornhamn.analytics.queries.follow_up import follow_up
from kornhamn.analytics.queries.simulation import changes_table, simulate
from kornhamn.analytics.queries.snapshots import authorities, named
from kornhamn.analytics.types import Comparison, NoSuchEditionError, Part, Selection
from kornhamn.jobs import programme_data, programme_tables
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import SYSTEM, AuthorityKind, Scope
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import PROGRAMME, programme
from kornhamn.rulebook.loader import load_edition
from kornhamn.rulebook.types import Edition

EVERYTHING = Scope(group=True)  # whoever runs commands on the server sees all of it
_FIRST_DAY = datetime(1990, 1, 1)  # noqa: DTZ001 - a day, before any notice


class Format(StrEnum):
    """How to write the answer: for people, or for other programs."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


EditionId = Annotated[str, typer.Option("--edition", help="An edition's id, or a file of one.")]
Authority = Annotated[
    list[str] | None,
    typer.Option(
        "--authority",
        help="An organisation number, or an authority's code; may be repeated. A municipality "
        "brings its committees. Without any: the whole group.",
    ),
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day, included.")]
From = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of publication.")
]
To = Annotated[
    datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of publication.")
]
Companies = Annotated[bool, typer.Option("--companies", help="The companies of the group alone.")]
WithCompanies = Annotated[
    bool, typer.Option("--with-companies", help="Add the companies to the authorities given.")
]
Written = Annotated[Format, typer.Option("--format", help="How to write the answer.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(clauses)
    app.command()(assess)
    app.command("simulate")(simulate_edition)
    app.command()(refresh)


def refresh() -> None:
    """Take a new snapshot of the portfolio; figures are counted from the latest one."""
    taken = actions.refresh(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
    typer.echo(f"{taken.cases} procurements, {taken.size / 2**20:.1f} MiB, digest {taken.digest}")


def clauses(*, edition: EditionId, written: Written = Format.TABLE) -> None:
    """List the clauses of an edition."""
    read = _edition(edition)
    match written:
        case Format.TABLE:
            programme_tables.print_clauses(read)
        case Format.JSON:
            typer.echo(programme_data.as_json(programme_data.clauses(read)))
        case Format.CSV:
            typer.echo(programme_data.as_csv(programme_data.clauses(read)), nl=False)


def assess(  # noqa: PLR0913 - the options of a command
    *,
    edition: EditionId,
    authority: Authority = None,
    first: From = None,
    last: To = None,
    companies: Companies = False,
    with_companies: WithCompanies = False,
    written: Written = Format.TABLE,
) -> None:
    """Follow up the programme: each clause met, not met, unknown, in number and kronor."""
    read = _edition(edition)
    selection = _selection(read, authority, with_companies=with_companies)
    selection = selection.narrowed(
        period=_period(first, last), part=Part.COMPANIES if companies else None
    )
    figures = follow_up(selection, EVERYTHING, edition=read)
    match written:
        case Format.TABLE:
            programme_tables.print_follow_up(figures)
        case Format.JSON:
            typer.echo(programme_data.as_json(programme_data.follow_up(figures)))
        case Format.CSV:
            typer.echo(programme_data.as_csv(programme_data.figures(figures)), nl=False)


def simulate_edition(  # noqa: PLR0913 - the options of a command
    *,
    before: Annotated[str, typer.Option("--from", help="The edition that governs, or a file.")],
    after: Annotated[str, typer.Option("--to", help="The edition to put in its place.")],
    authority: Authority = None,
    since: Day = None,
    until: Day = None,
    companies: Companies = False,
    with_companies: WithCompanies = False,
    written: Written = Format.TABLE,
) -> None:
    """Say what another edition would have meant; CSV lists every changed verdict."""
    old = _edition(before)
    selection = _selection(old, authority, with_companies=with_companies)
    selection = selection.narrowed(
        period=_period(since, until), part=Part.COMPANIES if companies else None
    )
    comparison = Comparison(old, _edition(after), selection)
    match written:
        case Format.TABLE:
            programme_tables.print_simulation(simulate(comparison, EVERYTHING))
        case Format.JSON:
            result = programme_data.simulation(simulate(comparison, EVERYTHING))
            typer.echo(programme_data.as_json(result))
        case Format.CSV:
            table = changes_table(comparison, EVERYTHING)
            typer.echo(programme_data.as_csv(programme_data.changes(table)), nl=False)


def _edition(given: str) -> Edition:
    """Return the edition with that id, or the one in that file."""
    if given.endswith(".toml"):
        return load_edition(Path(given), PROGRAMME, FACTS)
    known = {edition.id: edition for edition in programme(settings.RULEBOOKS).editions}
    if given not in known:
        raise NoSuchEditionError(edition=given, known=", ".join(known))
    return known[given]


def _selection(edition: Edition, given: list[str] | None, *, with_companies: bool) -> Selection:
    if not given:
        return Selection(edition.id)
    chosen, buyers = named(given, EVERYTHING)
    if with_companies:
        chosen |= {a.id for a in authorities(EVERYTHING) if a.kind == AuthorityKind.COMPANY}
    return Selection(edition.id, authorities=chosen, buyers=buyers)


def _period(first: datetime | None, last: datetime | None) -> Period | None:
    if first is None and last is None:
        return None
    return Period.inclusive((first or _FIRST_DAY).date(), last.date() if last else None)
