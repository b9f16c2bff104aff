"""The main navigation: what this actor may reach."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.kernel.errors import N_
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.web.requests import AppRequest

PLACES: tuple[tuple[str, str, Permission], ...] = (
    (N_("Programme"), "programme", Permission.READ_PROGRAMME),
    (N_("Follow-up"), "follow-up", Permission.FOLLOW_UP),
    (N_("Spend"), "spend", Permission.READ_SPEND),
    (N_("Procurements"), "cases", Permission.READ_CASES),
    (N_("Suppliers"), "suppliers", Permission.READ_SPEND),
    (N_("Contracts"), "contracts", Permission.READ_CONTRACTS),
    (N_("Simulations"), "simulations", Permission.SIMULATE),
    (N_("Reports"), "reports", Permission.REPORT),
    (N_("Imports"), "imports", Permission.IMPORT_STATISTICS),
    (N_("Organisation"), "organisation", Permission.READ_ORGANISATION),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


def page_context(request: AppRequest) -> dict[str, Any]:
    """Return what every page's frame shows."""
    if not hasattr(request, "actor"):
        return {"navigation": [], "actor": None, "demo": settings.DEMO}
    return {
        "navigation": [
            Place(_(label), reverse(name), request.path.startswith(reverse(name)))
            for label, name, permission in PLACES
            if may(request.actor, permission)
        ],
        "actor": request.actor if request.actor.is_known else None,
        "demo": settings.DEMO,
    }
