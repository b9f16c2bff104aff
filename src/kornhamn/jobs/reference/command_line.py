"""Every command with its arguments and options, as a page."""

import typer
from typer.cli import get_docs_for_click
from typer.main import get_command

HEAD = """\
# The command line

> Written by `kornhamn docs` from the commands themselves.

After `bin/demo` or `bin/test` the program is `.venv/bin/kornhamn`. It works on the database that
the environment names, as [Settings](settings.md) describes. `bin/dev kornhamn …` runs it on the
development database, and `bin/demo` has one of its own.
"""


def command_line_page(app: typer.Typer) -> str:
    """Return the page of an application's commands."""
    command = get_command(app)
    context = typer.Context(command, info_name="kornhamn")
    text = get_docs_for_click(obj=command, ctx=context, name="kornhamn", indent=1)
    return f"{HEAD}\n{text.rstrip()}\n"
