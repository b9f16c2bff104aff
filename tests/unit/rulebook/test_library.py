"""The installed rulebooks, and a folder whose files are edited while the suite runs."""

from pathlib import Path

import pytest
from tests.unit.rulebook.a_rulebook import change, write

from kornhamn.rulebook import library
from kornhamn.rulebook.loader import RulebookErrors

PREDICATES = {
    "list_contains(terms, 'open')": "requirements_tied_to_goals",
    "food AND value >= 700000": "includes_food AND contracted_value >= 700000",
    "tenders >= 2": "fewest_tenders >= 2",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = write(tmp_path)
    for name in ("first.toml", "second.toml"):
        for old, new in PREDICATES.items():
            change(home / name, old, new)
    home.rename(tmp_path / library.PROGRAMME)
    return tmp_path


def test_the_programme_is_read_once_and_again_when_a_file_has_changed(folder: Path) -> None:
    before = library.programme(folder)
    assert library.programme(folder) is before
    file = folder / library.PROGRAMME / "first.toml"
    change(file, 'force = "shall"', 'force = "consider"')
    after = library.programme(folder)
    assert after is not before
    assert after.edition("first").digest != before.edition("first").digest
    assert after.edition("second").digest == before.edition("second").digest


def test_a_file_broken_by_an_edit_is_refused_until_it_is_mended(folder: Path) -> None:
    file = folder / library.PROGRAMME / "first.toml"
    change(file, "requirements_tied_to_goals", "requirements_tied_to_gaols")
    with pytest.raises(RulebookErrors, match="Did you mean requirements_tied_to_goals"):
        library.programme(folder)
    change(file, "requirements_tied_to_gaols", "requirements_tied_to_goals")
    assert library.programme(folder).edition("first").clauses


def test_the_installed_programme_has_both_editions() -> None:
    editions = [edition.id for edition in library.programme().editions]
    assert editions == ["strategisk-upphandling", "inkop-som-verktyg"]
