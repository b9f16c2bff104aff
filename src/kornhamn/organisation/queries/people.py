"""Who somebody is, and which people there are to be."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from kornhamn.organisation.models import Appointment, Person
from kornhamn.organisation.types import Actor, Role


def actor_for(person: Person, *, on: date) -> Actor:
    """Return the actor that person is on that day, by the appointments that hold.

    An inactive person holds nothing, whatever the appointments say.
    """
    group: set[Role] = set()
    authorities: defaultdict[UUID, set[Role]] = defaultdict(set)
    appointments = Appointment.objects.filter(person=person, person__is_active=True)
    for appointment in appointments.on(on):
        role = Role(appointment.role)
        if appointment.authority_id is None:
            group.add(role)
        else:
            authorities[appointment.authority_id].add(role)
    return Actor(
        id=str(person.pk),
        name=person.name,
        group_roles=frozenset(group),
        authority_roles={key: frozenset(roles) for key, roles in authorities.items()},
    )


def active_person(*, email: str) -> Person | None:
    """Return the person with that address who may sign in, if there is one.

    Letters outside ASCII must be the very same: some change into others with their case, and
    an address that merely looks alike is somebody else's.
    """
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None or person.email == email:
        return person
    return person if email.isascii() and person.email.isascii() else None


def standing_people(on: date, *, most: int = 200) -> list[Appointment]:
    """Return the appointments of those who may sign in that day, for choosing whom to be."""
    order = {role: place for place, role in enumerate(Role)}
    held = (
        Appointment.objects.on(on)
        .filter(person__is_active=True)
        .select_related("person", "authority")
        .order_by("authority__name", "person__name")[:most]
    )
    return sorted(held, key=lambda appointment: order[Role(appointment.role)])
