"""Commands about categories: the tree, classification, the model and what waits."""

from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from kornhamn.categories.queries import category, of_cpv, tree
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import classify_postings, learn_categories
from kornhamn.spend.queries import review_queue

Cpv = Annotated[str, typer.Option(help="Say only which category this CPV code leads to.")]
Again = Annotated[bool, typer.Option(help="Also what has a category that no person decided.")]
Most = Annotated[int, typer.Option(min=1, max=1000, help="How many postings to print.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    commands = typer.Typer(no_args_is_help=True, help=__doc__)
    commands.command("tree")(show_tree)
    commands.command("classify")(classify)
    commands.command("learn")(learn)
    commands.command("queue")(queue)
    app.add_typer(commands, name="categories")


def show_tree(*, cpv: Cpv = "") -> None:
    """Print the category tree with its CPV prefixes and accounts."""
    if cpv:
        found = of_cpv(cpv)
        typer.echo(f"{found.code} {found.name.sv}" if found else "–")
        return
    for group in tree().groups:
        typer.echo(f"{group.code} {group.name.sv}")
        for one in group.categories:
            leads = [*(f"CPV {p}" for p in one.cpv), *(f"konto {a}" for a in one.accounts)]
            typer.echo(f"  {one.code} {one.name.sv}: {', '.join(leads)}")


def classify(*, again: Again = False) -> None:
    """Give new postings their category; the same command again changes nothing."""
    found = classify_postings(by=SYSTEM, at=timezone.now(), again=again)  # noqa: TID251 - the edge
    typer.echo(f"by rule or account {found.by_rule}")
    typer.echo(f"by model {found.by_model}")
    typer.echo(f"unsure {found.unsure}")


def learn() -> None:
    """Learn the model anew and print how good it is; the same data gives the same model."""
    model = learn_categories(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge
    typer.echo(
        f"learned from {model.titles} titles, {model.labels} names, {model.accepted} decided"
    )
    for about, measures in model.measures.items():
        if isinstance(measures, dict):
            told = ", ".join(f"{name} {value:.4g}" for name, value in measures.items())
            typer.echo(f"{about}: {told}")


def queue(*, most: Most = 20) -> None:
    """Print the postings most in doubt, by kronor times doubt."""
    found = review_queue(SYSTEM, most=most)
    table = Table("Posting", "Text", "Account", "Kronor", "Proposed", "Sure")
    for one in found.page:
        best = one.alternatives[0] if one.alternatives else ("", 0.0)
        name = category(best[0]).name.sv if best[0] else "–"
        kronor, account = f"{one.ore / 100:,.0f}", f"{one.account} {one.account_text}"
        table.add_row(str(one.posting), one.text, account, kronor, name, f"{best[1]:.0%}")
    Console().print(table)
    typer.echo(f"{found.waiting} wait")
