"""Which roles nobody holds, though the programme in force asks for them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from kornhamn.organisation.models import Appointment, Authority
from kornhamn.organisation.rules.mandatory_roles import mandatory_roles
from kornhamn.organisation.types import AuthorityKind, Role
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import NoEditionInForceError


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A role that nobody holds in an authority, and the clause that asks for it."""

    authority_id: UUID
    authority: str
    kind: AuthorityKind
    role: Role
    clause: str


def vacancies(on: date) -> list[Vacancy]:
    """Return the vacant roles of every authority that answers under the programme that day."""
    asked_for = roles_asked_for(on)
    held = roles_held(on)
    return [
        Vacancy(authority.pk, authority.name, AuthorityKind(authority.kind), role, clause)
        for authority in answering()
        for role, clause in asked_for.items()
        if role not in held[authority.pk]
    ]


def roles_asked_for(on: date) -> dict[Role, str]:
    """Return the roles every authority must have that day, with the clause that asks."""
    try:
        edition = programme(settings.RULEBOOKS).edition_on(on)
    except NoEditionInForceError:
        return mandatory_roles(())
    return mandatory_roles({clause.id for clause in edition.clauses})


def roles_held(on: date) -> defaultdict[UUID, set[Role]]:
    """Return the roles that somebody with access holds in each authority that day."""
    held: defaultdict[UUID, set[Role]] = defaultdict(set)
    rows = Appointment.objects.on(on).filter(authority__isnull=False, person__is_active=True)
    for authority, role in rows.values_list("authority_id", "role"):
        held[authority].add(Role(role))
    return held


def answering() -> list[Authority]:
    """Return those who answer for their own purchasing: committees and companies, by name.

    The municipality is the legal person its committees share, and answers itself only where
    no committee is registered.
    """
    themselves = ~Q(kind=AuthorityKind.MUNICIPALITY)
    if not Authority.objects.filter(kind=AuthorityKind.COMMITTEE).exists():
        themselves |= Q(kind=AuthorityKind.MUNICIPALITY)
    return list(Authority.objects.filter(themselves).order_by("kind", "name"))
