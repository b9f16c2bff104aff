"""Appointing somebody to a role, and ending an appointment."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record_all
from kornhamn.audit.types import Deed
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.period import Period
from kornhamn.organisation.actions.people import PersonInactive, lock_or_make_person
from kornhamn.organisation.models import Appointment, Authority
from kornhamn.organisation.permissions import ROLE_NAMES, require
from kornhamn.organisation.rules.register_plan import period_text
from kornhamn.organisation.types import Actor, Permission, Role


class AlreadyAppointed(DomainError):  # noqa: N818 - named for what happened
    """The same person in the same role, at the same time."""

    code = "appointment.overlaps"
    message = N_(
        "%(person)s already holds the role “%(role)s” (%(period)s): end that appointment first, "
        "or choose other days."
    )


class RoleOfTheGroup(DomainError):  # noqa: N818 - named for what happened
    """A group role in one authority."""

    code = "appointment.role-of-the-group"
    message = N_("The role “%(role)s” holds for the whole group: appoint it there.")


class RoleOfAnAuthority(DomainError):  # noqa: N818 - named for what happened
    """An authority's role without an authority."""

    code = "appointment.role-of-an-authority"
    message = N_("The role “%(role)s” is held in an authority: choose which.")


class AppointmentGone(DomainError):  # noqa: N818 - named for what happened
    """No such appointment."""

    code = "appointment.gone"
    message = N_("That appointment is no longer there: look at the authority's page again.")


class AppointmentEndedBefore(DomainError):  # noqa: N818 - named for what happened
    """An end that would prolong what has ended."""

    code = "appointment.ended-before"
    message = N_(
        "The appointment already ends on %(last)s: appoint the person again to prolong it."
    )


class EndsBeforeItStarts(DomainError):  # noqa: N818 - named for what happened
    """A last day before the first."""

    code = "appointment.ends-before-it-starts"
    message = N_("The appointment starts on %(start)s: its last day cannot come before that.")


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """Who is to hold which role, where and when; the name matters for somebody new alone."""

    role: Role
    email: str
    name: str
    authority: UUID | None
    period: Period


@transaction.atomic
def appoint(new: NewAppointment, *, by: Actor, at: datetime) -> Appointment:
    """Appoint somebody, known or new; raise AlreadyAppointed naming what it overlaps with."""
    require(by, Permission.MANAGE_ORGANISATION)
    authority = Authority.objects.get(pk=new.authority) if new.authority else None
    _refuse_misplaced(new.role, authority)
    person, deeds = lock_or_make_person(email=new.email, name=new.name)
    if not person.is_active:
        raise PersonInactive(person=person.name)
    standing = Appointment.objects.filter(
        person=person, authority=authority, role=new.role, period__overlap=_range(new.period)
    ).first()
    if standing is not None:
        raise AlreadyAppointed(
            person=person.name,
            role=ROLE_NAMES[new.role],
            period=period_text(Period(standing.period.lower, standing.period.upper)),
        )
    appointment = Appointment.objects.create(
        person=person, authority=authority, role=new.role, period=_range(new.period)
    )
    record_all([*deeds, _deed("appointment.made", appointment, new.period)], by=by, at=at)
    return appointment


@transaction.atomic
def end_appointment(
    appointment_id: UUID, *, last_day: date, by: Actor, at: datetime
) -> Appointment:
    """End an appointment after its last day; it may be ended earlier, never prolonged."""
    require(by, Permission.MANAGE_ORGANISATION)
    appointment = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if appointment is None:
        raise AppointmentGone
    standing = Period(appointment.period.lower, appointment.period.upper)
    if last_day < standing.start:
        raise EndsBeforeItStarts(start=standing.start.isoformat())
    if standing.last is not None and standing.last <= last_day:
        raise AppointmentEndedBefore(last=standing.last.isoformat())
    period = Period.inclusive(standing.start, last_day)
    appointment.period = _range(period)
    appointment.save(update_fields=["period"])
    record_all([_deed("appointment.ended", appointment, period)], by=by, at=at)
    return appointment


def _range(period: Period) -> tuple[date, date | None]:
    return period.start, period.end


def _refuse_misplaced(role: Role, authority: Authority | None) -> None:
    if role.of_the_group and authority is not None:
        raise RoleOfTheGroup(role=ROLE_NAMES[role])
    if not role.of_the_group and authority is None:
        raise RoleOfAnAuthority(role=ROLE_NAMES[role])


def _deed(verb: str, appointment: Appointment, period: Period) -> Deed:
    authority = appointment.authority
    details = {
        "role": appointment.role,
        "person": appointment.person.name,
        "person_id": str(appointment.person_id),
        "authority": authority.name if authority else None,
        "authority_id": str(authority.pk) if authority else None,
        "first_day": period.start.isoformat(),
        "last_day": period.last.isoformat() if period.last else None,
    }
    return Deed(verb, "appointment", str(appointment.pk), details)
