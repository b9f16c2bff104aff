"""The tabs of categories: the tree, the queue, what people decided, and the model."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.web.requests import AppRequest

PLACES: tuple[tuple[str, Promise, Permission], ...] = (
    ("categories", _("Category tree"), Permission.READ_SPEND),
    ("classification", _("To decide on"), Permission.CLASSIFY),
    ("category-decisions", _("Decisions and rules"), Permission.CLASSIFY),
    ("category-model", _("The model"), Permission.CLASSIFY),
)


def tabs(request: AppRequest, current: str) -> list[tuple[str, str, bool]]:
    """Return the tabs this reader may open."""
    return [
        (str(label), reverse(name), name == current)
        for name, label, permission in PLACES
        if may(request.actor, permission)
    ]
