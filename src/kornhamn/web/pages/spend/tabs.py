"""The tabs of Spend. Other rooms' pages are tabs too: those over a selection take it along."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.web.pages.spend.selection import link
from kornhamn.web.requests import AppRequest

EXPLORER: tuple[tuple[str, Promise], ...] = (
    ("spend", _("Overview")),
    ("spend-suppliers", _("Suppliers")),
    ("spend-categories", _("Categories")),
    ("spend-authorities", _("Committees and companies")),
    ("spend-time", _("Over time")),
    ("spend-control", _("Under control?")),
    ("spend-lines", _("Lines")),
)
BESIDE: tuple[tuple[str, Promise, Permission], ...] = (
    ("flags", _("Questions"), Permission.READ_SPEND),
    ("spend-views", _("Saved views"), Permission.READ_SPEND),
    ("categories", _("Category tree"), Permission.READ_SPEND),
    ("classification", _("Classification"), Permission.CLASSIFY),
)


def tabs(
    request: AppRequest, selection: SpendSelection, current: str, *, beside: str = ""
) -> list[tuple[str, str, bool]]:
    """Return the tabs as (label, address, current)."""
    explorer = [
        (str(label), link(name, selection, beside=beside), name == current)
        for name, label in EXPLORER
    ]
    return [*explorer, *tabs_beside(request, current)]


def tabs_beside(request: AppRequest, current: str) -> list[tuple[str, str, bool]]:
    """Return the tabs that are not over a selection, as far as the reader may open them."""
    return [
        (str(label), reverse(name), name == current)
        for name, label, permission in BESIDE
        if may(request.actor, permission)
    ]
