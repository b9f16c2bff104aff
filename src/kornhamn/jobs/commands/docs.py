"""The command that writes the reference pages."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from kornhamn.jobs.reference.pages import reference_pages


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""

    @app.command()
    def docs(
        into: Annotated[
            Path | None, typer.Option(help="The folder to write in; docs/reference if not given.")
        ] = None,
        check: Annotated[  # noqa: FBT002 - an option of the command line
            bool, typer.Option("--check", help="Write nothing; name the pages that are stale.")
        ] = False,
    ) -> None:
        """Write the reference pages on the programme, facts, permissions and commands."""
        folder = into or settings.SOURCE.parent / "docs" / "reference"
        pages = reference_pages(app, settings.RULEBOOKS)
        stale = [name for name, text in pages.items() if _read(folder / name) != text]
        if not check:
            _write(folder, {name: pages[name] for name in stale})
        for name in stale:
            typer.echo(f"{'stale' if check else 'written'}: {name}")
        raise typer.Exit(int(check and bool(stale)))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write(folder: Path, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
