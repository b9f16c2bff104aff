"""Accepting, correcting and undoing; and everything that was decided."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Permission
from kornhamn.spend.actions import accept_category, remove_rule, undo_decision
from kornhamn.spend.queries import category_decisions, category_rules, waiting_posting
from kornhamn.web.access import requires
from kornhamn.web.category_names import category_name
from kornhamn.web.pages.categories.tabs import tabs
from kornhamn.web.pages.classification.queue import supplier_names
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.spend_job import follow_postings

_MOST = 100


@requires(Permission.CLASSIFY)
@require_POST
def decide(request: AppRequest, posting: int) -> HttpResponse:
    """Note what a person says a posting is, and go on with the queue."""
    waiting = waiting_posting(request.actor, posting)
    if waiting is None:
        raise Http404
    category = request.POST.get("category") or request.POST.get("other") or ""
    back = reverse("classification")
    if not category:
        messages.error(request, _("Choose a category, or accept one that is proposed."))
        return redirect(back)
    try:
        decision = accept_category(waiting.alike, category, by=request.actor, at=request.at)
    except DomainError as error:
        messages.error(request, say(error))
        return redirect(back)
    follow_postings(list(waiting.alike))
    return redirect(f"{back}?done={decision.id}")


@requires(Permission.CLASSIFY)
def decisions(request: AppRequest) -> HttpResponse:
    """Show what people decided, the latest first, and the rules that hold."""
    names = supplier_names()
    context = {
        "decisions": [
            {
                "row": row,
                "name": category_name(row.category, blank=_("Unknown")),
                "proposed": category_name(row.proposed, blank=""),
            }
            for row in category_decisions()[:_MOST]
        ],
        "rules": [
            {
                "row": rule,
                "name": category_name(rule.category, blank=_("Unknown")),
                "supplier": names.get(rule.supplier_id or 0, ""),
            }
            for rule in category_rules()
        ],
        "may_remove": scope_of(request.actor, Permission.CLASSIFY).group,
        "tabs": tabs(request, "category-decisions"),
        "breadcrumbs": [
            (_("Spend"), reverse("spend")),
            (_("Category tree"), reverse("categories")),
            (_("Decisions and rules"), ""),
        ],
    }
    return render(request, "classification/decisions.html", context)


@requires(Permission.CLASSIFY)
@require_POST
def undo(request: AppRequest, decision: UUID) -> HttpResponse:
    """Undo a decision; the posting is as it was."""
    try:
        undone = undo_decision(decision, by=request.actor, at=request.at)
    except DomainError as error:
        messages.error(request, say(error))
    else:
        follow_postings([row[0] for row in undone.before])
        messages.success(request, _("Undone: “%(about)s” waits again.") % {"about": undone.about})
    return redirect("classification" if request.POST.get("to") == "queue" else "category-decisions")


@requires(Permission.CLASSIFY)
@require_POST
def remove(request: AppRequest, rule: UUID) -> HttpResponse:
    """Remove a rule; what it decided is classified anew."""
    try:
        remove_rule(rule, by=request.actor, at=request.at)
    except DomainError as error:
        messages.error(request, say(error))
    else:
        follow_postings(None)
        messages.success(request, _("The rule is removed; what it decided was classified anew."))
    return redirect("category-decisions")
