"""Sign-in lets in the right people alone, and says why it lets nobody else in."""

from collections.abc import Iterator
from html import unescape
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from kornhamn.audit.models import Entry
from kornhamn.organisation.models import Person
from kornhamn.web.sign_in import KnownPeopleOnly
from tests.people import People, sign_in
from tests.web.provider_double import (
    CLIENT_ID,
    CLIENT_SECRET,
    FORGED_KEY,
    ISSUER,
    ProviderDouble,
    Transport,
)

pytestmark = pytest.mark.django_db

CALLBACK = "/sign-in/group/callback/"


def use_provider(settings: Settings, issuer: str) -> None:
    settings.LANGUAGE_CODE = "en"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "group",
                    "name": "Kornhamn",
                    "client_id": CLIENT_ID,
                    "secret": CLIENT_SECRET,
                    "settings": {
                        "server_url": issuer,
                        "token_auth_method": "client_secret_basic",
                    },
                }
            ],
        }
    }


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> ProviderDouble:
    use_provider(settings, ISSUER)
    double = ProviderDouble()

    def session(_adapter: KnownPeopleOnly) -> requests.Session:
        own = requests.Session()
        own.mount("https://", Transport(double))
        return own

    monkeypatch.setattr(KnownPeopleOnly, "get_requests_session", session)
    return double


def travel(client: Client, provider: ProviderDouble, **changed: str) -> HttpResponse:
    """Begin, visit the provider, come back with what it said (or with what a thief changed)."""
    there = client.post("/sign-in/begin/")
    assert there.status_code == 302, there.content
    return client.get(CALLBACK, provider.authorize(there["Location"]) | changed)


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def refusal(response: HttpResponse, client: Client) -> str:
    """Return what the page says, having made sure that nobody was signed in."""
    assert signed_in(client) is None
    assert response.status_code == 403
    assert "You are not signed in" in response.content.decode()
    return unescape(response.content.decode())


def test_a_known_person_is_signed_in_with_pkce_and_a_verified_token(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    response = travel(client, provider)
    assert (response.status_code, response["Location"]) == (302, reverse("start"))
    assert signed_in(client) == str(people.purchaser.pk)
    assert "/keys" in provider.answers  # the signature was verified
    entry = Entry.objects.get(verb="person.signed-in")
    assert entry.actor_name == "Inga Berg"
    assert entry.details["how"] == "provider"


def test_a_known_person_comes_back_another_day(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    travel(client, provider)
    client.post("/sign-out/")
    travel(client, provider)
    assert signed_in(client) == str(people.purchaser.pk)


def test_the_address_may_come_from_userinfo_of_the_same_person(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    provider.claims = {"email": None, "email_verified": None}
    provider.userinfo = {
        "sub": "subject-1", "email": "Inga@kornhamn.example", "email_verified": True,
    }  # fmt: skip
    travel(client, provider)
    assert signed_in(client) == str(people.purchaser.pk)


def test_userinfo_of_somebody_else_is_refused(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    provider.claims = {"email": None, "email_verified": None}
    provider.userinfo = {"sub": "2", "email": "adam@kornhamn.example", "email_verified": True}
    assert "belongs to another sign-in" in refusal(travel(client, provider), client)


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": "another-service"}, "it was made for another service"),
        ({"aud": ["kornhamn", "another"], "azp": "another"}, "it was made for another service"),
        ({"azp": "another"}, "it was made for another service"),
        ({"aud": None}, "it lacks what it must say"),
        ({"iss": "https://elsewhere.example"}, "it was made by another provider"),
        ({"exp": 1_700_000_000}, "it has expired"),
        ({"exp": None}, "it lacks what it must say"),
        ({"iat": 9_999_999_999}, "it is not valid yet"),
        ({"nonce": "of-an-older-sign-in"}, "it belongs to another sign-in"),
        ({"nonce": None}, "it belongs to another sign-in"),
    ],
)
def test_a_token_that_is_not_ours_now_is_refused(
    client: Client,
    provider: ProviderDouble,
    people: People,
    claims: dict[str, Any],
    reason: str,
) -> None:
    provider.claims = claims
    assert reason in refusal(travel(client, provider), client)


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(FORGED_KEY, "RS256"), ("a-secret-that-everybody-knows-by-now", "HS256"), ("", "none")],
)
def test_a_forged_signature_is_refused(
    client: Client, provider: ProviderDouble, people: People, key: object, algorithm: str
) -> None:
    provider.key, provider.algorithm = key, algorithm
    assert "its signature is not the provider's" in refusal(travel(client, provider), client)


