"""A person's answers: merge, keep apart, split off, take back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse as address_of
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.actions import keep_apart, merge, reverse, split
from kornhamn.suppliers.queries import MatchDecision, sees_persons
from kornhamn.web.access import requires
from kornhamn.web.pages.suppliers.words import decision_words, reversed_words
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.spend_job import follow_decision

_LONGEST_REASON = 2000


@requires(Permission.SETTLE_SUPPLIERS)
@require_POST
def merge_two(request: AppRequest, one: UUID, other: UUID) -> HttpResponse:
    """Make two suppliers one."""
    return _answered(
        request,
        lambda: merge(one, other, reason=_reason(request), by=request.actor, at=request.at),
    )


@requires(Permission.SETTLE_SUPPLIERS)
@require_POST
def keep_two(request: AppRequest, one: UUID, other: UUID) -> HttpResponse:
    """Keep two suppliers apart."""
    return _answered(
        request,
        lambda: keep_apart(one, other, reason=_reason(request), by=request.actor, at=request.at),
    )


@requires(Permission.SETTLE_SUPPLIERS)
@require_POST
def split_off(request: AppRequest, supplier_id: UUID) -> HttpResponse:
    """Make the chosen spellings a supplier of their own."""
    keys = [int(key) for key in request.POST.getlist("spelling") if key.isascii() and key.isdigit()]
    return _answered(
        request,
        lambda: split(supplier_id, keys, reason=_reason(request), by=request.actor, at=request.at),
    )


@requires(Permission.SETTLE_SUPPLIERS)
@require_POST
def take_back(request: AppRequest, decision_id: int) -> HttpResponse:
    """Take a decision back."""
    return _answered(request, lambda: reverse(decision_id, by=request.actor, at=request.at))


def _answered(request: AppRequest, decide: Callable[[], MatchDecision]) -> HttpResponse:
    """Decide, say what was done or why not, and go back to where the reader was."""
    try:
        decision = decide()
    except DomainError as refused:
        messages.error(request, say(refused))
        return redirect(_back(request))
    follow_decision(decision)
    words = decision_words(decision, personal=sees_persons(request.actor))
    messages.success(request, reversed_words(words) if decision.reversed_at else words)
    return redirect(_back(request))


def _reason(request: AppRequest) -> str:
    return request.POST.get("reason", "")[:_LONGEST_REASON]


def _back(request: AppRequest) -> str:
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours and back else address_of("supplier-queue")
