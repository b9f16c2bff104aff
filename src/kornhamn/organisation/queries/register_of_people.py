"""Everybody known to the group, with the roles they hold and whether they may sign in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.models import Appointment, Person
from kornhamn.organisation.types import Role


@dataclass(frozen=True, slots=True)
class PersonOverview:
    """One person in the list; `roles` are those of the day, each with its authority or ""."""

    id: UUID
    name: str
    email: str
    is_active: bool
    roles: tuple[tuple[Role, str], ...]


def everybody(on: date) -> list[PersonOverview]:
    """Return everybody by name, in two queries."""
    roles: defaultdict[UUID, list[tuple[Role, str]]] = defaultdict(list)
    held = Appointment.objects.on(on).order_by("authority__name", "role")
    for person, role, authority in held.values_list("person_id", "role", "authority__name"):
        roles[person].append((Role(role), authority or ""))
    people = sorted(Person.objects.all(), key=lambda one: sort_key(one.name))
    return [
        PersonOverview(one.pk, one.name, one.email, one.is_active, tuple(roles[one.pk]))
        for one in people
    ]


def person_of(person_id: UUID) -> Person | None:
    """Return the person with that id, if there is one."""
    return Person.objects.filter(pk=person_id).first()


def appointments_of_person(person_id: UUID) -> list[Appointment]:
    """Return every appointment the person has had, has or will have, the latest first."""
    held = Appointment.objects.filter(person=person_id).select_related("authority")
    return sorted(held, key=lambda one: one.period.lower, reverse=True)
