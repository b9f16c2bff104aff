"""One authority: who holds which role, when, what is vacant, and where its purchases are."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.organisation.permissions import KIND_NAMES, ROLE_NAMES, may
from kornhamn.organisation.queries import (
    AppointmentHeld,
    Vacancy,
    appointments_of,
    authorities_within,
    authority_of,
    vacancies,
)
from kornhamn.organisation.types import AuthorityKind, Permission
from kornhamn.web.access import requires
from kornhamn.web.requests import AppRequest


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One appointment as the page shows it."""

    held: AppointmentHeld
    role: str
    may_end: bool


@requires(Permission.READ_ORGANISATION)
def authority(request: AppRequest, authority_id: UUID) -> HttpResponse:
    """Show one authority with its people and its vacancies."""
    found = authority_of(authority_id)
    if found is None:
        raise Http404
    manages = may(request.actor, Permission.MANAGE_ORGANISATION)
    rows = [
        HeldRow(held, _(ROLE_NAMES[held.role]), manages and held.period.end is None)
        for held in appointments_of(authority_id, request.on)
    ]
    return render(
        request,
        "organisation/authority.html",
        {
            "authority": found,
            "kind": _(KIND_NAMES[AuthorityKind(found.kind)]),
            "number": f"{found.organisation_number[:6]}-{found.organisation_number[6:]}",
            "rows": [row for row in rows if row.held.state == "held"],
            "others": [row for row in rows if row.held.state != "held"],
            "vacancies": [
                (_(ROLE_NAMES[vacancy.role]), vacancy)
                for vacancy in _vacancies(authority_id, request)
            ],
            "links": _links(request, authority_id),
            "may_manage": manages,
            "breadcrumbs": [(_("Organisation"), reverse("organisation")), (found.name, "")],
        },
    )


def _vacancies(authority_id: UUID, request: AppRequest) -> list[Vacancy]:
    return [vacancy for vacancy in vacancies(request.on) if vacancy.authority_id == authority_id]


def _links(request: AppRequest, authority_id: UUID) -> list[tuple[str, str]]:
    """Return the ways on to the authority's purchases, for those who may read them."""
    own = f"?authority={authority_id}"
    questions = reverse("authority-questions", args=[authority_id])
    ways = (
        (_("Its questions"), questions, Permission.READ_CASES),
        (_("Its procurements"), f"{reverse('cases')}{own}", Permission.READ_CASES),
        (_("Its follow-up"), f"{reverse('follow-up')}{own}", Permission.FOLLOW_UP),
    )
    return [
        (label, url)
        for label, url, permission in ways
        if any(one.pk == authority_id for one in authorities_within(request.actor, permission))
    ]
