"""What is vacant follows the edition in force, and the facts say what the organisation knows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import ON, Group, People, appoint, person

from kornhamn.organisation.models import Authority
from kornhamn.organisation.queries import authority_facts, group_facts, overview, vacancies
from kornhamn.organisation.types import Role
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Subject

pytestmark = pytest.mark.django_db

ASKED_FOR = "kornhamn.organisation.queries.vacant.roles_asked_for"


@pytest.fixture(autouse=True)
def _edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition that asks for a responsible person and a coordinator."""
    asked = {
        Role.PURCHASING_RESPONSIBLE: "organisation.responsible",
        Role.COORDINATOR: "organisation.coordinator",
    }
    monkeypatch.setattr(ASKED_FOR, lambda _on: asked)


def vacant(on: date = ON) -> set[tuple[str, Role]]:
    return {(vacancy.authority, vacancy.role) for vacancy in vacancies(on)}


def test_every_role_asked_for_is_vacant_where_nobody_is_appointed(group: Group) -> None:
    assert len(vacant()) == 2 * 4  # the municipality's committees answer in its place


def test_a_role_held_that_day_is_not_vacant(people: People, group: Group) -> None:
    assert ("Utbildningsnämnden", Role.PURCHASING_RESPONSIBLE) not in vacant()
    assert ("Utbildningsnämnden", Role.PURCHASING_RESPONSIBLE) in vacant(date(2024, 12, 31))
    assert ("Utbildningsnämnden", Role.COORDINATOR) in vacant()


def test_a_vacancy_names_the_clause_that_asks(group: Group) -> None:
    clauses = {(vacancy.role, vacancy.clause) for vacancy in vacancies(ON)}
    assert (Role.COORDINATOR, "organisation.coordinator") in clauses


def test_somebody_whose_access_is_closed_leaves_a_vacancy(group: Group) -> None:
    gone = person("Elsa", is_active=False)
    appoint(gone, Role.PURCHASING_RESPONSIBLE, group.housing)
    assert ("Kornhamns Bostad AB", Role.PURCHASING_RESPONSIBLE) in vacant()


def test_a_municipality_without_committees_answers_itself(group: Group) -> None:
    group.education.delete()
    group.care.delete()
    assert ("Kornhamns kommun", Role.PURCHASING_RESPONSIBLE) in vacant()


def test_the_facts_are_the_declared_ones_and_true(people: People, group: Group) -> None:
    appoint(person("Elsa"), Role.REQUISITIONER, group.education)
    rows = {row["authority"]: row for row in authority_facts(ON)}
    assert rows["Utbildningsnämnden"] == {
        "authority_id": group.education.pk,
        "authority": "Utbildningsnämnden",
        "is_company": False,
        "registered_as_authority": True,
        "responsible_appointed": True,
        "coordinator_appointed": False,
        "functions_named": ("requisitioner",),
    }
    assert rows["Kornhamns Vatten AB"]["is_company"] is True
    declared = {name for name, fact in FACTS.items() if fact.supplied_by == "organisation"}
    supplied = {*rows["Utbildningsnämnden"], *group_facts(ON)} - {"authority_id", "authority"}
    assert supplied == declared
    assert FACTS["has_companies"].subject is Subject.GROUP


def test_the_group_knows_whether_it_has_companies(group: Group) -> None:
    assert group_facts(ON) == {"has_companies": True}
    Authority.objects.companies().delete()
    assert group_facts(ON) == {"has_companies": False}


def test_the_overview_marks_vacancies_and_who_answers(people: People) -> None:
    rows = {row.name: row for row in overview(ON)}
    assert [row.name for row in overview(ON)] == [
        "Kornhamns kommun",
        "Utbildningsnämnden",
        "Äldrenämnden",
        "Kornhamns Bostad AB",
        "Kornhamns Vatten AB",
    ]
    assert rows["Utbildningsnämnden"].responsible == ("Olle Berg",)
    assert rows["Utbildningsnämnden"].vacant == (Role.COORDINATOR,)
    assert rows["Kornhamns kommun"].vacant == ()


def test_the_companies_alone(people: People) -> None:
    assert {row.code for row in overview(ON, companies_only=True)} == {"bostad", "vatten"}


def test_the_overview_asks_no_more_for_more_authorities(people: People) -> None:
    with CaptureQueriesContext(connection) as queries:
        overview(ON)
    assert len(queries) <= 5


def test_which_roles_are_asked_for_is_read_from_the_rulebook(
    monkeypatch: pytest.MonkeyPatch, group: Group
) -> None:
    monkeypatch.undo()
    asked = {vacancy.role for vacancy in vacancies(date(1990, 1, 1))}
    assert asked == {Role.PURCHASING_RESPONSIBLE}  # no programme was in force
