"""The faults of an edition's file are told in the reader's language."""

from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import translation

from kornhamn.jobs import cli
from kornhamn.jobs.cli import terminal_language
from kornhamn.rulebook.loader import RulebookErrors, load_instrument
from kornhamn.web.requests import say
from tests.spec.vocabulary import VOCABULARY
from tests.unit.rulebook.a_rulebook import change, write


def refusal(folder: Path) -> RulebookErrors:
    with pytest.raises(RulebookErrors) as refused:
        load_instrument(folder, VOCABULARY)
    return refused.value


@pytest.mark.parametrize(
    ("old", "new", "swedish"),
    [
        (
            'heading = "Kvalitet"\n',
            "",
            "rad 12: bestämmelse quality.relevant: Nyckeln heading saknas. Lägg till heading",
        ),
        (
            'applies = "TRUE"',
            'applies = "foood"',
            "applies, kolumn 1: Det finns ingen uppgift foood.",
        ),
        (
            'goal = "goal-1"',
            'goal = "goal-2"',
            "Det finns inget mål goal-2. Använd ett av: goal-1.",
        ),
    ],
)
def test_a_fault_is_said_in_swedish(tmp_path: Path, old: str, new: str, swedish: str) -> None:
    folder = write(tmp_path)
    change(folder / "first.toml", old, new)
    with translation.override("sv"):
        told = say(refusal(folder))
    assert swedish in told
    assert told.startswith("Regelverket")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "sv_FI", "LANG": "fi_FI.UTF-8"}, "sv"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_command_line_refuses_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal_language() == language


def test_a_broken_edition_is_refused_in_swedish_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path).rename(tmp_path / "purchasing-programme")
    change(folder / "first.toml", 'force = "shall"', "force = 3")
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    monkeypatch.setattr("sys.argv", ["kornhamn", "clauses", "--edition", "first"])
    with override_settings(RULEBOOKS=tmp_path), pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "Nyckeln force är inte som den ska vara." in capsys.readouterr().err
