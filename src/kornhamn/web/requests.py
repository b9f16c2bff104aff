"""The edge: one now and one actor per request, and refusals turned into pages."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.queries import actor_for
from kornhamn.organisation.types import ANYONE, Actor

GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponse]


class AppRequest(HttpRequest):
    """A request that knows who acts and what time it is."""

    actor: Actor
    at: datetime
    on: date


class ActorMiddleware:
    """Read the clock once and find out who acts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: AppRequest) -> HttpResponse:
        """Set `at`, `on` and `actor` on the request."""
        request.at = timezone.now()  # noqa: TID251 - the edge
        request.on = timezone.localdate(request.at)  # noqa: TID251 - the edge
        person = request.user
        request.actor = actor_for(person, on=request.on) if person.is_authenticated else ANYONE
        return self.get_response(request)


class RefusalMiddleware:
    """Map every DomainError to a page that says what, where and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an understood refusal; leave everything else to the framework."""
        if not isinstance(error, DomainError):
            return None
        status = 403 if isinstance(error, NotPermittedError) else 409
        return render(
            request, "web/refused.html", {"problem": say(error), "code": error.code}, status=status
        )


def say(error: DomainError) -> str:
    """Return the error's message in the reader's language, its holes filled."""
    return error.said(gettext)
