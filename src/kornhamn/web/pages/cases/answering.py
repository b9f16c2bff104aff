"""Answer a missing fact of a procurement, or take the answer back."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.answers.asking import ask, take_back
from kornhamn.web.pages.answers.questioned import Questioned
from kornhamn.web.pages.cases.case import edition_of, opened, questioned
from kornhamn.web.requests import AppRequest


@requires(Permission.STATE_FACTS)
def answer(request: AppRequest, procurement_id: UUID, fact_name: str) -> HttpResponse:
    """Ask one question about the procurement."""
    return ask(request, lambda: _as_it_stands(request, procurement_id), fact_name)


@requires(Permission.STATE_FACTS)
@require_POST
def withdraw(request: AppRequest, procurement_id: UUID, fact_name: str) -> HttpResponse:
    """Take an answer back."""
    return take_back(request, _as_it_stands(request, procurement_id), fact_name)


def _as_it_stands(request: AppRequest, procurement_id: UUID) -> Questioned:
    found = opened(request, procurement_id)
    return questioned(found, edition_of(found, request.on))
