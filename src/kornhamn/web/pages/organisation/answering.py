"""Answer a missing fact of an authority or of the group, or take the answer back."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.answers import require_over
from kornhamn.procurement.types import About
from kornhamn.web.access import requires
from kornhamn.web.pages.answers.asking import ask, take_back
from kornhamn.web.pages.organisation.questioned import questioned
from kornhamn.web.requests import AppRequest


@requires(Permission.STATE_FACTS)
def answer_authority(request: AppRequest, authority_id: UUID, fact_name: str) -> HttpResponse:
    """Ask one question about an authority."""
    return _ask(request, About.authority(authority_id), fact_name)


@requires(Permission.STATE_FACTS)
def answer_group(request: AppRequest, fact_name: str) -> HttpResponse:
    """Ask one question about the group."""
    return _ask(request, About.group(), fact_name)


@requires(Permission.STATE_FACTS)
@require_POST
def withdraw_of_authority(request: AppRequest, authority_id: UUID, fact_name: str) -> HttpResponse:
    """Take an answer about an authority back."""
    return take_back(request, questioned(request, About.authority(authority_id)), fact_name)


@requires(Permission.STATE_FACTS)
@require_POST
def withdraw_of_group(request: AppRequest, fact_name: str) -> HttpResponse:
    """Take an answer about the group back."""
    return take_back(request, questioned(request, About.group()), fact_name)


def _ask(request: AppRequest, about: About, fact_name: str) -> HttpResponse:
    """Ask those who may answer; others are told so before they have written anything."""
    questioned(request, about)
    require_over(about, request.actor, Permission.STATE_FACTS)
    return ask(request, lambda: questioned(request, about), fact_name)
