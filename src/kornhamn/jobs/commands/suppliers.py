"""The commands about suppliers: list, show, merge, queue."""

from typing import Annotated
from uuid import UUID

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from kornhamn.jobs.after_loads import follow_keys
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import merge
from kornhamn.suppliers.queries import (
    Supplier,
    open_questions,
    spellings_concerned,
    spellings_of,
    supplier_of,
    suppliers_as_seen,
)
from kornhamn.suppliers.rules.showing import shown_name, shown_number, shown_text
from kornhamn.suppliers.types import NumberKind, SupplierKind

Words = Annotated[str, typer.Argument(help="A part of the name or of the number.")]
Id = Annotated[UUID, typer.Argument(help="The supplier's id, as in its address.")]
Most = Annotated[int, typer.Option(min=1, help="How many to print.")]
Reason = Annotated[str, typer.Option(help="Why they are one; kept with the decision.")]
console = Console()


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Suppliers and their spellings.", no_args_is_help=True)
    group.command("list")(list_suppliers)
    group.command("show")(show)
    group.command("merge")(merge_two)
    group.command("queue")(queue)
    app.add_typer(group, name="suppliers")


def list_suppliers(words: Words = "", *, most: Most = 50) -> None:
    """List suppliers by name; sole traders are pseudonyms."""
    found = suppliers_as_seen(personal=False).filter(sought__icontains=words).order_by("shown")
    table = Table("Supplier", "Number", "Kind", "Spellings", "Id")
    for one in found[:most]:
        table.add_row(_name(one), _number(one), one.kind, str(one.spelled), str(one.id))
    console.print(table)
    console.print(f"{found.count()} suppliers.")


def show(supplier: Id) -> None:
    """Show one supplier with its spellings, and why each belongs to it."""
    found = _found(supplier)
    console.print(f"{_name(found)} {_number(found)} ({found.kind})", markup=False)
    table = Table("Name", "Number", "Place", "Met in", "Because of")
    for one in spellings_of(found):
        is_hidden = found.kind == SupplierKind.SOLE_TRADER or one.number_kind == NumberKind.PERSONAL
        name = "protected" if is_hidden else shown_text(one.name, personal=False)
        number = "" if is_hidden else shown_text(one.given_number, personal=False)
        table.add_row(name, number, one.place, one.origin, one.settled_by)
    console.print(table)


def merge_two(one: Id, other: Id, *, reason: Reason = "") -> None:
    """Make two suppliers one; the one with an organisation number is kept."""
    decision = merge(one, other, reason=reason, by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
    follow_keys(spellings_concerned(decision), [])
    kept, gone = _name(decision.kept), _name(decision.other)
    console.print(f"{gone} is now part of {kept}: {len(decision.moved)} spellings moved.")


def queue(*, most: Most = 20) -> None:
    """List the questions that wait: pairs that may be one supplier, the likeliest first."""
    asked = open_questions()
    table = Table("Probability", "One", "Other", "Because of", "Ids")
    for pair in asked[:most]:
        reasons = ", ".join(reason["code"] for reason in pair.reasons)
        ids = f"{pair.first.id} {pair.second.id}"
        table.add_row(f"{pair.score:.0%}", _name(pair.first), _name(pair.second), reasons, ids)
    console.print(table)
    console.print(f"{asked.count()} questions wait.")


def _found(supplier: UUID) -> Supplier:
    found = supplier_of(supplier)
    if found is None:
        msg = f"There is no supplier {supplier}."
        raise typer.BadParameter(msg)
    return found


def _name(supplier: Supplier) -> str:
    return shown_name(supplier.name, supplier.kind, supplier.key, personal=False)


def _number(supplier: Supplier) -> str:
    own = shown_number(supplier.organisation_number, NumberKind.ORGANISATION, personal=False)
    return own or supplier.foreign_number
