"""The pages of the questions that figures raise."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.analytics.actions import refresh_indicators, refresh_spend
from kornhamn.analytics.models import Flag, FlagAnswer
from kornhamn.analytics.workflow import FlagState
from kornhamn.organisation.models import Appointment
from kornhamn.organisation.types import SYSTEM
from tests.made_ledgers import Line, load_lines
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
ANSWER = {
    "reason": "Leverantören skickade den två gånger.", "rests_on": "Fakturorna",
    "measure": "Krävs tillbaka", "done_by": "2026-04-01",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _day() -> object:
    with time_machine.travel(datetime(2026, 3, 9, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def flag(settings: Settings, tmp_path: Path, group: Group, people: People, at: datetime) -> Flag:
    """The question that an invoice booked twice raises for the education committee."""
    settings.SNAPSHOTS, settings.LEDGERS = tmp_path / "snapshots", tmp_path / "ledgers"
    load_lines(
        [
            Line(group.education, "Bygg AB", 40_000, invoice="F1", category="2110"),
            Line(group.education, "Bygg AB", 40_000, invoice="F1", on=date(2026, 1, 20)),
            Line(group.care, "Livs AB", 500, invoice="F3"),
        ]
    )
    refresh_spend(by=SYSTEM, at=at)
    refresh_indicators(by=SYSTEM, at=at)
    return Flag.objects.get(indicator="duplicate-invoices", authority=group.education)


def address(flag: Flag, name: str = "flag") -> str:
    return reverse(name, args=[flag.pk])


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == status
    return answer.content.decode()


def test_one_who_may_not_read_spend_is_refused(client: Client, flag: Flag, people: People) -> None:
    sign_in(client, people.nobody)
    for path in (reverse("flags"), address(flag), address(flag, "flag-rows")):
        assert client.get(path).status_code == 403


def test_another_authoritys_question_is_not_found(
    client: Client, flag: Flag, people: People
) -> None:
    sign_in(client, people.of_other_company)
    for name in ("flag", "flag-rows"):
        text(client, address(flag, name), status=404)
    assert client.post(address(flag), ANSWER | {"value": flag.value}).status_code == 404
    assert "0 questions wait" in text(client, reverse("flags"))


def test_an_answer_without_a_reason_keeps_what_was_written(
    client: Client, flag: Flag, people: People
) -> None:
    sign_in(client, people.responsible)
    said = ANSWER | {"value": flag.value, "reason": ""}
    page = client.post(address(flag), said, headers=ENGLISH)
    assert page.status_code == 400
    assert "Krävs tillbaka" in page.content.decode()
    assert not FlagAnswer.objects.exists()


def test_an_answer_to_a_figure_that_moved_says_so(
    client: Client, flag: Flag, people: People
) -> None:
    sign_in(client, people.responsible)
    page = client.post(address(flag), ANSWER | {"value": 1}, headers=ENGLISH)
    assert page.status_code == 400
    assert "The figure changed while you wrote" in page.content.decode()


def test_one_who_may_only_read_gets_no_form_and_cannot_answer(
    client: Client, flag: Flag, people: People
) -> None:
    sign_in(client, people.purchaser)
    assert "Keep the answer" not in text(client, address(flag))
    assert client.post(address(flag), ANSWER | {"value": flag.value}).status_code == 400
    assert not FlagAnswer.objects.exists()


def test_the_question_shows_its_figures_and_why(client: Client, flag: Flag, people: People) -> None:
    sign_in(client, people.responsible)
    page = text(client, address(flag))
    for said in (
        "Was the invoice paid twice",
        "40\u00a0000\u00a0kr",
        "Bygg AB",
        "Olle Berg",
        "Nigrini",
    ):
        assert said in page


def test_a_vacancy_is_said(client: Client, flag: Flag, people: People) -> None:
    Appointment.objects.filter(person=people.responsible).delete()
    sign_in(client, people.analyst)
    page = text(client, address(flag))
    assert "Nobody is responsible for purchasing here today." in page


def test_an_answer_is_kept_and_shown(client: Client, flag: Flag, people: People) -> None:
    sign_in(client, people.responsible)
    answer = client.post(
        address(flag), ANSWER | {"value": flag.value}, follow=True, headers=ENGLISH
    )
    page = answer.content.decode()
    assert "The answer is kept" in page
    assert "Olle Berg, 2026-03-09" in page
    flag.refresh_from_db()
    assert flag.state == FlagState.ANSWERED


def test_the_rows_are_listed_and_taken_along(client: Client, flag: Flag, people: People) -> None:
    sign_in(client, people.responsible)
    page = text(client, address(flag, "flag-rows"))
    assert "2 lines of the ledgers, 80\u00a0000\u00a0kr in all" in page
    file = client.get(address(flag, "flag-rows"), {"format": "csv"})
    assert file["Content-Type"].startswith("text/csv")
    assert file.content.decode("utf-8-sig").count("Bygg AB") == 2


def test_the_queue_and_the_start_page_say_what_waits_for_me(
    client: Client, flag: Flag, people: People
) -> None:
    sign_in(client, people.responsible)
    assert "wait for your answer" in text(client, "/") or "waits for your answer" in text(
        client, "/"
    )
    queue = text(client, reverse("flags"))
    assert "The same invoice twice" in queue
    client.post(address(flag), ANSWER | {"value": flag.value})
    assert "The same invoice twice" not in text(client, reverse("flags"))
    assert "The same invoice twice" in text(client, reverse("flags") + "?all=1")


def test_a_list_takes_as_many_queries_however_many_questions(
    client: Client, flag: Flag, people: People, django_assert_max_num_queries: object
) -> None:
    sign_in(client, people.analyst)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        text(client, reverse("flags") + "?queue=group")
