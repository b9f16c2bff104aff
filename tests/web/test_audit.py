"""The audit pages: for those who examine, filtered, a page at a time, and provable."""

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

import kornhamn
from kornhamn.audit.actions import record_all
from kornhamn.audit.models import Entry
from kornhamn.audit.types import Deed
from kornhamn.web.audit_words import VERBS
from tests.people import People, actor_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def _trail(people: People, at: datetime) -> None:
    """Sixty deeds of the administrator today, one of the purchaser tomorrow."""
    deeds = [Deed("authority.changed", "thing", str(number)) for number in range(1, 61)]
    record_all(deeds, by=actor_of(people.administrator), at=at)
    answered = Deed("fact.stated", "case", "17", {"fact": "is_goods", "värde": True})
    record_all([answered], by=actor_of(people.purchaser), at=at + timedelta(days=1))


def text(response: HttpResponse) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


def numbers(response: HttpResponse) -> list[int]:
    context = response.context  # type: ignore[attr-defined]
    return [entry.number for entry in context["page"].entries]


@pytest.mark.parametrize("address", ["/audit/", "/audit/1/"])
@pytest.mark.parametrize("who", ["purchaser", "responsible", "analyst", "board_member", "nobody"])
def test_those_who_neither_examine_nor_run_the_suite_are_refused(
    client: Client, people: People, who: str, address: str
) -> None:
    sign_in(client, getattr(people, who))
    assert client.get(address).status_code == 403
    assert client.post("/audit/verify/").status_code == 403


@pytest.mark.usefixtures("_trail")
def test_the_latest_entries_come_first_and_older_ones_by_their_number(
    client: Client, people: People
) -> None:
    sign_in(client, people.auditor)
    first = client.get("/audit/")
    assert numbers(first) == list(range(61, 11, -1))
    second = client.get("/audit/?before=12")
    assert numbers(second) == list(range(11, 0, -1))
    assert "before=12" in text(first)
    assert "Older entries" not in text(second)
    assert "The latest entries" in text(second)


@pytest.mark.usefixtures("_trail")
def test_nothing_is_counted(client: Client, people: People) -> None:
    sign_in(client, people.auditor)
    with CaptureQueriesContext(connection) as queries:
        client.get("/audit/")
    assert not any("COUNT(" in query["sql"].upper() for query in queries)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"verb": "fact.stated"}, [61]),
        ({"subject": "case"}, [61]),
        ({"subject": "case 17"}, [61]),
        ({"subject": "17"}, [61, 17]),
        ({"person": "inga"}, [61]),
        ({"first_day": "2026-03-10"}, [61]),
        ({"last_day": "2026-03-08"}, []),
        ({"first_day": "2026-03-09", "last_day": "2026-03-09", "subject": "17"}, [17]),
        ({"last_day": "9999-12-31", "verb": "fact.stated"}, [61]),
    ],
)
@pytest.mark.usefixtures("_trail")
def test_conditions_narrow_the_trail(
    client: Client, people: People, conditions: dict[str, str], found: list[int]
) -> None:
    assert numbers(sign_in(client, people.auditor).get("/audit/", conditions)) == found


@pytest.mark.usefixtures("_trail")
def test_a_condition_that_cannot_be_read_is_said_and_shows_nothing(
    client: Client, people: People
) -> None:
    page = text(sign_in(client, people.auditor).get("/audit/?first_day=soon&before=x"))
    assert "Enter a valid date" in page
    assert "Adam Berg" not in page


@pytest.mark.usefixtures("_trail")
def test_an_entry_shows_its_details_and_its_proof(client: Client, people: People) -> None:
    page = text(sign_in(client, people.auditor).get("/audit/61/"))
    for words in (
        "fact.stated",
        "Missing fact answered",
        "Inga Berg",
        "is_goods",
        "värde",
        "as it was written",
    ):
        assert words in page
    assert client.get("/audit/62/").status_code == 404


@pytest.mark.usefixtures("_trail")
def test_a_changed_entry_is_shown_and_named(client: Client, people: People) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Entry.objects.filter(number=7).update(actor_name="Somebody Else")
        cursor.execute("SET session_replication_role = DEFAULT")
    sign_in(client, people.auditor)
    assert "somebody changed the entry" in text(client.get("/audit/7/"))
    page = text(client.post("/audit/verify/"))
    assert "The trail is broken in 1 place." in page
    assert [number for number, _ in client.post("/audit/verify/").context["faults"]] == [7]


@pytest.mark.usefixtures("_trail")
def test_a_whole_trail_is_said_to_be_whole(client: Client, people: People) -> None:
    sign_in(client, people.auditor)
    assert client.get("/audit/verify/").status_code == 405
    page = text(client.post("/audit/verify/"))
    assert "The trail is whole" in page
    assert Entry.objects.get(number=61).hash in page


def test_every_verb_that_is_recorded_has_words() -> None:
    source = Path(kornhamn.__file__).parent
    recorded = {
        verb
        for path in source.rglob("*.py")
        for verb in re.findall(r'[Dd]eed\(\s*"([a-z-]+\.[a-z-]+)"', path.read_text())
    }
    assert recorded >= {"appointment.made", "limit.entered"}
    assert recorded - set(VERBS) == set()
