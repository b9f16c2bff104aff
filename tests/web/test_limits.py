"""Money limits are shown with their source; an administrator fills in what is missing."""

from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from kornhamn.audit.models import Entry
from kornhamn.kernel.money import Money
from kornhamn.law.limits import all_limits, limit_on
from kornhamn.law.types import LimitKind
from kornhamn.organisation.actions import enter_limit
from kornhamn.organisation.actions.limits import (
    LimitNotMissing,
    LimitNotPositive,
    LimitWithoutSource,
)
from kornhamn.organisation.models import EnteredLimit
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.queries import entered_limits
from tests.people import People, actor_of, sign_in

pytestmark = pytest.mark.django_db

MISSING = next(limit for limit in all_limits() if not limit.is_known)
PUBLISHED = next(limit for limit in all_limits() if limit.is_known)
assert MISSING.period is not None
assert PUBLISHED.period is not None
START: date = MISSING.period.start
ADDRESS = f"/limits/{MISSING.kind}/{START}/"
FORM = {"amount": "2 345 678", "source": "Upphandlingsmyndigheten, 1 January"}


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


def text(response: HttpResponse) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_everybody_reads_every_limit_with_its_source(client: Client) -> None:
    page = text(client.get("/limits/"))
    assert PUBLISHED.source in page
    assert MISSING.remedy is not None
    assert MISSING.remedy.en in page
    assert "Missing" in page
    assert "Enter the amount" not in page


@pytest.mark.parametrize("who", ["purchaser", "analyst", "executive", "auditor", "nobody"])
def test_only_an_administrator_enters_a_limit(client: Client, people: People, who: str) -> None:
    sign_in(client, getattr(people, who))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, FORM).status_code == 403
    assert not EnteredLimit.objects.exists()


def test_an_administrator_fills_in_a_missing_amount(client: Client, people: People) -> None:
    sign_in(client, people.administrator)
    assert ADDRESS in text(client.get("/limits/"))
    page = text(client.post(ADDRESS, FORM, follow=True))
    assert "Entered here" in page
    assert "Upphandlingsmyndigheten, 1 January" in page
    limit = limit_on(MISSING.kind, START, entered=entered_limits())
    assert limit.amount == Money(Decimal(2_345_678))
    entry = Entry.objects.get(verb="limit.entered")
    assert entry.details["amount"] == "2345678.00"
    assert entry.details["source"] == FORM["source"]


def test_a_correction_keeps_what_was_said_before_in_the_trail(
    client: Client, people: People
) -> None:
    sign_in(client, people.administrator)
    client.post(ADDRESS, FORM)
    client.post(ADDRESS, FORM | {"amount": "2 345 679"})
    assert EnteredLimit.objects.count() == 1
    last = Entry.objects.filter(verb="limit.entered").latest("number")
    assert last.details["amount_before"] == "2345678.00"


def test_an_entered_amount_holds_as_long_as_its_row_and_no_longer(
    people: People, at: datetime
) -> None:
    assert MISSING.period is not None
    by = actor_of(people.administrator)
    enter_limit(MISSING.kind, START, amount=Money(Decimal(1)), source="x", by=by, at=at)
    assert [one.period for one in entered_limits()] == [MISSING.period]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"amount": "much"}, "is not an amount"),
        ({"amount": "0"}, "more than 0 kr"),
        ({"amount": "-5"}, "more than 0 kr"),
        ({"amount": ""}, "required"),
        ({"source": "  "}, "required"),
    ],
)
def test_a_refused_amount_says_why_and_keeps_the_input(
    client: Client, people: People, changed: dict[str, str], words: str
) -> None:
    page = text(sign_in(client, people.administrator).post(ADDRESS, FORM | changed))
    assert words in page
    assert not EnteredLimit.objects.exists()


def test_a_published_or_unknown_limit_cannot_be_entered(
    client: Client, people: People, at: datetime
) -> None:
    assert PUBLISHED.period is not None
    sign_in(client, people.administrator)
    published = f"/limits/{PUBLISHED.kind}/{PUBLISHED.period.start}/"
    for address in (published, f"/limits/{MISSING.kind}/1999-01-01/", "/limits/x/y/"):
        assert client.post(address, FORM).status_code == 404
    by: dict[str, Any] = {"source": "x", "by": actor_of(people.administrator), "at": at}
    with pytest.raises(LimitNotMissing):
        enter_limit(PUBLISHED.kind, PUBLISHED.period.start, amount=Money(Decimal(1)), **by)
    with pytest.raises(LimitNotMissing):
        enter_limit(LimitKind.WORKS, date(1999, 1, 1), amount=Money(Decimal(1)), **by)


def test_the_action_refuses_what_the_form_would(people: People, at: datetime) -> None:
    by = actor_of(people.administrator)
    with pytest.raises(LimitNotPositive):
        enter_limit(MISSING.kind, START, amount=Money(Decimal(0)), source="x", by=by, at=at)
    with pytest.raises(LimitWithoutSource):
        enter_limit(MISSING.kind, START, amount=Money(Decimal(1)), source=" ", by=by, at=at)
    auditor = actor_of(people.auditor)
    with pytest.raises(NotPermittedError):
        enter_limit(MISSING.kind, START, amount=Money(Decimal(1)), source="x", by=auditor, at=at)
