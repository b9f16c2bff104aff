"""The access page tells everybody who may what, and each reader what they may and why."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.organisation.permissions import CATALOGUE, DESCRIPTIONS, REASONS, ROLE_NAMES
from kornhamn.organisation.queries import own_permissions
from kornhamn.organisation.types import ANYONE, Permission, Reach, Role
from tests.people import ON, People, actor_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


def page(client: Client) -> str:
    response = client.get(reverse("access"))
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_everybody_sees_every_role_its_reason_and_every_permission(client: Client) -> None:
    shown = page(client)
    for words in (*ROLE_NAMES.values(), *REASONS.values(), *DESCRIPTIONS.values()):
        assert words in shown
    assert "What you may do today" not in shown


def test_a_reader_sees_what_they_may_and_through_which_appointment(
    client: Client, people: People
) -> None:
    shown = page(sign_in(client, people.responsible))
    own = shown.split("What you may do today")[1].split("Every role and permission")[0]
    assert "Responsible for purchasing · Utbildningsnämnden · own authority" in own
    assert "Not yours:" in own
    assert DESCRIPTIONS[Permission.MANAGE_ORGANISATION] in own.split("Not yours:")[1]


def test_somebody_without_a_role_may_only_what_everybody_may(people: People) -> None:
    held = [one for one in own_permissions(actor_of(people.nobody), ON) if one.is_held]
    assert [(one.permission, one.is_public) for one in held] == [(Permission.READ_PROGRAMME, True)]
    assert not any(one.sources for one in own_permissions(ANYONE, ON))


def test_the_group_boards_reach_is_the_companies(people: People) -> None:
    own = {one.permission: one for one in own_permissions(actor_of(people.board_member), ON)}
    assert [source.reach for source in own[Permission.FOLLOW_UP].sources] == [Reach.COMPANIES]


def test_every_permission_is_given_to_some_role_and_every_role_has_a_reason() -> None:
    assert {grant.permission for grant in CATALOGUE} == set(Permission)
    assert set(REASONS) == set(ROLE_NAMES) == set(Role)
    assert set(DESCRIPTIONS) == set(Permission)


def test_the_catalogue_gives_each_permission_to_a_role_once() -> None:
    given = [(grant.role, grant.permission) for grant in CATALOGUE]
    assert len(given) == len(set(given))


def test_whoever_examines_or_runs_the_suite_decides_in_no_case() -> None:
    deciding = {Permission.STATE_FACTS, Permission.RECORD_DEPARTURE}
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.GROUP_BOARD, Role.EXECUTIVE_BOARD):
        assert not deciding & {grant.permission for grant in CATALOGUE if grant.role is role}
