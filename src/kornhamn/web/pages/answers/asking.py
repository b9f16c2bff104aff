"""Answer a missing fact, one question a page, or take an answer back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kornhamn.kernel.errors import DomainError
from kornhamn.procurement.actions.answer_facts import state_fact, withdraw_fact
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Fact, FactType, Finding
from kornhamn.web.pages.answers.findings import clause_lines, questions
from kornhamn.web.pages.answers.forms import NONE_OF_THEM, AnswerForm
from kornhamn.web.pages.answers.questioned import Questioned
from kornhamn.web.pages.answers.values import said, sentence, supplied_by
from kornhamn.web.requests import AppRequest, say

Opened = Callable[[], Questioned]  # as it stands at the moment of the call
_ORE_IN_A_KRONA = 100


def ask(request: AppRequest, opened: Opened, fact_name: str) -> HttpResponse:
    """Ask one question, keep the answer, and go on to the next question if asked to."""
    found = opened()
    fact = _fact(fact_name, found)
    form = AnswerForm(fact, request.POST or None, initial=_initial(fact, found))
    if request.method == "POST" and form.is_valid() and _stated(request, found, form):
        messages.success(request, _("The answer is kept. You can change it or take it back."))
        return redirect(_onward(request, opened))
    return render(
        request,
        "answers/answer.html",
        {
            "found": found,
            "fact": fact,
            "form": form,
            "supplied_by": supplied_by(fact),
            "clauses": [one.clause for one in found.findings if _reads(one, fact_name)],
            "breadcrumbs": [*found.breadcrumbs, (sentence(said(fact.label)), "")],
        },
        status=400 if form.errors else 200,
    )


def take_back(request: AppRequest, found: Questioned, fact_name: str) -> HttpResponse:
    """Take an answer back."""
    withdraw_fact(found.about, fact=fact_name, by=request.actor, at=request.at)
    messages.success(request, _("The answer is taken back. The question is open again."))
    return redirect(found.url + "#questions")


def _stated(request: AppRequest, found: Questioned, form: AnswerForm) -> bool:
    """Keep the answer, or show at the question why it was refused."""
    try:
        state_fact(
            found.about,
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


def _onward(request: AppRequest, opened: Opened) -> str:
    """Return where to go: the next question that people answer, or the page it began on."""
    found = opened()
    if "next" in request.POST:
        for question in questions(clause_lines(found), found):
            if question.url:
                return question.url
    return found.url + "#questions"


def _reads(finding: Finding, fact_name: str) -> bool:
    return any(fact_name in reason.facts for reason in finding.reasons)


def _fact(name: str, found: Questioned) -> Fact:
    fact = FACTS.get(name)
    if fact is None or not found.asks(fact):
        raise Http404(name)
    return fact


def _initial(fact: Fact, found: Questioned) -> dict[str, Any]:
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
        value = value / _ORE_IN_A_KRONA
    return {"value": value, "source": answered.source}
