"""Commands about the group: its register, its vacancies, who may sign in."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from kornhamn.analytics.actions import refresh
from kornhamn.organisation.actions import close_access, import_register, open_access
from kornhamn.organisation.permissions import ROLE_NAMES
from kornhamn.organisation.queries import preview_register, vacancies
from kornhamn.organisation.rules.register_faults import Fault, RegisterFaulty
from kornhamn.organisation.rules.register_plan import Change, Plan
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import link_procurements

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A register file (CSV).")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")]
Email = Annotated[str, typer.Argument(help="The address the person signs in with.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    organisation = typer.Typer(no_args_is_help=True, help=__doc__)
    organisation.command("import")(import_file)
    organisation.command("vacancies")(list_vacancies)
    organisation.command("close-access")(close)
    organisation.command("open-access")(reopen)
    app.add_typer(organisation, name="organisation")


def import_file(file: File, *, dry_run: DryRun = False) -> None:
    """Make, change and end what a register file says; the same file twice changes nothing."""
    content = file.read_bytes()
    plan = preview_register(content, by=SYSTEM)
    if plan.faults:
        _print_faults(plan.faults)
        raise typer.Exit(1)
    if not dry_run:
        at = timezone.now()  # noqa: TID251 - the edge
        try:
            plan = import_register(content, by=SYSTEM, at=at)
        except RegisterFaulty as refused:  # somebody changed the organisation in between
            _print_faults(refused.faults)
            raise typer.Exit(1) from refused
        if plan.changes:
            link_procurements(by=SYSTEM, at=at)
            refresh(by=SYSTEM, at=at)
    _print_plan(plan, dry_run=dry_run)


def list_vacancies() -> None:
    """List the roles that nobody holds today, though the programme asks for them."""
    table = Table("Authority", "Role", "Clause")
    for vacancy in vacancies(timezone.localdate()):  # noqa: TID251 - the edge
        table.add_row(vacancy.authority, ROLE_NAMES[vacancy.role], vacancy.clause)
    _console().print(table if table.rows else "No role is vacant.")


def close(email: Email) -> None:
    """Close somebody's access at once, whatever they are appointed to."""
    person = close_access(email, by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
    _console().print(f"The access of {person.name} is closed.")


def reopen(email: Email) -> None:
    """Open somebody's access again."""
    person = open_access(email, by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
    _console().print(f"The access of {person.name} is open.")


def _print_plan(plan: Plan, *, dry_run: bool) -> None:
    table = Table("", "What", "Which", "Before", "After")
    for change in plan.changes:
        before, after = _said(change.before), _said(change.after)
        table.add_row(change.effect, change.thing, _which(change), before, after)
    console = _console()
    if plan.changes:
        console.print(table)
    said = "would change; nothing is written" if dry_run else "changed"
    console.print(f"{len(plan.changes)} {said}. {plan.unchanged} as they were.")


def _print_faults(faults: Sequence[Fault]) -> None:
    table = Table("Row", "Column", "Value", "Reason", "What to do")
    for fault in faults:
        reason, remedy = fault.reason % fault.params, fault.remedy % fault.params
        table.add_row(str(fault.row), fault.column, fault.value, reason, remedy)
    console = _console()
    console.print(table)
    console.print(f"Nothing was imported: {len(faults)} values cannot be taken in.")


def _which(change: Change) -> str:
    return " · ".join(part for part in change.key if part)


def _said(values: Mapping[str, object]) -> str:
    return "\n".join(f"{name}: {_text(value)}" for name, value in values.items() if value)


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _console() -> Console:
    # A pipe gets whole lines: a narrow guess at its width would cut names off.
    console = Console(highlight=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, width=200)
