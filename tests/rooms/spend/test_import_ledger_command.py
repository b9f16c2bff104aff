"""`kornhamn import ledger`: the same loads from a terminal."""

from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner

from kornhamn.jobs.cli import build_app
from kornhamn.jobs.commands import ledgers
from kornhamn.spend.ledger.refusals import LinesPartlyLoaded
from kornhamn.spend.models import LedgerLoad, LedgerSource, Unit
from kornhamn.spend.types import LoadState
from tests.people import Group
from tests.rooms.spend.ledgers import line, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test's columns to itself, and leave out the figures that follow a load."""
    monkeypatch.setattr(ledgers, "follow_loads", lambda: None)
    settings.SNAPSHOTS, settings.LEDGERS = tmp_path / "snapshots", tmp_path / "ledgers"


def run(*arguments: str | Path) -> str:
    """Run the command and return what it prints."""
    done = CliRunner().invoke(build_app(), ["import", "ledger", *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return " ".join(done.output.split())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "februari.csv"
    path.write_text(text([line(1), line(2, "hundra")]))
    return path


def test_a_dry_run_tells_what_would_happen_and_takes_nothing_in(path: Path) -> None:
    said = run(path, "--source", "Kommunen", "--dry-run")
    assert "100.50" in said
    assert "“hundra”. The amount is no number. → the row was not taken" in said
    assert not LedgerLoad.objects.exists()
    assert not LedgerSource.objects.exists()


def test_a_ledger_is_loaded_once(path: Path) -> None:
    assert "100.50" in run(path, "--source", "Kommunen")
    assert "Nothing is new" in run(path, "--source", "Kommunen")
    assert LedgerLoad.objects.get().state == LoadState.LOADED


def test_lines_that_another_load_holds_take_a_word(path: Path, tmp_path: Path) -> None:
    run(path, "--source", "Kommunen")
    more = tmp_path / "mer.csv"
    more.write_text(text([line(1), line(9)]))
    with pytest.raises(LinesPartlyLoaded):
        run(more, "--source", "Kommunen")
    run(more, "--source", "Kommunen", "--although-known")
    assert LedgerLoad.objects.filter(state=LoadState.LOADED).count() == 2


def test_the_authority_and_the_month_can_be_said(tmp_path: Path, group: Group) -> None:
    path = tmp_path / "bolag.csv"
    path.write_text("Leverantör;Belopp\nStäd AB;10,00\n")
    run(path, "--source", "Vatten", "--authority", group.water.code, "--month", "2026-01")
    assert Unit.objects.get().authority == group.water
    assert str(LedgerLoad.objects.get().first_on) == "2026-01-01"
