"""A load undone: what that means is told before it is done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kornhamn.organisation.types import Permission
from kornhamn.spend.actions import undo_load
from kornhamn.spend.queries import LedgerLoad, load_with, spellings_in, units_of
from kornhamn.spend.types import LoadState
from kornhamn.web.access import requires
from kornhamn.web.pages.ledgers.uploading import follow
from kornhamn.web.requests import AppRequest


@requires(Permission.LOAD_LEDGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Ask, with the consequences; then remove the lines and keep the record."""
    try:
        load = load_with(load_id)
    except LedgerLoad.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        was_loaded = load.state == LoadState.LOADED
        undo_load(load, by=request.actor, at=request.at)
        if was_loaded:
            follow()
        messages.success(request, _("%(name)s is undone.") % {"name": load.file_name})
        return redirect("ledgers")
    page = {
        "load": load,
        "is_loaded": load.state == LoadState.LOADED,
        "suppliers": spellings_in(load),
        "units": len(units_of(load)),
        "breadcrumbs": [
            (_("Ledgers"), reverse("ledgers")),
            (load.file_name, reverse("ledger-load", args=[load.pk])),
            (_("Undo"), ""),
        ],
    }
    return render(request, "ledgers/undo.html", page)
