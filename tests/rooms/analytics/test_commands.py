"""The programme on the command line: the same figures, for people and for programs."""

import csv
import io
import json
import re
import shutil
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tests.people import Group
from tests.rooms.analytics.conftest import IN_FORCE, PROPOSED
from typer.testing import CliRunner, Result

from kornhamn.analytics import actions
from kornhamn.analytics.queries.follow_up import follow_up
from kornhamn.analytics.types import (
    NoSnapshotError,
    NoSuchAuthorityError,
    NoSuchEditionError,
    Selection,
)
from kornhamn.jobs.cli import build_app
from kornhamn.jobs.programme_data import as_csv
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.procurement.models import Procurement
from kornhamn.rulebook.loader import RulebookErrors
from kornhamn.rulebook.types import Subject

pytestmark = pytest.mark.django_db
Portfolio = dict[str, Procurement]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(build_app(), arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def assessed(*arguments: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(run("assess", "--edition", PROPOSED, "--format", "json", *arguments).output)


@pytest.fixture
def refreshed(portfolio: Portfolio, at: datetime) -> Portfolio:
    """The small portfolio, with its snapshot taken."""
    actions.refresh(by=SYSTEM, at=at)
    return portfolio


def test_without_a_snapshot_it_says_what_to_do() -> None:
    with pytest.raises(NoSnapshotError, match="kornhamn refresh"):
        run("assess", "--edition", PROPOSED)


@pytest.mark.usefixtures("refreshed")
def test_an_unknown_edition_or_authority_is_refused_with_those_that_exist() -> None:
    with pytest.raises(NoSuchEditionError, match=IN_FORCE):
        run("clauses", "--edition", "inkop")
    with pytest.raises(NoSuchAuthorityError, match="utbildning"):
        run("assess", "--edition", PROPOSED, "--authority", "utbildningen")


@pytest.mark.usefixtures("portfolio")
def test_refresh_tells_the_digest() -> None:
    assert "6 procurements" in run("refresh").output


@pytest.mark.parametrize("written", ["json", "csv"])
def test_the_clauses_can_be_read_by_programs(written: str) -> None:
    output = run("clauses", "--edition", PROPOSED, "--format", written).output
    rows = json.loads(output) if written == "json" else list(csv.DictReader(io.StringIO(output)))
    edition_rows = {row["id"]: row for row in rows}
    assert len(edition_rows) == 60
    assert edition_rows["insight.whistleblowing"]["statement_sv"]


@pytest.mark.usefixtures("refreshed")
def test_the_table_gives_the_honest_figure_first() -> None:
    lines = run("assess", "--edition", PROPOSED).output.splitlines()
    assert "unknown" in lines[1]
    text = "\n".join(lines)
    assert "quality.relevant" in text
    assert "Most wanted facts" in text


@pytest.mark.usefixtures("refreshed")
def test_the_figures_are_those_of_the_pages_to_the_ore() -> None:
    found = {row["clause"]: row for row in assessed()["clauses"]}
    for figures in follow_up(Selection(PROPOSED), Scope(group=True)).clauses:
        written = found[figures.clause.id]["verdicts"]["unknown"]
        count = figures.tally.unknown
        assert written["assessments"] == count.assessments
        if figures.clause.subject is Subject.CASE:
            assert Decimal(written["kronor"]) * 100 == count.ore


@pytest.mark.usefixtures("refreshed")
def test_csv_and_json_say_the_same() -> None:
    output = run("assess", "--edition", PROPOSED, "--format", "csv").output
    rows = {row["clause"]: row for row in csv.DictReader(io.StringIO(output))}
    for each in assessed()["clauses"]:
        verdicts, row = each["verdicts"], rows[each["clause"]]
        assert int(row["not_met"]) == verdicts["not-met"]["assessments"]
        assert (row["unknown_kronor"] or None) == verdicts["unknown"]["kronor"]


@pytest.mark.parametrize(
    ("chosen", "references"),
    [
        ([], "12345"),
        (["--authority", "utbildning"], "15"),
        (["--authority", "kommunen"], "125"),  # a municipality brings its committees
        (["--authority", "212000-9994"], "125"),
        (["--authority", "utbildning", "--authority", "5569990012"], "135"),
        (["--authority", "kommunen", "--with-companies"], "12345"),
        (["--companies"], "34"),
        (["--authority", "2120001355"], "6"),  # a buyer outside the group
        (["--from", "2025-03-01", "--to", "2025-03-01"], "124"),
        (["--to", "2024-12-31"], "3"),
        (["--from", "2024-12-01"], "124"),
    ],
)
def test_the_options_choose_procurements(
    chosen: list[str], references: str, refreshed: Portfolio
) -> None:
    values = {
        each.reference: each.contracted_value or Decimal(0)
        for each in Procurement.objects.filter(pk__in=[one.pk for one in refreshed.values()])
    }
    figures = assessed(*chosen)
    assert figures["cases"] == len(references)
    assert Decimal(figures["kronor"]) == sum(values[reference] for reference in references)


@pytest.fixture
def rulebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the rulebooks that a test may edit; returns the proposed edition's file."""
    shutil.copytree(settings.RULEBOOKS, tmp_path / "rulebooks")
    monkeypatch.setattr(settings, "RULEBOOKS", tmp_path / "rulebooks")
    return tmp_path / "rulebooks" / "purchasing-programme" / f"{PROPOSED}.toml"


def predicate(file: Path, clause: str, satisfied: str) -> None:
    """Change what satisfies a clause, as somebody with an editor would."""
    text = file.read_text()
    start = text.index(f'id = "{clause}"')
    written = re.compile(r'satisfied = ("""[\s\S]*?"""|"[^"\n]*")')
    file.write_text(text[:start] + written.sub(f'satisfied = "{satisfied}"', text[start:], count=1))


@pytest.mark.usefixtures("refreshed")
def test_an_edited_predicate_shows_at_the_next_command(rulebooks: Path) -> None:
    clause = "quality.delivered"
    before = {row["clause"]: row["verdicts"] for row in assessed()["clauses"]}
    predicate(rulebooks, clause, "kind = 'works'")
    after = {row["clause"]: row["verdicts"] for row in assessed()["clauses"]}
    assert before[clause]["met"]["assessments"] == 0
    assert after[clause]["met"]["assessments"] == 1  # the one that is known to be awarded


@pytest.mark.usefixtures("refreshed")
def test_a_broken_predicate_is_refused_with_its_line(rulebooks: Path) -> None:
    predicate(rulebooks, "quality.delivered", "kindd = 'works'")
    with pytest.raises(RulebookErrors, match=rf"{PROPOSED}.toml, line \d+.*kindd"):
        run("assess", "--edition", PROPOSED)


@pytest.mark.usefixtures("refreshed")
def test_a_draft_in_a_file_can_be_assessed_and_simulated(rulebooks: Path, tmp_path: Path) -> None:
    predicate(rulebooks, "quality.delivered", "kind = 'works'")
    draft = tmp_path / "draft.toml"
    draft.write_text(rulebooks.read_text())
    arguments = ("simulate", "--from", IN_FORCE, "--to", str(draft), "--format")
    result = json.loads(run(*arguments, "json").output)
    changes = {each["clause"]: each["changes"] for each in result["clauses"]}
    assert {"from": None, "to": "met", "cases": 1, "kronor": "20000000.00"} in (
        changes["quality.delivered"]
    )
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "csv").output)))
    met = [row["reference"] for row in rows if row["after"] == "met" and not row["before"]]
    assert met == ["3"]
    assert "in the place of" in run(*arguments, "table").output


def test_a_text_that_looks_like_a_formula_is_disarmed() -> None:
    rows = [{"title": "=1+1"}, {"title": "-5"}, {"title": 5}]
    assert as_csv(rows) == "title\n'=1+1\n'-5\n5\n"


@pytest.mark.usefixtures("group")
def test_an_empty_house_is_told_as_such(group: Group, at: datetime) -> None:
    assert group.water.code == "vatten"
    actions.refresh(by=SYSTEM, at=at)
    assert "no procurement is selected" in run("assess", "--edition", PROPOSED).output
