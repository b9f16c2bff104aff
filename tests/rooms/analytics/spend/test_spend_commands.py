"""The command line says the same as the explorer."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from kornhamn.jobs.cli import build_app
from kornhamn.kernel.errors import DomainError
from kornhamn.spend.models import LedgerLoad

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    """Return what a command prints."""
    result = CliRunner().invoke(build_app(), ["spend", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(autouse=True)
def counted(january: LedgerLoad, february: LedgerLoad) -> str:
    """Both loads, counted by the command."""
    return said("refresh")


def test_refresh_says_what_it_counted(counted: str) -> None:
    assert counted.replace("\u00a0", " ").startswith("2 loads, 9 lines, 19 900 kr")


def test_the_overview_is_the_same_in_every_shape() -> None:
    assert "Outside the process" in said("overview")
    (row,) = json.loads(said("overview", "--format", "json"))
    assert (row["ore"], row["suppliers"], row["paid_days"]) == (19_900_00, 4, 34.0)
    (written,) = csv.DictReader(io.StringIO(said("overview", "--format", "csv")))
    assert written["ore"] == "1990000"


@pytest.mark.parametrize("command", ["authorities", "categories", "months", "suppliers", "lines"])
def test_the_rows_add_up_to_the_whole(command: str) -> None:
    rows = json.loads(said(command, "--format", "json"))
    assert sum(row["ore"] for row in rows) == 19_900_00
    assert len(said(command).splitlines()) > len(rows)


def test_a_selection_narrows_the_answer() -> None:
    rows = json.loads(
        said("lines", "--authority", "omsorg", "--from", "2026-02", "--format", "json")
    )
    assert [row["ore"] for row in rows] == [1500_00]
    assert json.loads(said("lines", "--category", "-", "--most", "1", "--format", "json"))[0][
        "ore"
    ] == (9_000_00)


@pytest.mark.parametrize(
    "arguments", [("lines", "--authority", "finns-inte"), ("months", "--from", "mars")]
)
def test_what_cannot_be_understood_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(DomainError):
        CliRunner().invoke(build_app(), ["spend", *arguments], catch_exceptions=False)
