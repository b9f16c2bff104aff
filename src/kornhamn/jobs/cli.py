"""The command line `kornhamn`: the same actions and queries as the pages."""

import os
import sys
from importlib import import_module

import django
import typer
from django.utils import translation
from django.utils.translation import gettext

from kornhamn.kernel.errors import DomainError

COMMANDS = (
    "house",
    "demo",
    "organisation",
    "imports",
    "categories",
    "programme",
    "reports",
    "spend",
    "suppliers",
    "audit",
    "checks",
    "indicators",
    "docs",
)


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kornhamn.config.settings")
    django.setup()
    try:
        build_app()()
    except DomainError as error:
        with translation.override(terminal_language()):
            print(f"{error.code}: {error.said(gettext)}", file=sys.stderr)  # noqa: T201 - the command line speaks
        sys.exit(2)


def terminal_language() -> str:
    """Return the language the terminal is set to, of those we speak; English otherwise."""
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next(filter(None, said), "")
    return "sv" if first.startswith("sv") else "en"


def build_app() -> typer.Typer:
    """Return the application with every command; the framework must be set up."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
    for room in COMMANDS:
        import_module(f"kornhamn.jobs.commands.{room}").add_to(app)
    return app
