"""Files that come in: the nation's procurement statistics, and supplier ledgers."""

import typer

from kornhamn.jobs.commands.ledgers import import_ledgers
from kornhamn.jobs.commands.statistics import import_files


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    imports = typer.Typer(no_args_is_help=True, help=__doc__)
    imports.command("statistics")(import_files)
    imports.command("ledger")(import_ledgers)
    app.add_typer(imports, name="import")
