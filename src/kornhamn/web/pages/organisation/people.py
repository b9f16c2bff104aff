"""The people of the group: what each is appointed to, and closing or opening their access."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kornhamn.organisation.actions import close_access, open_access
from kornhamn.organisation.permissions import ROLE_NAMES
from kornhamn.organisation.queries import (
    Person,
    PersonOverview,
    appointments_of_person,
    everybody,
    person_of,
)
from kornhamn.organisation.types import Permission, Role
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.figures_job import count_anew
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

OPEN, CLOSED = "open", "closed"


@requires(Permission.MANAGE_ORGANISATION)
def people(request: AppRequest) -> HttpResponse:
    """List everybody with what they are appointed to today."""
    table = _TABLE.bind(everybody(request.on), request.GET, request.path)
    if file := download(table, "people"):
        return file
    context = {"table": table, "breadcrumbs": [*_trail(), (_("People"), "")]}
    return render(request, "organisation/people.html", context)


@requires(Permission.MANAGE_ORGANISATION)
def person(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Show one person with every appointment, and whether they may sign in."""
    found = _found(person_id)
    appointments = [
        (
            _(ROLE_NAMES[Role(one.role)]),
            one.authority.name if one.authority else _("The whole group"),
            formats.iso_date(one.period.lower),
            formats.iso_date(one.last_day) if one.last_day else "–",
        )
        for one in appointments_of_person(person_id)
    ]
    return render(
        request,
        "organisation/person.html",
        {
            "person": found,
            "is_self": str(found.pk) == request.actor.id,
            "appointments": appointments,
            "breadcrumbs": [*_trail(), (_("People"), reverse("people")), (found.name, "")],
        },
    )


@requires(Permission.MANAGE_ORGANISATION)
@require_POST
def close(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Close somebody's access at once."""
    found = close_access(_found(person_id).email, by=request.actor, at=request.at)
    count_anew()
    said = _("The access of %(person)s is closed. You can open it again here.")
    messages.success(request, said % {"person": found.name})
    return redirect("person", person_id)


@requires(Permission.MANAGE_ORGANISATION)
@require_POST
def reopen(request: AppRequest, person_id: UUID) -> HttpResponse:
    """Open somebody's access again."""
    found = open_access(_found(person_id).email, by=request.actor, at=request.at)
    count_anew()
    messages.success(request, _("The access of %(person)s is open.") % {"person": found.name})
    return redirect("person", person_id)


def _found(person_id: UUID) -> Person:
    found = person_of(person_id)
    if found is None:
        raise Http404(str(person_id))
    return found


def _trail() -> list[tuple[str, str]]:
    return [(_("Organisation"), reverse("organisation"))]


def _roles(row: PersonOverview) -> str:
    return "; ".join(
        f"{_(ROLE_NAMES[role])}, {authority}" if authority else _(ROLE_NAMES[role])
        for role, authority in row.roles
    )


def _access(row: PersonOverview) -> str:
    return _("May sign in") if row.is_active else _("Access closed")


_TABLE = Table(
    columns=(
        Column("name", gettext_lazy("Person"), url=lambda row: reverse("person", args=[row.id])),
        Column("email", gettext_lazy("E-mail address")),
        Column("roles", gettext_lazy("Roles today"), value=_roles, sort=False),
        Column("access", gettext_lazy("Access"), value=_access),
    ),
    filters=(
        Filter("name", gettext_lazy("Name")),
        Filter(
            "access",
            gettext_lazy("Access"),
            choices=[(OPEN, gettext_lazy("May sign in")), (CLOSED, gettext_lazy("Access closed"))],
            test=lambda row, value: row.is_active is (value == OPEN),
        ),
    ),
    id="people",
    page_size=100,
)
