"""What stands today, in the words of a register file, and what a file would change."""

from kornhamn.kernel.period import Period
from kornhamn.organisation.models import Appointment, Authority, Person
from kornhamn.organisation.permissions import require
from kornhamn.organisation.rules.register import Register, read_register
from kornhamn.organisation.rules.register_plan import (
    Known,
    KnownAppointment,
    KnownAuthority,
    KnownPerson,
    Plan,
    plan_register,
)
from kornhamn.organisation.types import Actor, AuthorityKind, Permission, Role


def preview_register(content: bytes, *, by: Actor) -> Plan:
    """Return what importing the file would make, change and end, faults included.

    Raises RegisterRefused when the file as a whole cannot be read.
    """
    require(by, Permission.MANAGE_ORGANISATION)
    register = read_register(content)
    return plan_register(register, known_register(register))


def known_register(register: Register) -> Known:
    """Return every authority, and what is known of the people the register names."""
    emails = [person.email for person in register.people]
    people = {
        person.email.lower(): KnownPerson(person.email.lower(), person.name, person.is_active)
        for person in Person.objects.by_emails(emails)
    }
    return Known(
        authorities={one.code: _authority(one) for one in Authority.objects.all()},
        people=people,
        appointments=tuple(
            _appointment(one)
            for one in Appointment.objects.filter(
                person__in=Person.objects.by_emails(emails)
            ).select_related("person", "authority")
        ),
    )


def _authority(one: Authority) -> KnownAuthority:
    return KnownAuthority(
        code=one.code,
        name=one.name,
        kind=AuthorityKind(one.kind),
        organisation_number=one.organisation_number,
        other_names=tuple(one.other_names),
    )


def _appointment(one: Appointment) -> KnownAppointment:
    return KnownAppointment(
        role=Role(one.role),
        code=one.authority.code if one.authority else "",
        email=one.person.email.lower(),
        period=Period(one.period.lower, one.period.upper),
    )
