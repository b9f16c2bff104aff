"""The standing people: a small group of authorities, and one person for each part in it.

Fixtures: `group` (the authorities) and `people` (everybody, appointed); both need the database.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from kornhamn.organisation.models import Appointment, Authority, Person
from kornhamn.organisation.queries import actor_for
from kornhamn.organisation.types import Actor, AuthorityKind, Role

APPOINTED_ON = date(2025, 1, 1)
ON = date(2026, 3, 9)


@dataclass(frozen=True, slots=True)
class Group:
    """A municipality, two committees and two companies."""

    municipality: Authority
    education: Authority
    care: Authority
    housing: Authority
    water: Authority

    @property
    def everyone(self) -> tuple[Authority, ...]:
        return (self.municipality, self.education, self.care, self.housing, self.water)

    @property
    def companies(self) -> tuple[Authority, ...]:
        return (self.housing, self.water)


@dataclass(frozen=True, slots=True)
class People:
    """One person for each part; `nobody` is known to the group but holds no role."""

    purchaser: Person  # buys for the education committee
    responsible: Person  # answers for purchasing in the education committee
    analyst: Person  # follows up the whole group
    board_member: Person  # sits on the group board, which answers for the companies
    executive: Person  # sits on the executive board
    auditor: Person
    administrator: Person
    of_other_company: Person  # answers for purchasing in the water company
    nobody: Person
    departed: Person  # inactive, though the appointment still runs


def authority(
    code: str, name: str, kind: AuthorityKind, number: str, other_names: tuple[str, ...] = ()
) -> Authority:
    """Make one contracting authority."""
    return Authority.objects.create(
        code=code,
        name=name,
        kind=kind,
        organisation_number=number,
        other_names=list(other_names),
    )


def person(first_name: str, *, is_active: bool = True) -> Person:
    """Make one person with an address of their own."""
    return Person.objects.create(
        email=f"{first_name.lower()}@kornhamn.example",
        name=f"{first_name} Berg",
        is_active=is_active,
    )


def appoint(
    who: Person,
    role: Role,
    authority: Authority | None = None,
    *,
    start: date = APPOINTED_ON,
    end: date | None = None,
) -> Person:
    """Appoint somebody (end exclusive) and return them."""
    Appointment.objects.create(person=who, role=role, authority=authority, period=(start, end))
    return who


def actor_of(person: Person, *, on: date = ON) -> Actor:
    """Return the actor that person is on the day of the tests."""
    return actor_for(person, on=on)


def sign_in(client: Client, person: Person) -> Client:
    """Sign the person in on a test client, and return it."""
    client.force_login(person)
    return client


@pytest.fixture
def group(db: None) -> Group:
    """The small group, without people."""
    own, shared = AuthorityKind, "2120009994"
    return Group(
        municipality=authority("kommunen", "Kornhamns kommun", own.MUNICIPALITY, shared),
        education=authority("utbildning", "Utbildningsnämnden", own.COMMITTEE, shared),
        care=authority("omsorg", "Äldrenämnden", own.COMMITTEE, shared),
        housing=authority("bostad", "Kornhamns Bostad AB", own.COMPANY, "5569990012"),
        water=authority(
            "vatten", "Kornhamns Vatten AB", own.COMPANY, "5569990020", ("Kornhamn Vatten",)
        ),
    )


@pytest.fixture
def people(group: Group) -> People:
    """Everybody, appointed from 1 January 2025 with no end."""
    return People(
        purchaser=appoint(person("Inga"), Role.PURCHASER, group.education),
        responsible=appoint(person("Olle"), Role.PURCHASING_RESPONSIBLE, group.education),
        analyst=appoint(person("Anna"), Role.GROUP_ANALYST),
        board_member=appoint(person("Birgit"), Role.GROUP_BOARD),
        executive=appoint(person("Karin"), Role.EXECUTIVE_BOARD),
        auditor=appoint(person("Rut"), Role.AUDITOR),
        administrator=appoint(person("Adam"), Role.ADMINISTRATOR),
        of_other_company=appoint(person("Vera"), Role.PURCHASING_RESPONSIBLE, group.water),
        nobody=person("Nils"),
        departed=appoint(person("Åke", is_active=False), Role.ADMINISTRATOR),
    )
