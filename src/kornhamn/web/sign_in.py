"""Sign-in through the group's own identity provider; nobody registers here."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.actions import record_sign_in
from kornhamn.organisation.queries import Person, active_person, actor_for
from kornhamn.web.identity_tokens import Expected, IdentityTokenRefused, verified_claims
from kornhamn.web.requests import AppRequest, say

State = tuple[dict[str, Any] | None, HttpResponse | None]

PROVIDER = "group"
_KEPT_CLAIMS = ("sub", "email", "email_verified", "name")


class SignInNotFinished(DomainError):  # noqa: N818 - named for what happened
    """A callback that belongs to no sign-in begun in this browser, or an unusable answer."""

    code = "sign-in.not-finished"
    message = N_(
        "The sign-in was not finished: it took too long, was begun in another window, or the "
        "provider's answer could not be used. Begin again."
    )


class SignInCancelled(DomainError):  # noqa: N818 - named for what happened
    """The person, or the provider, said no."""

    code = "sign-in.cancelled"
    message = N_("The sign-in was cancelled at the provider. Begin again when you want to.")


class EmailNotVerified(DomainError):  # noqa: N818 - named for what happened
    """An address that the provider does not vouch for."""

    code = "sign-in.email-not-verified"
    message = N_(
        "Your provider does not confirm that the address is yours. Ask those who run the "
        "provider to confirm it, then sign in again."
    )


class PersonNotKnown(DomainError):  # noqa: N818 - named for what happened
    """A confirmed address that nobody here has, or whose access is closed."""

    code = "sign-in.person-not-known"
    message = N_(
        "Nobody with the address %(email)s may sign in here. Ask the administrator of the "
        "purchasing suite to register you."
    )


class NoLocalAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """There are no passwords here and no registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the framework's signature
        """Refuse registration."""
        return False

    def login(self, request: AppRequest, user: Person) -> None:
        """Sign the person in under a new session key, and note it in the audit trail."""
        super().login(request, user)
        actor = actor_for(user, on=request.on)
        record_sign_in(user.pk, how="provider", by=actor, at=request.at)

    def add_message(self, *_args: object, **_kwargs: object) -> None:
        """Say nothing: the page shows who is signed in."""


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Let in people the organisation knows, by the address their provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Refuse registration: people come with the organisation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie the identity to the known person with its verified address, or refuse."""
        claims: Mapping[str, Any] = sociallogin.account.extra_data["id_token"]
        email = claims.get("email")
        if claims.get("email_verified") is not True or not isinstance(email, str):
            raise _refusal(request, EmailNotVerified())
        if sociallogin.is_existing and sociallogin.user.is_active:
            return
        person = None if sociallogin.is_existing else active_person(email=email)
        if person is None:
            raise _refusal(request, PersonNotKnown(email=email))
        sociallogin.connect(request, person)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,  # noqa: ARG002 - the framework's signature
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: Mapping[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        """Show why nobody was signed in, and how to go on."""
        if isinstance(exception, DomainError):
            raise _refusal(request, exception)
        cancelled = error == AuthError.CANCELLED
        raise _refusal(request, SignInCancelled() if cancelled else SignInNotFinished())


class GroupProvider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The group's provider, whose identity tokens are verified to the letter."""

    expected_nonce: str = ""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **answer: Mapping[str, str]
    ) -> SocialLogin:
        """Return the login of a verified identity token, or raise IdentityTokenRefused."""
        claims = dict(self._verified(app, answer["response"].get("id_token")))
        if "email" not in claims:
            claims |= self._told_separately(token, claims["sub"])
        kept = {name: claims[name] for name in _KEPT_CLAIMS if name in claims}
        return self.get_provider().sociallogin_from_response(request, {"id_token": kept})

    def _verified(self, app: SocialApp, id_token: str | None) -> Mapping[str, Any]:
        if not id_token:
            raise IdentityTokenRefused(reason=N_("it is missing"))
        issuer = app.settings["server_url"].split("/.well-known/")[0].rstrip("/")
        if self.openid_config.get("issuer", "").rstrip("/") != issuer:
            raise IdentityTokenRefused(reason=N_("it was made by another provider"))
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config.get("jwks_uri", ""))
            answer.raise_for_status()
            keys = answer.json()
        return verified_claims(
            id_token,
            Expected(self.openid_config["issuer"], app.client_id, self.expected_nonce, keys),
        )

    def _told_separately(self, token: SocialToken, subject: str) -> Mapping[str, Any]:
        """Return the address from the userinfo endpoint, if it speaks of the same person.

        Source: OpenID Connect Core 1.0, section 5.3.2.
        """
        told = self._fetch_user_info(token.token)
        if told.get("sub") != subject:
            raise IdentityTokenRefused(reason=N_("it belongs to another sign-in"))
        return {name: told[name] for name in _KEPT_CLAIMS if name in told}


class GroupCallback(OAuth2CallbackView):  # type: ignore[misc]
    """The provider's answer, checked against the nonce that this browser's sign-in began with."""

    adapter: ClassVar[GroupProvider]

    def _get_state(self, request: HttpRequest, provider: object) -> State:
        state, response = super()._get_state(request, provider)
        self.adapter.expected_nonce = (state or {}).get("nonce", "")
        return state, response


def refused(request: HttpRequest, problem: DomainError, *, status: int = 403) -> HttpResponse:
    """Return the page that says why nobody was signed in and what to do."""
    context = {"problem": say(problem), "code": problem.code}
    return render(request, "web/unknown_person.html", context, status=status)


def _refusal(request: HttpRequest, problem: DomainError) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(refused(request, problem))
