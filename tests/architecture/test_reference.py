"""The reference pages say what the code and the rulebooks say."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from kornhamn.jobs.cli import build_app
from kornhamn.jobs.reference.pages import reference_pages
from kornhamn.rulebook.cases import load_situations
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import programme

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return reference_pages(build_app(), settings.RULEBOOKS)


def test_the_reference_pages_are_up_to_date(pages: Mapping[str, str]) -> None:
    committed = {name: REFERENCE / name for name in pages}
    stale = [
        name
        for name, path in committed.items()
        if not path.exists() or path.read_text(encoding="utf-8") != pages[name]
    ]
    assert stale == [], "Run: .venv/bin/kornhamn docs"


def test_no_page_is_left_of_an_edition_that_is_gone(pages: Mapping[str, str]) -> None:
    editions = {f"programme/{path.name}" for path in (REFERENCE / "programme").glob("*.md")}
    assert editions == {name for name in pages if name.startswith("programme/")}


def test_every_clause_and_every_situation_is_on_its_page(pages: Mapping[str, str]) -> None:
    folder = settings.RULEBOOKS / "purchasing-programme"
    for edition in programme().editions:
        page = pages[f"programme/{edition.id}.md"]
        situations = load_situations(folder / f"{edition.id}.cases.toml", edition, FACTS)
        shown = [f"### {clause.title.sv}\n" for clause in edition.clauses]
        shown += [f"| {situation.title.sv}<br>" for situation in situations]
        assert [text for text in shown if text not in page] == []


def test_stale_pages_are_named_and_not_written_when_only_checked(
    tmp_path: Path, pages: Mapping[str, str]
) -> None:
    checked = CliRunner().invoke(build_app(), ["docs", "--into", str(tmp_path), "--check"])
    assert checked.exit_code == 1
    assert checked.output.splitlines() == [f"stale: {name}" for name in pages]
    assert list(tmp_path.iterdir()) == []


def test_pages_are_written_once_and_then_left_alone(
    tmp_path: Path, pages: Mapping[str, str]
) -> None:
    first = CliRunner().invoke(build_app(), ["docs", "--into", str(tmp_path)])
    again = CliRunner().invoke(build_app(), ["docs", "--into", str(tmp_path)])
    assert (first.exit_code, len(first.output.splitlines())) == (0, len(pages))
    assert (again.exit_code, again.output) == (0, "")
