"""What comes in from files, as tabs beside each other."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.web.requests import AppRequest


def tabs(request: AppRequest, current: str) -> list[tuple[str, str, bool]]:
    """Return what comes in from files, as tabs: those that this actor may see."""
    places = (
        (_("Procurement statistics"), "imports", Permission.IMPORT_STATISTICS),
        (_("Ledgers"), "ledgers", Permission.LOAD_LEDGERS),
    )
    return [
        (label, reverse(name), name == current)
        for label, name, permission in places
        if may(request.actor, permission)
    ]
