"""Making people known, closing and opening their access, noting that they signed in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.models import Person
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission


class PersonInactive(DomainError):  # noqa: N818 - named for what happened
    """Somebody whose access was closed."""

    code = "person.inactive"
    message = N_("The access of %(person)s has been closed: open it again first.")


class PersonNameless(DomainError):  # noqa: N818 - named for what happened
    """Somebody new without a name."""

    code = "person.nameless"
    message = N_("Nobody with the address %(email)s is known yet: give the person's name too.")


class PersonUnknown(DomainError):  # noqa: N818 - named for what happened
    """Nobody with that address."""

    code = "person.unknown"
    message = N_("Nobody with the address %(email)s is known.")


class OwnAccess(DomainError):  # noqa: N818 - named for what happened
    """Somebody about to lock themselves out."""

    code = "person.own-access"
    message = N_("You cannot close your own access: ask another administrator to do it.")


def lock_or_make_person(*, email: str, name: str) -> tuple[Person, list[Deed]]:
    """Return the person with that address, locked, or a new one, with the deeds to record."""
    person = Person.objects.select_for_update().filter(email__iexact=email).first()
    if person is not None:
        return person, []
    if not name.strip():
        raise PersonNameless(email=email)
    person = Person.objects.create(email=email.lower(), name=name.strip())
    return person, [person_deed("person.registered", person)]


def close_access(email: str, *, by: Actor, at: datetime) -> Person:
    """Close somebody's access at once, whatever they are appointed to; never one's own."""
    return _set_access(email, is_active=False, by=by, at=at)


def open_access(email: str, *, by: Actor, at: datetime) -> Person:
    """Open somebody's access again."""
    return _set_access(email, is_active=True, by=by, at=at)


def record_sign_in(person_id: UUID, *, how: str, by: Actor, at: datetime) -> None:
    """Note that somebody signed in: through the group's provider, or as a demo person."""
    details = {"how": how, "person": by.name}
    record(Deed("person.signed-in", "person", str(person_id), details), by=by, at=at)


def person_deed(verb: str, person: Person) -> Deed:
    """Return the deed of something done to a person."""
    return Deed(verb, "person", str(person.pk), {"email": person.email, "name": person.name})


@transaction.atomic
def _set_access(email: str, *, is_active: bool, by: Actor, at: datetime) -> Person:
    require(by, Permission.MANAGE_ORGANISATION)
    person = Person.objects.select_for_update().filter(email__iexact=email).first()
    if person is None:
        raise PersonUnknown(email=email)
    if not is_active and str(person.pk) == by.id:
        raise OwnAccess
    if person.is_active is not is_active:
        person.is_active = is_active
        person.save(update_fields=["is_active"])
        verb = "person.access-opened" if is_active else "person.access-closed"
        record(person_deed(verb, person), by=by, at=at)
    return person
