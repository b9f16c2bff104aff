"""Appointing and ending: never twice at a time, always in the trail."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from tests.people import Group, People, actor_of

from kornhamn.audit.models import Entry
from kornhamn.kernel.period import Period
from kornhamn.organisation.actions import (
    NewAppointment,
    appoint,
    close_access,
    end_appointment,
    open_access,
)
from kornhamn.organisation.actions.appointments import (
    AlreadyAppointed,
    AppointmentEndedBefore,
    AppointmentGone,
    EndsBeforeItStarts,
    RoleOfAnAuthority,
    RoleOfTheGroup,
)
from kornhamn.organisation.actions.people import PersonInactive, PersonNameless, PersonUnknown
from kornhamn.organisation.models import Appointment, Authority, Person
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import Role

pytestmark = pytest.mark.django_db


def new(
    authority: Authority | None,
    role: Role = Role.PURCHASER,
    email: str = "inga@kornhamn.example",
    name: str = "",
    start: date = date(2026, 4, 1),
) -> NewAppointment:
    return NewAppointment(role, email, name, authority.pk if authority else None, Period(start))


def test_an_overlapping_appointment_is_refused_and_names_the_other(
    people: People, group: Group, at: datetime
) -> None:
    with pytest.raises(AlreadyAppointed) as refused:
        appoint(new(group.education), by=actor_of(people.administrator), at=at)
    assert refused.value.params["person"] == "Inga Berg"
    assert refused.value.params["period"] == "2025-01-01\u2013"


def test_a_group_role_overlaps_too(people: People, at: datetime) -> None:
    with pytest.raises(AlreadyAppointed):
        appoint(
            new(None, Role.AUDITOR, "rut@kornhamn.example"),
            by=actor_of(people.administrator),
            at=at,
        )


def test_a_role_stands_where_it_belongs(people: People, group: Group, at: datetime) -> None:
    by = actor_of(people.administrator)
    with pytest.raises(RoleOfTheGroup):
        appoint(new(group.care, Role.AUDITOR), by=by, at=at)
    with pytest.raises(RoleOfAnAuthority):
        appoint(new(None), by=by, at=at)


def test_somebody_new_needs_a_name(people: People, group: Group, at: datetime) -> None:
    by = actor_of(people.administrator)
    with pytest.raises(PersonNameless):
        appoint(new(group.care, email="ny@kornhamn.example"), by=by, at=at)
    appointed = appoint(new(group.care, email="Ny@kornhamn.example", name="Ny Ek"), by=by, at=at)
    assert appointed.person.email == "ny@kornhamn.example"
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["person.registered", "appointment.made"]


def test_only_an_administrator_appoints(people: People, group: Group, at: datetime) -> None:
    standing = Appointment.objects.get(person=people.purchaser)
    for who in (people.responsible, people.analyst, people.executive, people.auditor):
        with pytest.raises(NotPermittedError):
            appoint(new(group.care), by=actor_of(who), at=at)
        with pytest.raises(NotPermittedError):
            end_appointment(standing.pk, last_day=date(2026, 3, 31), by=actor_of(who), at=at)


def test_an_ended_appointment_makes_room_for_the_next(
    people: People, group: Group, at: datetime
) -> None:
    by = actor_of(people.administrator)
    standing = Appointment.objects.get(person=people.purchaser)
    end_appointment(standing.pk, last_day=date(2026, 3, 31), by=by, at=at)
    appoint(new(group.education, start=date(2026, 4, 1)), by=by, at=at)
    ended = Entry.objects.get(verb="appointment.ended")
    assert ended.details["last_day"] == "2026-03-31"
    assert ended.actor_name == "Adam Berg"


def test_the_last_day_belongs_to_the_appointment(people: People, at: datetime) -> None:
    standing = Appointment.objects.get(person=people.purchaser)
    by = actor_of(people.administrator)
    end_appointment(standing.pk, last_day=date(2026, 3, 31), by=by, at=at)
    assert actor_of(people.purchaser, on=date(2026, 3, 31)).authority_roles
    assert not actor_of(people.purchaser, on=date(2026, 4, 1)).authority_roles


def test_an_end_never_prolongs_or_precedes(people: People, at: datetime) -> None:
    standing = Appointment.objects.get(person=people.purchaser)
    by = actor_of(people.administrator)
    with pytest.raises(EndsBeforeItStarts):
        end_appointment(standing.pk, last_day=date(2024, 12, 31), by=by, at=at)
    end_appointment(standing.pk, last_day=date(2026, 3, 31), by=by, at=at)
    with pytest.raises(AppointmentEndedBefore):
        end_appointment(standing.pk, last_day=date(2026, 3, 31), by=by, at=at)
    with pytest.raises(AppointmentGone):
        end_appointment(uuid4(), last_day=date(2026, 3, 31), by=by, at=at)


def test_closed_access_takes_every_role_at_once(people: People, group: Group, at: datetime) -> None:
    by = actor_of(people.administrator)
    close_access("INGA@kornhamn.example", by=by, at=at)
    inga = Person.objects.get(pk=people.purchaser.pk)
    assert not actor_of(inga).authority_roles
    with pytest.raises(PersonInactive):
        appoint(new(group.care), by=by, at=at)
    open_access("inga@kornhamn.example", by=by, at=at)
    assert actor_of(inga).authority_roles
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["person.access-closed", "person.access-opened"]


def test_access_is_closed_for_known_people_alone(people: People, at: datetime) -> None:
    with pytest.raises(PersonUnknown):
        close_access("ingen@kornhamn.example", by=actor_of(people.administrator), at=at)
    with pytest.raises(NotPermittedError):
        close_access("inga@kornhamn.example", by=actor_of(people.auditor), at=at)