def test_no_token_at_all_is_refused(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    provider.with_token = False
    assert "it is missing" in refusal(travel(client, provider), client)


def test_a_provider_that_calls_itself_something_else_is_refused(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    provider.issuer = "https://elsewhere.example"
    assert "another provider" in refusal(travel(client, provider), client)


@pytest.mark.parametrize("state", ["", "guessed-state"])
def test_an_answer_to_no_sign_in_of_this_browser_is_refused(
    client: Client, provider: ProviderDouble, people: People, state: str
) -> None:
    assert "was not finished" in refusal(travel(client, provider, state=state), client)


def test_an_answer_begun_in_another_browser_is_refused(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    theirs = Client().post("/sign-in/begin/")
    brought = provider.authorize(theirs["Location"])
    assert "was not finished" in refusal(client.get(CALLBACK, brought), client)


def test_an_answer_is_good_once(client: Client, provider: ProviderDouble, people: People) -> None:
    there = client.post("/sign-in/begin/")
    brought = provider.authorize(there["Location"])
    client.get(CALLBACK, brought)
    client.post("/sign-out/")
    assert "was not finished" in refusal(client.get(CALLBACK, brought), client)


def test_a_code_without_its_pkce_verifier_is_refused(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    there = client.post("/sign-in/begin/")
    brought = provider.authorize(there["Location"])
    provider.asked["code_challenge"] = "of-a-thief"
    assert "was not finished" in refusal(client.get(CALLBACK, brought), client)


def test_a_cancelled_sign_in_says_so(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    there = client.post("/sign-in/begin/")
    brought = provider.authorize(there["Location"]) | {"error": "access_denied"}
    del brought["code"]
    assert "was cancelled" in refusal(client.get(CALLBACK, brought), client)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_unverified_address_is_refused(
    client: Client, provider: ProviderDouble, people: People, verified: object
) -> None:
    provider.claims = {"email_verified": verified}
    assert "does not confirm that the address" in refusal(travel(client, provider), client)


@pytest.mark.parametrize(
    "email",
    [
        "stranger@elsewhere.example",
        "%@kornhamn.example",
        "\u0131nga@kornhamn.example",  # a letter that turns into i with its case
        "åke@kornhamn.example",  # known, but inactive
    ],
)
def test_nobody_unknown_or_inactive_is_signed_in(
    client: Client, provider: ProviderDouble, people: People, email: str
) -> None:
    provider.claims = {"email": email}
    assert f"Nobody with the address {email} may sign in" in refusal(
        travel(client, provider), client
    )
    assert Person.objects.count() == 10  # nobody was registered either


def test_a_person_whose_access_closes_is_refused_and_thrown_out(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    travel(client, provider)
    Person.objects.filter(pk=people.purchaser.pk).update(is_active=False)
    assert client.get(reverse("organisation")).status_code == 302  # asked to sign in
    another = Client()
    assert "may sign in" in refusal(travel(another, provider), another)


def test_the_session_key_changes_at_sign_in(
    client: Client, provider: ProviderDouble, people: People
) -> None:
    there = client.post("/sign-in/begin/")
    before = client.session.session_key
    client.get(CALLBACK, provider.authorize(there["Location"]))
    assert signed_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/organisation/", "/organisation/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_nobody_is_sent_to_another_site_after_sign_in(
    client: Client, provider: ProviderDouble, people: People, wanted: str, reached: str
) -> None:
    there = client.post("/sign-in/begin/", {"next": wanted})
    response = client.get(CALLBACK, provider.authorize(there["Location"]) | {"next": wanted})
    assert response["Location"] == reached


def test_a_silent_provider_is_said_to_be_silent(client: Client, provider: ProviderDouble) -> None:
    provider.down = True
    response = client.post("/sign-in/begin/")
    assert response.status_code == 502
    assert "does not answer" in response.content.decode()


def test_sign_in_begins_by_post_with_a_csrf_token(provider: ProviderDouble) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/sign-in/begin/").status_code == 405
    assert strict.post("/sign-in/begin/").status_code == 403
    assert strict.post("/sign-out/").status_code == 403


def test_without_a_provider_the_page_says_what_is_missing(
    client: Client, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "en"
    assert "KORNHAMN_OIDC_ISSUER" in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/begin/").status_code == 404
    assert client.get(CALLBACK).status_code == 404


def test_another_provider_than_the_groups_is_unknown(
    client: Client, provider: ProviderDouble
) -> None:
    assert client.get("/sign-in/openid_connect/callback/").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password", "socialaccount_connections"],
)
def test_there_are_no_password_or_registration_pages(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_demo_person_is_chosen_in_demo_mode(
    client: Client, people: People, settings: Settings
) -> None:
    settings.DEMO = True
    page = client.get("/sign-in/", {"next": "/organisation/"}).content.decode()
    assert "Rut Berg" in page
    assert "Nils Berg" not in page  # holds no role
    response = client.post(
        "/sign-in/demo/", {"person": str(people.auditor.pk), "next": "/organisation/"}
    )
    assert response["Location"] == "/organisation/"
    assert signed_in(client) == str(people.auditor.pk)
    assert Entry.objects.get(verb="person.signed-in").details["how"] == "demo"


def test_demo_people_are_refused_when_demo_mode_is_off(client: Client, people: People) -> None:
    assert "Rut Berg" not in client.get("/sign-in/").content.decode()
    response = client.post("/sign-in/demo/", {"person": str(people.auditor.pk)})
    assert response.status_code == 404
    assert signed_in(client) is None


def test_only_standing_people_are_chosen(
    client: Client, people: People, settings: Settings
) -> None:
    settings.DEMO = True
    for person in (str(people.departed.pk), str(people.nobody.pk), str(uuid4()), "", "x"):
        assert client.post("/sign-in/demo/", {"person": person}).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/sign-in/demo/", {"person": str(people.auditor.pk)}).status_code == 403


def test_sign_out_ends_the_session(client: Client, people: People) -> None:
    sign_in(client, people.auditor)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert signed_in(client) is None


@pytest.fixture
def real_provider() -> Iterator[str]:
    mock = import_module("oidc_provider_mock")
    with mock.run_server_in_thread() as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.mark.loopback
@pytest.mark.filterwarnings("ignore")  # the provider's own, about its own dependencies
def test_an_independent_provider_signs_a_known_person_in(
    client: Client, settings: Settings, people: People, real_provider: str
) -> None:
    use_provider(settings, real_provider)
    claims = {"email": "inga@kornhamn.example", "email_verified": True}
    requests.put(f"{real_provider}/users/inga", json=claims, timeout=5).raise_for_status()
    there = client.post("/sign-in/begin/")
    back = requests.post(there["Location"], data={"sub": "inga"}, allow_redirects=False, timeout=5)
    client.get(back.headers["Location"].split("http://testserver", 1)[1])
    assert signed_in(client) == str(people.purchaser.pk)
