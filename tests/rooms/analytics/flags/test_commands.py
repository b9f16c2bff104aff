"""Indicators and flags on the command line."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from tests.people import People
from typer.testing import CliRunner

from kornhamn.analytics.models import Flag
from kornhamn.jobs.cli import build_app
from kornhamn.jobs.commands.indicators import NoSuchIndicatorError
from kornhamn.spend.models import LedgerLoad

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    with time_machine.travel(datetime(2026, 3, 9, 9, tzinfo=UTC), tick=False):
        answer = CliRunner().invoke(build_app(), list(arguments), catch_exceptions=False)
    assert answer.exit_code == 0
    return answer.stdout


def test_a_name_that_is_no_indicator_is_refused() -> None:
    with pytest.raises(NoSuchIndicatorError, match="There are: spend, category-share"):
        run("indicators", "spent")


def test_without_ledgers_it_says_what_to_do() -> None:
    assert "load a ledger" in run("indicators", "spend")
    assert "load a ledger" in run("flags")


def test_every_indicator_is_listed_with_its_threshold() -> None:
    rows = {
        row["indicator"]: row["flag"] for row in json.loads(run("indicators", "--format", "json"))
    }
    assert rows["spend"] is None
    assert rows["split-direct-awards"] == 8000


def test_the_figures_of_one_are_listed(flag: Flag) -> None:
    rows = json.loads(run("indicators", "duplicate-invoices", "--format", "json"))
    assert {row["value"] for row in rows} == {flag.value}
    assert "40\u00a0000" in run("indicators", "duplicate-invoices")


def test_counting_anew_asks(booked_twice: LedgerLoad) -> None:
    assert not Flag.objects.exists()
    run("indicators", "spend", "--count")  # without a snapshot there is nothing to count
    assert not Flag.objects.exists()


def test_questions_are_listed_with_who_is_to_answer(flag: Flag, people: People) -> None:
    rows = json.loads(run("flags", "--format", "json"))
    own = next(row for row in rows if row["authority"] == "Utbildningsnämnden")
    assert (own["to answer"], own["state"], own["supplier"]) == ("Olle Berg", "open", "Bygg AB")
    assert "duplicate-invoices" in run("flags", "--format", "csv")
