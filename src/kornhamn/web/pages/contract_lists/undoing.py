"""A contract list undone: what goes and what stays is told before it is done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kornhamn.contracts.actions import undo_list, what_undoing_does
from kornhamn.contracts.types import ListState
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.contract_lists.listing import below, opened
from kornhamn.web.requests import AppRequest


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Ask, with the consequences; then remove the contracts and keep the record."""
    found = opened(request, load_id)
    if found.state == ListState.UNDONE:
        return redirect("contract-list", load_id)
    if request.method == "POST":
        undo_list(found, by=request.actor, at=request.at)
        messages.success(request, _("%(name)s is undone.") % {"name": found.file_name})
        return redirect("contract-lists")
    page = {
        "load": found,
        "is_loaded": found.state == ListState.LOADED,
        "does": what_undoing_does(found),
        "breadcrumbs": below(
            (found.file_name, reverse("contract-list", args=[found.pk])), (_("Undo"), "")
        ),
    }
    return render(request, "contract_lists/undo.html", page)
