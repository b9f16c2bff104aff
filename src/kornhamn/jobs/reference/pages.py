"""The reference pages that are written from the code and the rulebooks, never by hand."""

from collections.abc import Mapping
from pathlib import Path

import typer

from kornhamn.jobs.reference.command_line import command_line_page
from kornhamn.jobs.reference.facts import facts_page
from kornhamn.jobs.reference.indicators import indicator_pages
from kornhamn.jobs.reference.permissions import permissions_page
from kornhamn.jobs.reference.programme import edition_page
from kornhamn.jobs.reference.unknown import unknown_page
from kornhamn.rulebook.cases import load_situations
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import PROGRAMME, programme


def reference_pages(app: typer.Typer, rulebooks: Path) -> Mapping[str, str]:
    """Return each page's text by its path below docs/reference."""
    return {
        "command-line.md": command_line_page(app),
        "facts.md": facts_page(),
        "what-is-unknown.md": unknown_page(programme(rulebooks)),
        "permissions.md": permissions_page(),
        **programme_pages(rulebooks),
        **indicator_pages(rulebooks),
    }


def programme_pages(rulebooks: Path) -> Mapping[str, str]:
    """Return a page for each edition of the programme."""
    folder = rulebooks / PROGRAMME
    return {
        f"programme/{edition.id}.md": edition_page(
            edition, load_situations(folder / f"{edition.id}.cases.toml", edition, FACTS)
        )
        for edition in programme(rulebooks).editions
    }
