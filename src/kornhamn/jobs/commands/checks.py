"""Commands that have suppliers checked in registers and lists."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from kornhamn.contracts.queries import due_checks
from kornhamn.integrations import actions
from kornhamn.integrations.business_register.client import BusinessRegisterClient
from kornhamn.jobs.watching import ask_and_raise
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.queries import CheckRun, Supplier, check_counts, news
from kornhamn.suppliers.rules.showing import shown_name

RegisterFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="bolagsverket_bulkfil.zip, or its text.")
]
Lists = Annotated[
    list[Path],
    typer.Argument(exists=True, dir_okay=False, help="XML files of the EU, the UN and OFAC."),
]
Answers = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="The answer file, as CSV.")
]


class RegisterNotSetUpError(DomainError):
    """Nobody has said where the business register is."""

    code = "business-register.not-set-up"
    message = N_(
        "The business register is not set up: set KORNHAMN_BUSINESS_REGISTER_URL, and the "
        "certificate and key that Statistics Sweden gave you. Until then tax checks are unknown."
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    checks = typer.Typer(no_args_is_help=True, help=__doc__)
    checks.command("company-register")(company_register)
    checks.command("sanctions")(sanctions)
    checks.command("tax")(tax)
    checks.command("debts")(debts)
    checks.command("status")(status)
    checks.command("watch")(watch)
    checks.command("news")(changes)
    app.add_typer(checks, name="check")


def company_register(file: RegisterFile) -> None:
    """Look every supplier up in the company register's bulk file."""
    at = timezone.now()  # noqa: TID251 - the edge
    _tell(actions.check_company_register(file, by=SYSTEM, at=at))


def sanctions(files: Lists) -> None:
    """Hold every supplier's names against the sanctions lists of the EU, the UN and OFAC."""
    at = timezone.now()  # noqa: TID251 - the edge
    _tell(actions.check_sanctions(files, by=SYSTEM, at=at))


def tax() -> None:
    """Ask the business register about F-tax, VAT and employer registration."""
    if not settings.BUSINESS_REGISTER_URL:
        raise RegisterNotSetUpError
    certificate, key = settings.BUSINESS_REGISTER_CERTIFICATE, settings.BUSINESS_REGISTER_KEY
    register = BusinessRegisterClient(settings.BUSINESS_REGISTER_URL, certificate, key)
    at = timezone.now()  # noqa: TID251 - the edge
    _tell(actions.check_tax(register, by=SYSTEM, at=at))


def debts(file: Answers) -> None:
    """Take in the enforcement authority's answers about debts."""
    at = timezone.now()  # noqa: TID251 - the edge
    _tell(actions.check_debts(file, by=SYSTEM, at=at))


def watch() -> None:
    """Ask about suppliers under contract that are due, and raise alarms of what is new."""
    at = timezone.now()  # noqa: TID251 - the edge
    raised = ask_and_raise(at)
    due = due_checks(timezone.localdate(at))["kind"].value_counts().sort("kind")  # noqa: TID251 - the edge
    typer.echo(f"{raised} new alarms.")
    for kind, count in due.iter_rows():
        typer.echo(f"{kind}: {count} suppliers under contract are due.")


def status() -> None:
    """Say how many suppliers stand where under each kind of check."""
    table = Table("Check")
    for heading in ("Clear", "Remark", "Unknown", "Never asked"):
        table.add_column(heading, justify="right")
    for one in check_counts():
        numbers = (one.clear, one.remark, one.unknown, one.never)
        table.add_row(one.kind.value, *(str(number) for number in numbers))
    Console().print(table)


def changes(most: Annotated[int, typer.Option(min=1, help="How many to print.")] = 50) -> None:
    """List the answers that changed and still stand, the latest first."""
    table = Table("Since", "Check", "Now", "Supplier")
    for check in news()[:most]:
        since = f"{timezone.localtime(check.first_asked_at):%Y-%m-%d}"
        table.add_row(since, check.kind, check.outcome, _name(check.supplier))
    Console().print(table)


def _tell(run: CheckRun) -> None:
    typer.echo(
        f"{run.source} {run.version}: {run.asked} suppliers asked about: {run.clear} clear, "
        f"{run.remark} with a remark, {run.unknown} unknown. {run.changed} changed."
    )


def _name(supplier: Supplier) -> str:
    """Return the name; a sole trader is a pseudonym."""
    return shown_name(supplier.name, supplier.kind, supplier.key, personal=False)
