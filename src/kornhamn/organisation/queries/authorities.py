"""The authorities of the group, who answers in each, and every appointment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.period import Period
from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.models import Appointment, Authority
from kornhamn.organisation.queries.vacant import vacancies
from kornhamn.organisation.types import Actor, AuthorityKind, Permission, Role


class AuthorityUnknown(DomainError):  # noqa: N818 - named for what happened
    """A code that no authority has."""

    code = "authority.unknown"
    message = N_("No authority has the code %(code)s. There are: %(codes)s.")


@dataclass(frozen=True, slots=True)
class AuthorityOverview:
    """One authority in the list: who answers for its purchasing, and what is vacant."""

    id: UUID
    code: str
    name: str
    kind: AuthorityKind
    organisation_number: str
    responsible: tuple[str, ...]
    vacant: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class AppointmentHeld:
    """One appointment in a list; `state` is held, coming or past on the day asked about."""

    id: UUID
    role: Role
    person: str
    email: str
    person_is_active: bool
    period: Period
    state: str
    authority_id: UUID | None


def authorities_within(actor: Actor, permission: Permission) -> list[Authority]:
    """Return the authorities over which the actor holds the permission, by name."""
    return list(Authority.objects.within(actor, permission).order_by("kind", "name"))


def authority_of(authority_id: UUID) -> Authority | None:
    """Return the authority with that id, if there is one."""
    return Authority.objects.filter(pk=authority_id).first()


def authority_with_code(code: str) -> Authority:
    """Return the authority with that code; raises AuthorityUnknown, which names those there are."""
    found = Authority.objects.filter(code=code).first()
    if found is None:
        codes = ", ".join(Authority.objects.order_by("code").values_list("code", flat=True))
        raise AuthorityUnknown(code=code, codes=codes or "–")
    return found


def overview(on: date, *, companies_only: bool = False) -> list[AuthorityOverview]:
    """Return the authorities with who answers and what is vacant: municipality first, then names.

    Five queries, however many authorities.
    """
    authorities = Authority.objects.companies() if companies_only else Authority.objects.all()
    responsible: defaultdict[UUID, list[str]] = defaultdict(list)
    held = Appointment.objects.on(on).filter(
        role=Role.PURCHASING_RESPONSIBLE, person__is_active=True
    )
    for authority_id, name in held.values_list("authority_id", "person__name"):
        responsible[authority_id].append(name)
    vacant: defaultdict[UUID, list[Role]] = defaultdict(list)
    for vacancy in vacancies(on):
        vacant[vacancy.authority_id].append(vacancy.role)
    rows = [
        AuthorityOverview(
            id=one.pk,
            code=one.code,
            name=one.name,
            kind=AuthorityKind(one.kind),
            organisation_number=one.organisation_number,
            responsible=tuple(sorted(responsible[one.pk], key=sort_key)),
            vacant=tuple(vacant[one.pk]),
        )
        for one in authorities
    ]
    order = list(AuthorityKind)
    return sorted(rows, key=lambda row: (order.index(row.kind), sort_key(row.name)))


def appointments_of(authority_id: UUID, on: date) -> list[AppointmentHeld]:
    """Return every appointment in the authority: held, coming and past, by role and name."""
    return _held(Appointment.objects.filter(authority=authority_id), on)


def group_appointments(on: date) -> list[AppointmentHeld]:
    """Return every appointment for the whole group, by role and name."""
    return _held(Appointment.objects.filter(authority__isnull=True), on)


def appointments_held_by(actor: Actor, on: date) -> list[Appointment]:
    """Return the appointments that make the actor what they are that day."""
    if actor.is_system or not actor.is_known:
        return []
    held = Appointment.objects.on(on).filter(person=UUID(actor.id), person__is_active=True)
    return list(held.select_related("authority").order_by("authority__name", "role"))


def appointment_of(appointment_id: UUID) -> Appointment | None:
    """Return the appointment with its person and authority, if there is one."""
    found = Appointment.objects.filter(pk=appointment_id)
    return found.select_related("person", "authority").first()


def _held(appointments: QuerySet[Appointment], on: date) -> list[AppointmentHeld]:
    rows = [_row(one, on) for one in appointments.select_related("person")]
    order = list(Role)
    return sorted(rows, key=lambda r: (order.index(r.role), sort_key(r.person), r.period.start))


def _row(one: Appointment, on: date) -> AppointmentHeld:
    period = Period(one.period.lower, one.period.upper)
    return AppointmentHeld(
        id=one.pk,
        role=Role(one.role),
        person=one.person.name,
        email=one.person.email,
        person_is_active=one.person.is_active,
        period=period,
        state="held" if on in period else "coming" if on < period.start else "past",
        authority_id=one.authority_id,
    )
