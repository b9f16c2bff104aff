"""The command line about the organisation and the trail says what it did and how it ended."""

from pathlib import Path

import pytest
from django.db import connection
from tests.conftest import AT
from tests.people import People
from typer.testing import CliRunner, Result

from kornhamn.audit.actions import record_all
from kornhamn.audit.models import Entry
from kornhamn.audit.types import Deed
from kornhamn.jobs.cli import build_app
from kornhamn.organisation.models import Authority, Person
from kornhamn.organisation.types import SYSTEM

pytestmark = pytest.mark.django_db

REGISTER = """\
kod;namn;slag;organisationsnummer;andra namn;roll;person;e-post;från;till
hamn;Kornhamns Hamn AB;bolag;556999-0038;;inköpsansvarig;Per Hägg;per@kornhamn.example;2025-01-01;
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build_app(), arguments)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "group.csv"
    path.write_text(REGISTER)
    return path


def test_a_dry_run_says_exactly_what_would_change_and_writes_nothing(register: Path) -> None:
    result = run("organisation", "import", str(register), "--dry-run")
    assert result.exit_code == 0
    for words in ("Kornhamns Hamn AB", "per@kornhamn.example", "first_day: 2025-01-01"):
        assert words in result.output
    assert "3 would change; nothing is written. 0 as they were." in result.output
    assert not Authority.objects.exists()


def test_an_import_twice_says_that_nothing_changed(register: Path) -> None:
    assert "3 changed. 0 as they were." in run("organisation", "import", str(register)).output
    assert "0 changed. 3 as they were." in run("organisation", "import", str(register)).output


def test_faults_are_listed_with_row_column_value_reason_and_remedy(register: Path) -> None:
    register.write_text(REGISTER.replace("556999-0038", "556999-0039"))
    result = run("organisation", "import", str(register))
    assert result.exit_code == 1
    for words in (
        "2",
        "organisation number",
        "556999-0039",
        "Compare it with",
        "Nothing was imported: 1",
    ):
        assert words in result.output
    assert not Authority.objects.exists()


def test_vacancies_are_listed(people: People) -> None:
    output = run("organisation", "vacancies").output
    assert "Äldrenämnden" in output
    assert "organisation.responsible" in output


def test_access_is_closed_and_opened(people: People) -> None:
    assert run("organisation", "close-access", "inga@kornhamn.example").exit_code == 0
    assert not Person.objects.get(pk=people.purchaser.pk).is_active
    assert run("organisation", "open-access", "inga@kornhamn.example").exit_code == 0
    assert Person.objects.get(pk=people.purchaser.pk).is_active


def test_a_whole_trail_verifies() -> None:
    record_all([Deed("test.done", "thing", "1")], by=SYSTEM, at=AT)
    result = run("audit", "verify")
    assert result.exit_code == 0
    assert "The trail is whole: 1 entries" in result.output


def test_a_broken_trail_names_the_entry_and_fails() -> None:
    record_all([Deed("test.done", "thing", str(n)) for n in range(3)], by=SYSTEM, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Entry.objects.filter(number=2).update(verb="test.undone")
        cursor.execute("SET session_replication_role = DEFAULT")
    result = run("audit", "verify")
    assert result.exit_code == 1
    assert "Entry 2 (changed)" in result.output
