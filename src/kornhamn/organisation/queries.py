"""Questions about the group: who somebody is, who holds what, what is vacant."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from kornhamn.organisation.models import Appointment, Authority, Person
from kornhamn.organisation.types import Actor, Permission, Role


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


def authorities_within(actor: Actor, permission: Permission) -> list[Authority]:
    """Return the authorities over which the actor holds the permission, by name."""
    return list(Authority.objects.within(actor, permission).order_by("kind", "name"))
