"""The start page: what waits for me, on top."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from tests.people import Group, People, sign_in
from tests.rooms.analytics.conftest import procurement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.SNAPSHOTS = tmp_path
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        yield


def waiting(client: Client) -> list[str]:
    page = client.get("/", headers={"accept-language": "en"})
    assert page.status_code == 200
    return [action.title for action in page.context["next_actions"]]


def test_a_visitor_sees_the_programme_and_no_figures(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "Read the programme" in page
    assert "What waits for you" not in page


def test_a_vacancy_waits_for_the_one_who_answers(client: Client, people: People) -> None:
    sign_in(client, people.responsible)
    assert any("vacant in Utbildningsnämnden" in title for title in waiting(client))


def test_the_group_board_sees_the_vacancies_of_the_companies_alone(
    client: Client, people: People
) -> None:
    sign_in(client, people.board_member)
    assert any("vacant in 2 authorities" in title for title in waiting(client))


def test_stale_guidance_waits_for_those_who_steer(client: Client, people: People) -> None:
    sign_in(client, people.executive)
    assert any("guidance of" in title for title in waiting(client))


def test_the_first_import_waits_for_the_analyst(client: Client, people: People) -> None:
    sign_in(client, people.analyst)
    assert "Import the nation's procurement statistics" in waiting(client)


def test_nothing_waits_for_somebody_without_a_role(client: Client, people: People) -> None:
    sign_in(client, people.nobody)
    assert waiting(client) == []


def test_a_purchaser_finds_the_latest_procurements_of_the_own_authority(
    client: Client, people: People, group: Group
) -> None:
    for number, day in enumerate((None, *(date(2026, 3, n) for n in range(1, 7)))):
        procurement(f"KH{number}", group.education, title=f"Skolskjuts {number}", published_on=day)
    procurement("KH9", group.water, title="Vattenrör")
    sign_in(client, people.purchaser)
    latest = client.get("/").context["latest"]
    assert [one.title for one in latest] == [f"Skolskjuts {n}" for n in (6, 5, 4, 3, 2)]


def test_those_who_answer_for_the_whole_group_are_shown_no_single_procurements(
    client: Client, people: People, group: Group
) -> None:
    procurement("KH1", group.education)
    sign_in(client, people.analyst)
    assert client.get("/").context["latest"] == []
