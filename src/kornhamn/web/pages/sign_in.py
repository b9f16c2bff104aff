"""Coming in and going out: the provider's button, the demo people, sign-out."""

import secrets
from uuid import UUID

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.actions import record_sign_in
from kornhamn.organisation.permissions import REASONS, ROLE_NAMES
from kornhamn.organisation.queries import actor_for, standing_people
from kornhamn.organisation.types import Role
from kornhamn.web.access import open_to_all
from kornhamn.web.requests import AppRequest
from kornhamn.web.sign_in import PROVIDER, GroupCallback, GroupProvider, refused

_BEFORE = "nobody is signed in before signing in"
_BAD_GATEWAY = 502


class ProviderSilent(DomainError):  # noqa: N818 - named for what happened
    """The provider did not answer, or not in words we know."""

    code = "sign-in.provider-silent"
    message = N_("The sign-in provider does not answer. Try again in a while.")


@open_to_all(_BEFORE)
@never_cache
@require_GET
def sign_in(request: AppRequest) -> HttpResponse:
    """Offer the provider, and in demo mode the standing people."""
    context = {
        "provider": _provider(request),
        "next": _safe_next(request),
        "demo_people": _demo_people(request) if settings.DEMO else None,
        "breadcrumbs": [(_("Sign in"), "")],
    }
    return render(request, "sign_in/sign_in.html", context)


@open_to_all(_BEFORE)
@never_cache
@require_POST
def begin(request: AppRequest) -> HttpResponse:
    """Send the person to the provider, with PKCE, a state and a nonce of this sign-in alone."""
    provider = _provider(request)
    if provider is None:
        raise Http404
    nonce = secrets.token_urlsafe(32)
    try:
        return provider.redirect(  # type: ignore[no-any-return]
            request,
            process=AuthProcess.LOGIN,
            next_url=_safe_next(request) or None,
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
    except (RequestException, KeyError):
        return refused(request, ProviderSilent(), status=_BAD_GATEWAY)


@open_to_all(_BEFORE)
@never_cache
@require_GET
def callback(request: AppRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer: sign in a known person, or say why not."""
    if provider_id != PROVIDER or _provider(request) is None:
        raise Http404
    view = GroupCallback.adapter_view(GroupProvider(request, provider_id))
    return view(request)  # type: ignore[no-any-return]


@open_to_all("chooses among made-up people, in demo mode alone")
@never_cache
@require_POST
def be_demo_person(request: AppRequest) -> HttpResponse:
    """Sign in as one of the standing people; there is no such page outside demo mode."""
    if not settings.DEMO:
        raise Http404
    chosen = request.POST.get("person", "")
    person = next(
        (one.person for one in standing_people(request.on) if str(one.person_id) == chosen), None
    )
    if person is None:
        raise Http404
    login(request, person)
    actor = actor_for(person, on=request.on)
    record_sign_in(UUID(chosen), how="demo", by=actor, at=request.at)
    return redirect(_safe_next(request) or settings.LOGIN_REDIRECT_URL)


@open_to_all("going out is always allowed")
@never_cache
@require_POST
def sign_out(request: AppRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _provider(request: AppRequest) -> OpenIDConnectProvider | None:
    try:
        return get_adapter(request).get_provider(request, PROVIDER)
    except SocialApp.DoesNotExist:
        return None


def _safe_next(request: AppRequest) -> str:
    """Return where to go afterwards, when that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""


def _demo_people(request: AppRequest) -> list[dict[str, object]]:
    """Return the standing people by role, each person once; those of the whole group first."""
    rows: dict[Role, list[object]] = {}
    shown = set()
    people = standing_people(request.on)
    for held in sorted(people, key=lambda one: one.authority_id is not None):
        if held.person_id not in shown:
            rows.setdefault(Role(held.role), []).append(held)
        shown.add(held.person_id)
    return [
        {"role": ROLE_NAMES[role], "reason": REASONS[role], "held": held}
        for role, held in rows.items()
    ]


urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/begin/", begin, name="sign-in-begin"),
    path("sign-in/demo/", be_demo_person, name="sign-in-demo"),
    path("sign-in/<slug:provider_id>/callback/", callback, name="openid_connect_callback"),
    path("sign-out/", sign_out, name="sign-out"),
]
