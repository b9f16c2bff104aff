"""Answer a missing fact of a procurement, one question a page, or take an answer back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kornhamn.analytics.queries.cases import case_findings
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.procurement.actions.answer_facts import state_fact, withdraw_fact
from kornhamn.procurement.queries.case_file import CaseFile
from kornhamn.procurement.rules import is_asked_of_people
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Fact, FactType, Finding
from kornhamn.web.access import requires
from kornhamn.web.pages.cases.case import edition_of, opened, trail
from kornhamn.web.pages.cases.findings import clause_lines, questions
from kornhamn.web.pages.cases.forms import NONE_OF_THEM, AnswerForm
from kornhamn.web.pages.cases.values import SUPPLIED_BY, said, sentence
from kornhamn.web.requests import AppRequest, say


@requires(Permission.STATE_FACTS)
def answer(request: AppRequest, procurement_id: UUID, fact_name: str) -> HttpResponse:
    """Ask one question, keep the answer, and go on to the next question if asked to."""
    found = opened(request, procurement_id)
    fact = _fact(fact_name)
    form = AnswerForm(fact, request.POST or None, initial=_initial(fact, found))
    if request.method == "POST" and form.is_valid() and _stated(request, found, form):
        messages.success(request, _("The answer is kept. You can change it or take it back."))
        return redirect(_onward(request, found))
    asking = [line for line in _findings(request, found) if _reads(line, fact_name)]
    return render(
        request,
        "cases/answer.html",
        {
            "case": found,
            "fact": fact,
            "form": form,
            "already": found.answers.get(fact_name),
            "supplied_by": SUPPLIED_BY.get(fact.supplied_by, fact.supplied_by),
            "clauses": [finding.clause for finding in asking],
            "edition": edition_of(found, request.on),
            "breadcrumbs": [
                *trail(),
                (found.procurement.title, _case_url(found)),
                (sentence(said(fact.label)), ""),
            ],
        },
        status=400 if form.errors else 200,
    )


@requires(Permission.STATE_FACTS)
@require_POST
def withdraw(request: AppRequest, procurement_id: UUID, fact_name: str) -> HttpResponse:
    """Take an answer back."""
    found = opened(request, procurement_id)
    withdraw_fact(procurement_id, fact=fact_name, by=request.actor, at=request.at)
    messages.success(request, _("The answer is taken back. The question is open again."))
    return redirect(_case_url(found) + "#questions")


def _stated(request: AppRequest, found: CaseFile, form: AnswerForm) -> bool:
    """Keep the answer, or show at the question why it was refused."""
    try:
        state_fact(
            found.procurement.pk,
            fact=form.fact.name,
            value=form.cleaned_data["value"],
            source=form.cleaned_data["source"],
            by=request.actor,
            at=request.at,
        )
    except DomainError as refused:
        form.add_error(None, say(refused))
        return False
    return True


def _onward(request: AppRequest, found: CaseFile) -> str:
    """Return where to go: the next question that people answer, or the procurement."""
    if "next" in request.POST:
        again = opened(request, found.procurement.pk)
        lines = clause_lines(_findings(request, again), again)
        for question in questions(lines, again):
            if question.url:
                return question.url
    return _case_url(found) + "#questions"


def _findings(request: AppRequest, found: CaseFile) -> tuple[Finding, ...]:
    edition = edition_of(found, request.on)
    return case_findings(found.procurement.pk, edition_id=edition.id)


def _reads(finding: Finding, fact_name: str) -> bool:
    return any(fact_name in reason.facts for reason in finding.reasons)


def _fact(name: str) -> Fact:
    fact = FACTS.get(name)
    if fact is None or not is_asked_of_people(fact):
        raise Http404(name)
    return fact


def _initial(fact: Fact, found: CaseFile) -> dict[str, Any]:
    """Return the form's values where the question was answered before."""
    answered = found.answers.get(fact.name)
    if answered is None:
        return {}
    value: Any = answered.value
    if fact.type is FactType.BOOLEAN:
        value = "yes" if value else "no"
    elif fact.type is FactType.CHOICES:
        value = value or [NONE_OF_THEM]
    elif fact.type is FactType.MONEY:
        value = value / 100
    return {"value": value, "source": answered.source}


def _case_url(found: CaseFile) -> str:
    return reverse("case", args=[found.procurement.pk])
