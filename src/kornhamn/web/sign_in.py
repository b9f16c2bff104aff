"""Sign-in through the group's own identity provider; nobody registers here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render

from kornhamn.organisation.models import Person


class NoLocalAccounts(DefaultAccountAdapter):
    """There are no passwords here and no registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse registration."""
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """Let in people the organisation knows, by the address their provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse registration: people come with the organisation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie the identity to the known person with its verified address, or refuse."""
        if sociallogin.is_existing and sociallogin.user.is_active:
            return
        person = self._known_person(sociallogin)
        if person is None:
            raise ImmediateHttpResponse(render(request, "web/unknown_person.html", status=403))
        sociallogin.connect(request, person)

    def _known_person(self, sociallogin: SocialLogin) -> Person | None:
        claims: dict[str, Any] = sociallogin.account.extra_data
        claims = claims.get("userinfo") or claims.get("id_token") or claims
        if not claims.get("email_verified"):
            return None
        return Person.objects.filter(email__iexact=claims.get("email", ""), is_active=True).first()
