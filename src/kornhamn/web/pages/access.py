"""Who may what, over which authorities, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from kornhamn.organisation.permissions import (
    DESCRIPTIONS,
    REACH_NAMES,
    REASONS,
    ROLE_NAMES,
    grants_of,
)
from kornhamn.organisation.queries import OwnPermission, own_permissions
from kornhamn.organisation.types import Permission, Reach, Role
from kornhamn.web.access import open_to_all
from kornhamn.web.requests import AppRequest


@open_to_all("who may what, and why, is no secret; people are named on the signed-in pages alone")
def access(request: AppRequest) -> HttpResponse:
    """Show the catalogue as a matrix, why each role has what it has, and the reader's own part."""
    own = own_permissions(request.actor, request.on) if request.actor.is_known else []
    context = {
        "own": [(_(DESCRIPTIONS[one.permission]), _through(one)) for one in own if one.is_held],
        "not_own": [_(DESCRIPTIONS[one.permission]) for one in own if not one.is_held],
        "roles": [(role.value, _(ROLE_NAMES[role]), _(REASONS[role])) for role in Role],
        "matrix": _matrix(),
        "breadcrumbs": [(_("Who may what"), "")],
    }
    return render(request, "access/access.html", context)


def _through(one: OwnPermission) -> list[str]:
    """Return the appointments that give a permission, each with its reach."""
    if one.is_public:
        return [_("Everybody may")]
    return [
        " · ".join(
            part
            for part in (_(ROLE_NAMES[s.role]), s.authority, _(REACH_NAMES[s.reach]).lower())
            if part
        )
        for s in one.sources
    ]


def _matrix() -> list[tuple[str, list[str]]]:
    """Return a row a permission with the reach each role has, in the order of the roles."""
    reaches = {
        (grant.permission, grant.role): grant.reach for role in Role for grant in grants_of(role)
    }
    return [
        (_(DESCRIPTIONS[permission]), [_reach(reaches.get((permission, role))) for role in Role])
        for permission in Permission
    ]


def _reach(reach: Reach | None) -> str:
    return _(REACH_NAMES[reach]) if reach else ""


urlpatterns = [path("access/", access, name="access")]
