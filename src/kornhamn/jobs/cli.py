"""The command line `kornhamn`: the same actions and queries as the pages."""

import os
import sys
from importlib import import_module

import django
import typer

from kornhamn.kernel.errors import DomainError

COMMANDS = (
    "house",
    "demo",
    "organisation",
    "statistics",
    "programme",
    "reports",
    "audit",
    "docs",
)


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kornhamn.config.settings")
    django.setup()
    try:
        build_app()()
    except DomainError as error:
        print(f"{error.code}: {error}", file=sys.stderr)  # noqa: T201 - the command line speaks
        sys.exit(2)


def build_app() -> typer.Typer:
    """Return the application with every command; the framework must be set up."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
    for room in COMMANDS:
        import_module(f"kornhamn.jobs.commands.{room}").add_to(app)
    return app
