"""The authorities of the group, or the companies alone: who answers, and what is vacant."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kornhamn.organisation.permissions import KIND_NAMES, ROLE_NAMES, may, scope_of
from kornhamn.organisation.queries import AuthorityOverview, group_appointments, overview
from kornhamn.organisation.types import Actor, AuthorityKind, Permission, Role
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

COMPANIES, ALL = "companies", "all"


@requires(Permission.READ_ORGANISATION)
def organisation(request: AppRequest) -> HttpResponse:
    """List the authorities with who answers for their purchasing; vacancies are marked."""
    view = _view(request)
    rows = overview(request.on, companies_only=view == COMPANIES)
    table = _table().bind(rows, request.GET, request.path)
    if file := download(table, "organisation"):
        return file
    group = [held for held in group_appointments(request.on) if held.state == "held"]
    return render(
        request,
        "organisation/organisation.html",
        {
            "table": table,
            "tabs": _tabs(request, view),
            "vacancies": _vacancies(rows),
            "group": [(held, _(ROLE_NAMES[held.role])) for held in group],
            "may_manage": may(request.actor, Permission.MANAGE_ORGANISATION),
            "may_read_cases": may(request.actor, Permission.READ_CASES),
            "may_read_trail": may(request.actor, Permission.READ_AUDIT_TRAIL),
            "breadcrumbs": [(_("Organisation"), "")],
        },
    )


def _view(request: AppRequest) -> str:
    """Return the view asked for; who answers for the companies alone begins with them."""
    asked = request.GET.get("view", "")
    return asked if asked in {COMPANIES, ALL} else _own_view(request.actor)


def _own_view(actor: Actor) -> str:
    scope = scope_of(actor, Permission.FOLLOW_UP)
    return COMPANIES if scope.companies and not scope.group else ALL


def _tabs(request: AppRequest, view: str) -> list[tuple[str, str, bool]]:
    return [
        (_("The whole group"), f"{request.path}?view={ALL}", view == ALL),
        (_("The companies"), f"{request.path}?view={COMPANIES}", view == COMPANIES),
    ]


def _vacancies(rows: list[AuthorityOverview]) -> str:
    """Return the sentence that says how much is vacant, or nothing."""
    vacant = sum(len(row.vacant) for row in rows)
    places = sum(bool(row.vacant) for row in rows)
    if not vacant:
        return ""
    return ngettext(
        "%(roles)s role is vacant, in %(places)s of the authorities.",
        "%(roles)s roles are vacant, in %(places)s of the authorities.",
        vacant,
    ) % {"roles": vacant, "places": places}


def _table() -> Table:
    return Table(
        columns=(
            Column(
                "name",
                gettext_lazy("Authority"),
                url=lambda row: reverse("authority", args=[row.id]),
            ),
            Column("kind", gettext_lazy("Kind"), value=lambda row: _(KIND_NAMES[row.kind])),
            Column(
                "organisation_number", gettext_lazy("Organisation number"), value=_dashed_number
            ),
            Column(
                "responsible",
                gettext_lazy("Responsible for purchasing"),
                value=_responsible,
            ),
            Column("vacant", gettext_lazy("Vacant roles"), value=_vacant_roles),
        ),
        filters=(
            Filter("name", gettext_lazy("Name")),
            Filter(
                "kind",
                gettext_lazy("Kind"),
                choices=[(kind.value, _(KIND_NAMES[kind])) for kind in AuthorityKind],
                test=lambda row, value: row.kind == value,
            ),
            Filter(
                "vacant",
                gettext_lazy("Vacant roles"),
                choices=[("yes", gettext_lazy("With vacant roles"))],
                test=lambda row, _value: bool(row.vacant),
            ),
        ),
        id="authorities",
        page_size=200,
    )


def _dashed_number(row: AuthorityOverview) -> str:
    return f"{row.organisation_number[:6]}-{row.organisation_number[6:]}"


def _responsible(row: AuthorityOverview) -> str:
    if Role.PURCHASING_RESPONSIBLE in row.vacant:
        return _("Vacant")
    return ", ".join(row.responsible)


def _vacant_roles(row: AuthorityOverview) -> str:
    return ", ".join(_(ROLE_NAMES[role]) for role in row.vacant)
