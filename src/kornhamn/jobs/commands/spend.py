"""Commands about what was bought: the same figures as the spend explorer."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from kornhamn.analytics import actions
from kornhamn.analytics.queries import spend
from kornhamn.analytics.queries.spend import LinePaging
from kornhamn.analytics.types import NoSuchAuthorityError
from kornhamn.analytics.types.spend import Process, SpendPart, SpendSelection
from kornhamn.categories.queries import tree
from kornhamn.jobs import programme_data
from kornhamn.jobs.commands.programme import EVERYTHING, Format
from kornhamn.kernel.money import Money, format_money
from kornhamn.organisation.types import SYSTEM

_NARROWEST = 130  # columns when nobody watches; a terminal has its own

First = Annotated[str, typer.Option("--from", help="First month, as 2026-01.")]
Last = Annotated[str, typer.Option("--to", help="Last month, as 2026-03.")]
AuthorityCode = Annotated[str, typer.Option("--authority", help="An authority's code.")]
CategoryCode = Annotated[
    str, typer.Option("--category", help="A category's code, or its beginning; - for without.")
]
Written = Annotated[Format, typer.Option("--format", help="How to write the answer.")]
Most = Annotated[int, typer.Option("--most", min=1, help="How many to write.")]
Rows = Sequence[dict[str, Any]]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    commands = typer.Typer(help="Commands about what was bought.", no_args_is_help=True)
    for command in (overview, authorities, categories, months, suppliers, lines, refresh):
        commands.command()(command)
    app.add_typer(commands, name="spend")


def refresh() -> None:
    """Count the ledgers anew; figures are counted from the latest snapshot."""
    taken = actions.refresh_spend(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
    typer.echo(
        f"{taken.loads} loads, {taken.lines} lines, {_kronor(taken.ore)}, "
        f"{taken.size / 2**20:.1f} MiB, digest {taken.digest}"
    )


def overview(
    *,
    first: First = "",
    last: Last = "",
    authority: AuthorityCode = "",
    category: CategoryCode = "",
    written: Written = Format.TABLE,
) -> None:
    """Say what was bought, from how many, and how much of it is under control."""
    selection = _selection(first, last, authority, category)
    found = spend.overview(selection, EVERYTHING)
    totals, process, payment = found.totals, found.process, found.payment
    said: list[tuple[str, Any, str]] = [
        ("ore", totals.ore, "Bought"),
        ("lines", totals.lines, "Lines"),
        ("invoices", totals.invoices, "Invoices"),
        ("suppliers", totals.suppliers, "Suppliers"),
        ("top_ten_ore", found.pareto.top_ten_ore, "From the ten largest"),
        ("credit_ore", totals.credit_ore, "Credits"),
        ("inside_ore", process.inside_ore, "Inside the process"),
        ("outside_ore", process.outside_ore, "Outside the process"),
        ("process_unknown_ore", process.unknown_ore, "Process not known"),
        ("uncategorised_ore", totals.uncategorised_ore, "Without category"),
        ("unmatched_ore", totals.unmatched_ore, "Of units matched to none"),
        ("paid_days", payment.paid_days, "Mean days to payment"),
        ("share_late", payment.late, "Share paid late"),
    ]
    if written is Format.TABLE:
        rows = [{"what": words, "figure": _figure(key, value)} for key, value, words in said]
        _print(rows, "Spend")
    else:
        _write([{key: value for key, value, _ in said}], written)


def authorities(
    *,
    first: First = "",
    last: Last = "",
    category: CategoryCode = "",
    written: Written = Format.TABLE,
) -> None:
    """List what each committee and company bought."""
    parts = spend.by_authority(_selection(first, last, "", category), EVERYTHING)
    _parts(
        [(part, part.name or "Matched to none") for part in parts], written, "Spend by authority"
    )


def categories(
    *,
    first: First = "",
    last: Last = "",
    authority: AuthorityCode = "",
    written: Written = Format.TABLE,
) -> None:
    """List what was bought of each category."""
    names = {one.code: one.name.sv for one in tree().categories()}
    parts = spend.by_category(_selection(first, last, authority, ""), EVERYTHING)
    named = [(part, names.get(part.key, part.key) or "Without category") for part in parts]
    _parts(named, written, "Spend by category")


def months(
    *,
    first: First = "",
    last: Last = "",
    authority: AuthorityCode = "",
    category: CategoryCode = "",
    written: Written = Format.TABLE,
) -> None:
    """List what was bought month by month."""
    parts = spend.by_month(_selection(first, last, authority, category), EVERYTHING)
    _parts([(part, part.key or "Without a day") for part in parts], written, "Spend by month")


def suppliers(
    *,
    first: First = "",
    last: Last = "",
    authority: AuthorityCode = "",
    category: CategoryCode = "",
    most: Most = 50,
    written: Written = Format.TABLE,
) -> None:
    """List the suppliers, the largest first; sole traders under a pseudonym."""
    selection = _selection(first, last, authority, category)
    found = spend.suppliers(selection, EVERYTHING, most=most)
    rows = [
        {
            "supplier": row.supplier.name,
            "ore": row.ore,
            "share": row.share,
            "invoices": row.invoices,
            "lines": row.lines,
            "first": row.first,
            "last": row.last,
        }
        for row in found.rows
    ]
    _answer(rows, written, f"{len(rows)} of {found.total} suppliers")


def lines(  # noqa: PLR0913 - the options of a command
    *,
    first: First = "",
    last: Last = "",
    authority: AuthorityCode = "",
    category: CategoryCode = "",
    process: Annotated[
        Process | None, typer.Option(help="Inside or outside the purchasing process.")
    ] = None,
    most: Most = 50,
    written: Written = Format.TABLE,
) -> None:
    """List lines of the ledgers, the largest first."""
    selection = _selection(first, last, authority, category)
    paging = LinePaging(per_page=most)
    found = spend.lines(selection, EVERYTHING, process=process, paging=paging)
    rows = [
        {
            "day": row.day and row.day.isoformat(),
            "supplier": row.supplier.name if row.supplier else "",
            "ore": row.ore,
            "account": row.account,
            "text": row.text,
            "category": row.category,
            "authority": row.authority or row.unit,
            "agreement": row.agreement,
        }
        for row in found.rows
    ]
    _answer(rows, written, f"{len(rows)} of {found.total} lines, {_kronor(found.ore)} in all")


def _selection(first: str, last: str, authority: str, category: str) -> SpendSelection:
    known = {one.code: one.id for one in spend.authorities(EVERYTHING)}
    if authority and authority not in known:
        raise NoSuchAuthorityError(given=authority, known=", ".join(sorted(known)) or "–")
    return SpendSelection(
        first=first or None,
        last=last or None,
        authorities=frozenset({known[authority]}) if authority else None,
        category=category or None,
    )


def _parts(parts: Sequence[tuple[SpendPart, str]], written: Format, title: str) -> None:
    rows = [
        {"key": p.key, "name": name, "ore": p.ore, "share": p.share, "lines": p.lines}
        for p, name in parts
    ]
    _answer(rows, written, title)


def _answer(rows: Rows, written: Format, title: str) -> None:
    if written is Format.TABLE:
        _print([{k: _figure(k, v) for k, v in row.items() if k != "key"} for row in rows], title)
    else:
        _write(rows, written)


def _write(rows: Rows, written: Format) -> None:
    """Write rows for programs: amounts in whole öre, shares of 1."""
    if written is Format.JSON:
        typer.echo(programme_data.as_json(list(rows)))
    else:
        typer.echo(programme_data.as_csv(list(rows)), nl=False)


def _print(rows: Rows, title: str) -> None:
    table = Table(title=title)
    for place, name in enumerate(rows[0] if rows else ["nothing"]):
        table.add_column(name.replace("_", " "), justify="left" if place == 0 else "right")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    console = Console()
    console.width = max(console.width, _NARROWEST)
    console.print(table)


def _figure(key: str, value: Any) -> str:  # noqa: ANN401 - a cell
    if value is None or value == "":
        return "–"
    if key == "ore" or key.endswith("_ore"):
        return _kronor(value)
    if key.startswith("share"):
        return f"{value:.1%}"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _kronor(ore: int) -> str:
    return format_money(Money.from_ore(ore), "en")
