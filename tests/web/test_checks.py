"""The pages of checks: read by those who read spend, assessed by those who check suppliers."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import record_answers
from kornhamn.suppliers.models import Check, Supplier
from kornhamn.suppliers.types import Answer, CheckKind, CheckOutcome, CheckSource
from tests.people import People, sign_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 9, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def remark() -> Check:
    supplier = Supplier.objects.create(name="Exempel AB")
    details = {"proceedings": ["KK"], "name": "Exempel AB"}
    answer = Answer(supplier.key, CheckOutcome.REMARK, details)
    source = CheckSource(CheckKind.COMPANY_REGISTER, "Bolagsverket", version="2026-03-09")
    record_answers([answer], source, by=SYSTEM, at=AT)
    return Check.objects.get()


def test_nobody_without_a_role_reads_the_checks(client: Client, people: People) -> None:
    assert sign_in(client, people.nobody).get(reverse("supplier-checks")).status_code == 403


def test_an_answer_that_is_not_there_is_not_found(client: Client, people: People) -> None:
    assert (
        sign_in(client, people.analyst).get(reverse("supplier-check", args=[9])).status_code == 404
    )


def test_before_any_asking_the_page_says_how_to_ask(client: Client, people: People) -> None:
    shown = sign_in(client, people.analyst).get(reverse("supplier-checks")).content.decode()
    assert "No source has been asked yet" in shown


def test_a_remark_waits_with_what_the_source_says(
    client: Client, people: People, remark: Check
) -> None:
    shown = sign_in(client, people.analyst).get(reverse("supplier-checks")).content.decode()
    assert remark.supplier.name in shown
    assert "Under way: bankruptcy." in shown


def test_who_may_only_read_cannot_assess(client: Client, people: People, remark: Check) -> None:
    address = reverse("supplier-check", args=[remark.pk])
    reader = sign_in(client, people.purchaser)
    assert "Keep the assessment" not in reader.get(address).content.decode()
    assert reader.post(address, {"assessment": "Betald"}).status_code == 403


def test_an_assessment_without_words_keeps_the_page_and_says_so(
    client: Client, people: People, remark: Check
) -> None:
    answer = sign_in(client, people.analyst).post(
        reverse("supplier-check", args=[remark.pk]), {"assessment": ""}
    )
    assert answer.status_code == 200
    assert "ds-validation-message" in answer.content.decode()


def test_an_assessment_is_kept_with_who_and_when(
    client: Client, people: People, remark: Check
) -> None:
    reader = sign_in(client, people.analyst)
    address = reverse("supplier-check", args=[remark.pk])
    reader.post(address, {"assessment": "Another company with the same name."})
    remark.refresh_from_db()
    assert remark.assessed_by_name == people.analyst.name
    assert "Another company with the same name." in reader.get(address).content.decode()


def test_the_lists_ask_no_query_a_row(
    client: Client, people: People, remark: Check, django_assert_max_num_queries: object
) -> None:
    names = [Supplier(name=f"Bolag {n} AB") for n in range(30)]
    Supplier.objects.bulk_create(names)
    answers = [
        Answer(s.key, CheckOutcome.REMARK, {"proceedings": ["LI"]})
        for s in Supplier.objects.exclude(pk=remark.supplier_id)
    ]
    source = CheckSource(CheckKind.COMPANY_REGISTER, "Bolagsverket")
    record_answers(answers, source, by=SYSTEM, at=AT)
    reader = sign_in(client, people.analyst)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        reader.get(reverse("supplier-checks"))
