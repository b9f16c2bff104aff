"""Saved views: a name for an address, to open again and to share."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kornhamn.analytics.actions import save_spend_view
from kornhamn.analytics.queries import spend
from kornhamn.analytics.queries.spend import SavedView
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.spend.opening import trail
from kornhamn.web.pages.spend.tabs import EXPLORER, tabs
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

_NOT_OF_A_VIEW = ("page", "format", "csrfmiddlewaretoken")
_PAGES = dict(EXPLORER)


@requires(Permission.READ_SPEND)
def views(request: AppRequest) -> HttpResponse:
    """List the saved views."""
    table = _TABLE.bind(list(spend.saved_views()), request.GET, request.path)
    if file := download(table, "spend-views"):
        return file
    context = {
        "table": table,
        "tabs": tabs(request, SpendSelection(), "spend-views"),
        "breadcrumbs": trail((_("Saved views"), "")),
    }
    return render(request, "spend/views.html", context)


@requires(Permission.READ_SPEND)
@require_POST
def save(request: AppRequest) -> HttpResponse:
    """Save the view that the form came from, and go back to it."""
    page = request.POST.get("view", "")
    page = page if page in _PAGES else "spend"
    params = QueryDict(request.POST.get("query", ""))
    chosen = {k: str(v) for k, v in params.items() if k not in _NOT_OF_A_VIEW}
    name = request.POST.get("name", "")
    if not name.strip():
        messages.error(
            request, _("Give the view a name, so that you and others can find it again.")
        )
        return redirect(f"{reverse(page)}?{params.urlencode()}")
    saved = save_spend_view(name, page=page, chosen=chosen, by=request.actor, at=request.at)
    messages.success(
        request,
        _("The view “%(name)s” is saved. Its address can be shared.") % {"name": saved.name},
    )
    return redirect(_address(saved))


def _address(saved: SavedView) -> str:
    params = QueryDict(mutable=True)
    params.update(dict(sorted(saved.chosen.items())))
    page = saved.page if saved.page in _PAGES else "spend"
    return f"{reverse(page)}?{params.urlencode()}"


_TABLE = Table(
    columns=(
        Column("name", gettext_lazy("View"), url=_address),
        Column("page", gettext_lazy("Shows"), value=lambda row: str(_PAGES.get(row.page, ""))),
        Column("made_by", gettext_lazy("Saved by")),
        Column("made_at", gettext_lazy("Saved"), kind="date"),
    ),
    filters=(Filter("name", gettext_lazy("View")),),
    id="views",
    default_sort="-made_at",
)
