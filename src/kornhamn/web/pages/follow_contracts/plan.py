"""The follow-up of one contract: its checks, deviations, meetings and lessons on one page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.analytics.queries.loyalty import yearly_by_contract
from kornhamn.contracts.queries import by_risk, checks_in, deviations_in, meetings_in
from kornhamn.contracts.types import CheckAnswer, CheckState, DeviationState, TermKind
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import framed, opened
from kornhamn.web.pages.follow_contracts.words import (
    ANSWER_COLOURS,
    ANSWERS,
    CHECKS,
    DEVIATION_COLOURS,
    DEVIATIONS,
    SANCTIONS,
    TERMS,
    risk_in_words,
)
from kornhamn.web.requests import AppRequest


@requires(Permission.READ_CONTRACTS)
@require_safe
def follow_up(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show what is planned, what was found, what was agreed and what was learned."""
    found = opened(request, contract_id)
    checks = list(checks_in(found))
    weighed = by_risk(request.actor, on=request.on, yearly=yearly_by_contract(), only=found)
    page = framed(request, found, "contract-follow-up") | {
        "waiting": [_check(one, request) for one in checks if one.state == CheckState.PLANNED],
        "done": [_check(one, request) for one in checks[::-1] if one.state != CheckState.PLANNED],
        "deviations": [_deviation(one, request) for one in deviations_in(found)],
        "meetings": meetings_in(found),
        "lessons": found.lessons.all(),
        "risk": weighed[0].risk if weighed else None,
        "reasons": risk_in_words(weighed[0].risk) if weighed else [],
    }
    return render(request, "follow_contracts/plan.html", page)


def _check(check: Any, request: AppRequest) -> dict[str, Any]:  # noqa: ANN401 - a TermCheck
    is_done = check.state == CheckState.DONE
    return {
        "check": check,
        "about": TERMS[TermKind(check.term.kind)],
        "word": ANSWERS[CheckAnswer(check.answer)] if is_done else CHECKS[CheckState(check.state)],
        "colour": ANSWER_COLOURS[CheckAnswer(check.answer)] if is_done else "neutral",
        "late": check.state == CheckState.PLANNED and check.due_on < request.on,
    }


def _deviation(deviation: Any, request: AppRequest) -> dict[str, Any]:  # noqa: ANN401 - a Deviation
    sanction = getattr(deviation, "sanction", None)
    told = ""
    if sanction:
        told = f"{SANCTIONS[sanction.decision]}: {formats.kronor(sanction.ore)}"
    return {
        "deviation": deviation,
        "url": reverse("deviation", args=[deviation.pk]),
        "word": DEVIATIONS[DeviationState(deviation.state)],
        "colour": DEVIATION_COLOURS[DeviationState(deviation.state)],
        "late": not deviation.is_closed and deviation.remedy_by < request.on,
        "sanction": told,
        "about": TERMS[TermKind(deviation.term.kind)] if deviation.term else _("The contract"),
    }
