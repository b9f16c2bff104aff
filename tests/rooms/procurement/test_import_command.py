"""`kornhamn import statistics`: the same import from a terminal."""

from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner

from kornhamn.analytics.models import Snapshot
from kornhamn.jobs.cli import build_app
from kornhamn.kernel.errors import DomainError
from kornhamn.procurement.models import Procurement
from kornhamn.procurement.types import FileKind
from tests.statistics_files import VALUE, four_files, row, write_csv

pytestmark = pytest.mark.django_db
V = FileKind.VALUES


@pytest.fixture(autouse=True)
def own_snapshots(tmp_path: Path, settings: Settings) -> None:
    """Keep a test's snapshots to itself."""
    settings.SNAPSHOTS = tmp_path / "snapshots"


def run(*arguments: str | Path) -> str:
    """Run the command and return what it prints."""
    done = CliRunner().invoke(build_app(), ["import", "statistics", *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return " ".join(done.output.split())


def test_a_path_that_leads_nowhere_is_a_usage_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(build_app(), ["import", "statistics", str(tmp_path / "ingen.csv")])
    assert done.exit_code == 2


def test_a_refusal_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "annat.csv"
    path.write_text("a;b\n1;2\n")
    with pytest.raises(DomainError, match=r"annat\.csv has no header"):
        run(path)
    assert not Snapshot.objects.exists()


def test_a_folder_is_imported_and_the_figures_are_counted_anew(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    four_files(folder)
    (folder / "annat.csv").write_text("a;b\n1;2\n")
    said = run(folder)
    assert "1 procurements made, 0 changed. Every one of 4 rows is accounted for." in said
    assert "annat.csv: left aside, it holds no statistics." in said
    assert Procurement.objects.count() == 1
    assert Snapshot.objects.get(is_current=True).cases == 1


def test_bad_values_are_told_with_file_row_column_and_reason(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "v.csv", [row(V), row(V, {VALUE: "[red]-7[/red]"})])
    said = run(path)
    assert f"v.csv, row 3, {VALUE}: “[red]-7[/red]”. Not an amount in kronor." in said


def test_only_so_many_remarks_are_printed_as_asked(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "v.csv", [row(V, {VALUE: f"x{n}"}) for n in range(5)])
    said = run(path, "--remarks", "2")
    assert "“x1”" in said
    assert "“x2”" not in said
    assert "… and 3 more remarks" in said


def test_the_same_file_again_says_that_nothing_is_new(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "v.csv", [row(V)])
    run(path)
    assert "Nothing was changed." in run(path)
