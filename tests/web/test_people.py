"""The administrator sees who is who, and closes and opens somebody's access."""

from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from kornhamn.audit.models import Entry
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def administrator(client: Client, people: People) -> Client:
    return sign_in(client, people.administrator)


def read(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def of(person_id: object, *more: str) -> str:
    return "/".join(("", "organisation", "people", str(person_id), *more, ""))


@pytest.mark.parametrize("who", ["responsible", "analyst", "auditor", "executive"])
def test_only_the_administrator_may(client: Client, people: People, who: str) -> None:
    other = sign_in(client, getattr(people, who))
    assert other.get("/organisation/people/").status_code == 403
    assert other.get(of(people.purchaser.pk)).status_code == 403
    assert other.post(of(people.purchaser.pk, "close")).status_code == 403
    people.purchaser.refresh_from_db()
    assert people.purchaser.is_active


def test_everybody_is_listed_with_roles_and_access(
    administrator: Client, people: People, group: Group
) -> None:
    page = read(administrator, "/organisation/people/")
    assert people.nobody.name in page
    assert f"Responsible for purchasing, {group.education.name}" in page
    closed = read(administrator, "/organisation/people/?access=closed")
    assert people.departed.name in closed
    assert people.purchaser.name not in closed


def test_closing_takes_effect_at_once_also_where_somebody_is_signed_in(
    administrator: Client, people: People
) -> None:
    theirs = sign_in(Client(), people.purchaser)
    assert people.purchaser.name in read(theirs, "/")
    reply = administrator.post(of(people.purchaser.pk, "close"), follow=True)
    assert "is closed. You can open it again here." in unescape(reply.content.decode())
    assert people.purchaser.name not in read(theirs, "/")
    entry = Entry.objects.get(verb="person.access-closed")
    assert entry.actor_name == people.administrator.name
    assert entry.subject_id == str(people.purchaser.pk)


def test_access_is_opened_again(administrator: Client, people: People) -> None:
    administrator.post(of(people.purchaser.pk, "close"))
    administrator.post(of(people.purchaser.pk, "open"))
    people.purchaser.refresh_from_db()
    assert people.purchaser.is_active
    assert Entry.objects.filter(verb="person.access-opened").exists()


def test_nobody_locks_themselves_out(administrator: Client, people: People) -> None:
    own = of(people.administrator.pk)
    assert "Close the access" not in read(administrator, own)
    refused = administrator.post(of(people.administrator.pk, "close"))
    assert refused.status_code == 409
    assert "ask another administrator" in unescape(refused.content.decode())
    people.administrator.refresh_from_db()
    assert people.administrator.is_active


def test_a_page_shows_every_appointment(
    administrator: Client, people: People, group: Group
) -> None:
    page = read(administrator, of(people.responsible.pk))
    assert group.education.name in page
    assert "2025-01-01" in page
    assert "Has held no role here." in read(administrator, of(people.nobody.pk))


def test_somebody_unknown_is_not_found(administrator: Client) -> None:
    for page in (of(uuid4()), of("x")):
        assert administrator.get(page).status_code == 404
    assert administrator.post(of(uuid4(), "close")).status_code == 404


def test_a_link_alone_closes_nothing(administrator: Client, people: People) -> None:
    assert administrator.get(of(people.purchaser.pk, "close")).status_code == 405
    strict = sign_in(Client(enforce_csrf_checks=True), people.administrator)
    assert strict.post(of(people.purchaser.pk, "close")).status_code == 403
