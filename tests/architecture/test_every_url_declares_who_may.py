"""Every address says who may: a permission, or that it is open, and why."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kornhamn.organisation.permissions import CATALOGUE, PUBLIC
from kornhamn.organisation.types import Permission

# Addresses whose views are not ours to decorate: the name, and why it is harmless.
NOT_OURS: dict[str, str] = {}
LEAST_WORDS_OF_A_REASON = 3


def addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern


ADDRESSES = dict(addresses(get_resolver().url_patterns))


def access(pattern: URLPattern) -> object:
    return getattr(pattern.callback, "access", None)


@pytest.mark.parametrize("route", [r for r, p in ADDRESSES.items() if p.name not in NOT_OURS])
def test_an_address_declares_a_permission_or_a_reason_to_be_open(route: str) -> None:
    declared = access(ADDRESSES[route])
    is_reason = isinstance(declared, str) and len(declared.split()) >= LEAST_WORDS_OF_A_REASON
    assert isinstance(declared, Permission) or is_reason, f"{route} declares {declared!r}"


def test_every_exception_is_an_address_with_a_reason() -> None:
    assert set(NOT_OURS) <= {pattern.name for pattern in ADDRESSES.values()}
    assert all(NOT_OURS.values())


def test_every_permission_that_an_address_asks_for_is_in_the_catalogue() -> None:
    asked = {access(p) for p in ADDRESSES.values() if isinstance(access(p), Permission)}
    assert asked <= {grant.permission for grant in CATALOGUE}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route",
    [
        route
        for route, pattern in ADDRESSES.items()
        if isinstance(access(pattern), Permission) and "<" not in route
    ],
)
def test_nobody_signed_in_is_asked_to_sign_in(client: Client, route: str) -> None:
    for answer in (client.get(f"/{route}"), client.post(f"/{route}")):
        asked = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
        open_to_everybody = access(ADDRESSES[route]) in PUBLIC
        assert asked or open_to_everybody
