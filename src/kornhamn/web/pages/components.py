"""How it looks: every component on one page, and the reader's choice of theme and language."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from kornhamn.web import style_samples as samples
from kornhamn.web.access import open_to_all
from kornhamn.web.downloads import download
from kornhamn.web.requests import AppRequest

THEMES = ("light", "dark")
_REMEMBERED_FOR = timedelta(days=365)


@open_to_all("how the pages look is no secret")
def components(request: AppRequest) -> HttpResponse:
    """Show every component with samples, to look at and to copy from."""
    table = samples.CASES.bind(samples.case_rows(), request.GET, request.path)
    if file := download(table, "components"):
        return file
    sent = any(key.startswith("form-") for key in request.GET)
    form = samples.SampleForm(request.GET if sent else None, prefix="form")
    context: dict[str, Any] = {
        "table": table,
        "form": form,
        "charts": samples.charts(),
        "heat_map": samples.heat_map(),
        "timeline": samples.timeline(request.on),
        "next_actions": samples.next_actions(request.on),
        "steps": samples.steps(),
        "comparison": samples.comparison(),
        "breadcrumbs": [(_("Start"), "/"), (_("Components"), "")],
        "verdicts": [("met", 412), ("not-met", 37), ("unknown", 261)],
        "other_verdicts": [("not-applicable", 1204), ("departed", 9)],
    }
    return render(request, "web/components.html", context)


@open_to_all("anybody may choose light or dark")
@require_POST
def set_theme(request: AppRequest) -> HttpResponse:
    """Remember the chosen appearance in a cookie and go back to the page."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        response.delete_cookie("theme", samesite="Lax")
        return response
    response.set_cookie(
        "theme",
        theme,
        max_age=_REMEMBERED_FOR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


urlpatterns: list[URLPattern] = [
    path("components/", components, name="components"),
    path("theme/", set_theme, name="set-theme"),
    path(
        "language/",
        open_to_all("anybody may choose a language")(set_language),
        name="set-language",
    ),
]
