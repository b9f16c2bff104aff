"""Questions about the group: who somebody is, who holds what, what is vacant."""

from kornhamn.organisation.models import Authority, Person
from kornhamn.organisation.queries.authorities import (
    AppointmentHeld,
    AuthorityOverview,
    appointment_of,
    appointments_held_by,
    appointments_of,
    authorities_within,
    authority_of,
    authority_with_code,
    group_appointments,
    overview,
)
from kornhamn.organisation.queries.facts import SUPPLIED as ORGANISATION_FACTS
from kornhamn.organisation.queries.facts import authority_facts, group_facts
from kornhamn.organisation.queries.limits import entered_limits
from kornhamn.organisation.queries.own_permissions import OwnPermission, own_permissions
from kornhamn.organisation.queries.people import (
    active_person,
    actor_for,
    standing_people,
)
from kornhamn.organisation.queries.register import known_register, preview_register
from kornhamn.organisation.queries.register_of_people import (
    PersonOverview,
    appointments_of_person,
    everybody,
    person_of,
)
from kornhamn.organisation.queries.vacant import Vacancy, roles_asked_for, vacancies

__all__ = [
    "ORGANISATION_FACTS",
    "AppointmentHeld",
    "Authority",
    "AuthorityOverview",
    "OwnPermission",
    "Person",
    "PersonOverview",
    "Vacancy",
    "active_person",
    "actor_for",
    "appointment_of",
    "appointments_held_by",
    "appointments_of",
    "appointments_of_person",
    "authorities_within",
    "authority_facts",
    "authority_of",
    "authority_with_code",
    "entered_limits",
    "everybody",
    "group_appointments",
    "group_facts",
    "known_register",
    "overview",
    "own_permissions",
    "person_of",
    "preview_register",
    "roles_asked_for",
    "standing_people",
    "vacancies",
]
