"""How a page of loyalty opens: figures to show, a choice that is understood."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kornhamn.analytics.queries import spend
from kornhamn.analytics.queries.loyalty import is_counted
from kornhamn.web.pages.loyalty.words import PARTS, parts_url
from kornhamn.web.pages.spend.opening import kept_parameters, quick_periods
from kornhamn.web.pages.spend.selection import Choice, parameters
from kornhamn.web.requests import AppRequest


def not_yet(request: AppRequest) -> HttpResponse | None:
    """Return the page that says that nothing is counted yet, or None where something is."""
    if is_counted():
        return None
    return render(request, "loyalty/nothing_yet.html", {"breadcrumbs": trail()})


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of loyalty."""
    here = reverse("loyalty") if more else ""
    return [(_("Contracts"), reverse("contracts")), (_("Loyalty"), here), *more]


def page_context(request: AppRequest, choice: Choice, current: str) -> dict[str, Any]:
    """Return what every page shows: tabs, the choice in words and as a form."""
    own = choice.selection
    overview = f"{reverse('loyalty')}?{urlencode(parameters(own))}"
    return {
        "form": choice.form,
        "choice": choice,
        "periods": quick_periods(request, choice),
        "kept": kept_parameters(request),
        "whole": request.path,
        "snapshot": spend.current_spend(),
        "tabs": [
            (_("Overview"), overview, current == ""),
            *((str(label), parts_url(own, part), current == part) for part, label in PARTS.items()),
        ],
    }
