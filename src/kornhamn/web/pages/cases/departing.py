"""Record a departure from a clause that allows one, or take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.procurement.actions.depart import record_departure, withdraw_departure
from kornhamn.procurement.queries.case_file import CaseFile
from kornhamn.rulebook.types import Clause, Subject
from kornhamn.web.access import requires
from kornhamn.web.pages.cases.case import edition_of, opened, trail
from kornhamn.web.pages.cases.forms import DepartureForm
from kornhamn.web.requests import AppRequest, say


@requires(Permission.RECORD_DEPARTURE)
def depart(request: AppRequest, procurement_id: UUID, clause_id: str) -> HttpResponse:
    """Ask why, who and when; a clause without exception shows what blocks it instead."""
    found = opened(request, procurement_id)
    clause = _clause(request, found, clause_id)
    form = DepartureForm(request.POST or None, on=request.on)
    if request.method == "POST" and form.is_valid() and _departed(request, found, clause, form):
        messages.success(request, _("The departure is recorded. You can take it back."))
        return redirect(_here(found, clause))
    return render(
        request,
        "cases/depart.html",
        {
            "case": found,
            "clause": clause,
            "edition": edition_of(found, request.on),
            "allowed": clause.force.may_be_departed_from,
            "form": form,
            "breadcrumbs": [
                *trail(),
                (found.procurement.title, _here(found, clause)),
                (_("Departure"), ""),
            ],
        },
        status=400 if form.errors else 200,
    )


@requires(Permission.RECORD_DEPARTURE)
@require_POST
def withdraw_departure_from(
    request: AppRequest, procurement_id: UUID, clause_id: str
) -> HttpResponse:
    """Take a departure back."""
    found = opened(request, procurement_id)
    withdraw_departure(procurement_id, clause=clause_id, by=request.actor, at=request.at)
    messages.success(request, _("The departure is taken back."))
    return redirect(f"{reverse('case', args=[found.procurement.pk])}#{clause_id}")


def _departed(request: AppRequest, found: CaseFile, clause: Clause, form: DepartureForm) -> bool:
    """Record the departure, or show in the form why it was refused."""
    try:
        record_departure(
            found.procurement.pk,
            clause=clause.id,
            reason=form.cleaned_data["reason"],
            decided_by=form.cleaned_data["decided_by"],
            decided_on=form.cleaned_data["decided_on"],
            by=request.actor,
            at=request.at,
        )
    except DomainError as refused:
        form.add_error(None, say(refused))
        return False
    return True


def _clause(request: AppRequest, found: CaseFile, clause_id: str) -> Clause:
    edition = edition_of(found, request.on)
    for clause in edition.clauses_on(Subject.CASE):
        if clause.id == clause_id:
            return clause
    raise Http404(clause_id)


def _here(found: CaseFile, clause: Clause) -> str:
    return f"{reverse('case', args=[found.procurement.pk])}#{clause.id}"
