"""Answering the facts that a procurement lacks, and taking answers back."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from kornhamn.audit.models import Entry
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions.answer_facts import state_fact, withdraw_fact
from kornhamn.procurement.models import Lot, Procurement, StatedFact
from kornhamn.procurement.queries.case_file import case_file
from kornhamn.procurement.rules import (
    AnswerNotUnderstood,
    FactNotAsked,
    FactRecorded,
    NothingToWithdraw,
    SourceMissing,
)
from kornhamn.procurement.types import About
from tests.people import Group, People, actor_of

pytestmark = pytest.mark.django_db
SOURCE = "Upphandlingsstrategin, dnr 2025/17"


def about(procurement: Procurement) -> About:
    return About.procurement(procurement.pk)


@pytest.fixture
def school(group: Group) -> Procurement:
    return Procurement.objects.create(
        buyer_number=group.education.organisation_number, buyer_name="UTBILDNINGSNÄMNDEN",
        authority=group.education, reference="KH1", title="Drift av förskola",
        published_on=date(2025, 3, 1), cpv="80110000", contracted_value=None,
    )  # fmt: skip


def test_another_company_finds_no_such_procurement(
    school: Procurement, people: People, at: datetime
) -> None:
    with pytest.raises(Procurement.DoesNotExist):
        state_fact(about(school), fact="is_service_operation", value=True, source=SOURCE,
            by=actor_of(people.of_other_company), at=at,
        )  # fmt: skip
    with pytest.raises(Procurement.DoesNotExist):
        case_file(school.pk, actor_of(people.of_other_company))
    with pytest.raises(Procurement.DoesNotExist):
        state_fact(
            About.procurement(uuid4()), fact="kind", value="goods", source=SOURCE, by=SYSTEM, at=at
        )


@pytest.mark.parametrize("who", ["executive", "auditor"])
def test_those_who_only_read_may_not_answer(
    school: Procurement, people: People, at: datetime, who: str
) -> None:
    reader = actor_of(getattr(people, who))
    with pytest.raises(NotPermittedError):
        state_fact(
            about(school),
            fact="is_service_operation",
            value=True,
            source=SOURCE,
            by=reader,
            at=at,
        )
    with pytest.raises(NotPermittedError):
        withdraw_fact(about(school), fact="is_service_operation", by=reader, at=at)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("fact", ["shoe_size", "direct_award_limit", "is_company", "title"])
def test_what_nobody_is_asked_cannot_be_answered(
    school: Procurement, at: datetime, fact: str
) -> None:
    with pytest.raises(FactNotAsked):
        state_fact(about(school), fact=fact, value=1, source=SOURCE, by=SYSTEM, at=at)


@pytest.mark.parametrize("fact", ["cpv", "published_on", "lots"])
def test_what_the_files_say_is_corrected_at_its_source(
    school: Procurement, at: datetime, fact: str
) -> None:
    Lot.objects.create(procurement=school, reference="1", tenders=3)
    value = {"cpv": "45000000", "published_on": date(2025, 1, 1), "lots": 4}[fact]
    with pytest.raises(FactRecorded):
        state_fact(about(school), fact=fact, value=value, source=SOURCE, by=SYSTEM, at=at)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("is_service_operation", "yes"),
        ("is_service_operation", None),
        ("fewest_tenders", -1),
        ("fewest_tenders", True),
        ("contracted_value", "1000"),
        ("kind", "sausages"),
        ("contract_terms", ["whistleblowing", "sausages"]),
        ("contract_terms", "whistleblowing"),
    ],
)
def test_an_answer_of_another_type_is_refused(
    school: Procurement, at: datetime, fact: str, value: object
) -> None:
    with pytest.raises(AnswerNotUnderstood):
        state_fact(about(school), fact=fact, value=value, source=SOURCE, by=SYSTEM, at=at)
    assert not StatedFact.objects.exists()


def test_an_answer_without_a_source_is_refused(school: Procurement, at: datetime) -> None:
    with pytest.raises(SourceMissing):
        state_fact(about(school), fact="kind", value="goods", source="  ", by=SYSTEM, at=at)


def test_an_answer_that_is_gone_cannot_be_taken_back(school: Procurement, at: datetime) -> None:
    with pytest.raises(NothingToWithdraw):
        withdraw_fact(about(school), fact="kind", by=SYSTEM, at=at)


def test_an_answer_is_kept_with_who_when_and_what_it_rests_on(
    school: Procurement, people: People, at: datetime
) -> None:
    purchaser = actor_of(people.purchaser)
    state_fact(about(school), fact="contract_terms", value=["public-insight", "whistleblowing"],
        source=f" {SOURCE} ", by=purchaser, at=at,
    )  # fmt: skip
    known = case_file(school.pk, purchaser).facts["contract_terms"]
    assert set(known.value or ()) == {"whistleblowing", "public-insight"}
    assert known.source.answer is not None
    assert (known.source.answer.by, known.source.answer.source) == ("Inga Berg", SOURCE)
    deed = Entry.objects.get()
    assert (deed.verb, deed.subject_type, deed.subject_id) == (
        "fact.stated", "procurement", str(school.pk),
    )  # fmt: skip
    assert "before" not in deed.details


def test_answering_anew_replaces_and_the_trail_says_what_it_was(
    school: Procurement, people: People, at: datetime
) -> None:
    purchaser = actor_of(people.purchaser)
    for value in (10_000_000_00, 12_500_000_50):
        state_fact(
            about(school),
            fact="contracted_value",
            value=value,
            source=SOURCE,
            by=purchaser,
            at=at,
        )
    assert StatedFact.objects.get().value == 12_500_000_50
    assert Entry.objects.order_by("number").last().details["before"] == 10_000_000_00


def test_none_of_them_is_an_answer_and_not_a_blank(school: Procurement, at: datetime) -> None:
    state_fact(
        about(school),
        fact="contract_terms",
        value=[],
        source=SOURCE,
        by=SYSTEM,
        at=at,
    )
    assert case_file(school.pk, SYSTEM).facts["contract_terms"].value == ()


def test_an_answer_taken_back_is_unknown_again_and_in_the_trail(
    school: Procurement, people: People, at: datetime
) -> None:
    purchaser = actor_of(people.purchaser)
    state_fact(
        about(school),
        fact="kind",
        value="services",
        source=SOURCE,
        by=purchaser,
        at=at,
    )
    withdraw_fact(about(school), fact="kind", by=purchaser, at=at)
    assert "kind" not in case_file(school.pk, purchaser).facts
    last = Entry.objects.order_by("number").last()
    assert (last.verb, last.details["value"]) == ("fact.withdrawn", "services")
