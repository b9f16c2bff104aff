"""Pages of a contract's follow-up: terms, checks, deviations, penalties, the year, lessons."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from PIL import Image
from pytest_django import Settings

from kornhamn.contracts.actions import (
    NewStep,
    note_deviation,
    plan_step,
    register_contract,
    write_lesson,
    write_term,
)
from kornhamn.contracts.models import Contract, ContractTerm, Deviation, Sanction, TermCheck
from kornhamn.contracts.types import (
    CheckState,
    Consequence,
    ConsequenceKind,
    Found,
    NewContract,
    NewParty,
    TermKind,
    TermSaid,
)
from kornhamn.organisation.types import SYSTEM, Role
from kornhamn.procurement.models import Procurement
from kornhamn.suppliers.models import Supplier
from tests.people import Group, People, actor_of, appoint, sign_in

pytestmark = pytest.mark.django_db
AT, TODAY = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
WEEKLY = TermSaid(
    TermKind.QUALITY, "Golven är rena kl. 07.", every_months=3, first_check_on=TODAY,
    penalty=Consequence(ConsequenceKind.PER_WEEK, 1_000_000),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def contract(group: Group, people: People) -> Contract:
    new = NewContract(
        reference="1", title="Städning av skolor", authority=group.education.pk,
        first_day=TODAY - timedelta(days=90), last_day=TODAY + timedelta(days=700),
        category="1240", parties=(NewParty(Supplier.objects.create(name="Städ AB").key),),
    )  # fmt: skip
    made = register_contract(new, by=SYSTEM, at=AT, on=TODAY)
    Contract.objects.filter(pk=made.pk).update(manager=people.responsible)
    return Contract.objects.select_related("authority").get()


@pytest.fixture
def term(contract: Contract) -> ContractTerm:
    return write_term(contract, WEEKLY, by=SYSTEM, at=AT, on=TODAY)


@pytest.fixture
def deviation(contract: Contract, term: ContractTerm, people: People) -> Deviation:
    found = Found("Smutsigt i hall B", TODAY - timedelta(days=9), TODAY, term=term.pk)
    return note_deviation(contract, found, by=actor_of(people.responsible), at=AT)


@pytest.fixture
def manager(client: Client, people: People) -> Client:
    return sign_in(client, people.responsible)


PAGES = (
    "contract-terms", "contract-implementation", "contract-follow-up", "contract-documents",
    "contract-history",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_for_those_who_may_read_the_contract(
    client: Client, people: People, contract: Contract, term: ContractTerm, page: str
) -> None:
    address = reverse(page, args=[contract.id])
    assert sign_in(client, people.nobody).get(address).status_code == 403
    assert sign_in(client, people.of_other_company).get(address).status_code == 404
    assert sign_in(client, people.purchaser).get(address).status_code == 200


def test_a_term_says_why_it_is_refused_and_keeps_what_was_written(
    manager: Client, contract: Contract
) -> None:
    form = {"kind": "quality", "text": "Rent", "minutes": "60", "penalty_kind": "per-week"}
    answer = manager.post(reverse("new-term", args=[contract.id]), form)
    shown = answer.content.decode()
    assert "Say how much the penalty is" in shown
    assert "Rent" in shown
    assert not ContractTerm.objects.exists()


def test_a_written_term_plans_its_checks_and_leads_to_its_clause(
    manager: Client, contract: Contract
) -> None:
    form = {
        "kind": "work-environment", "text": "Skyddsrond varje kvartal.", "minutes": "90",
        "clause": "employment.work-environment", "every_months": "3", "penalty_amount": "50 000",
        "first_check_on": str(TODAY), "penalty_kind": "fixed",
    }  # fmt: skip
    manager.post(reverse("new-term", args=[contract.id]), form)
    shown = manager.get(reverse("contract-terms", args=[contract.id])).content.decode()
    assert "/programme/strategisk-upphandling/employment.work-environment/" in shown
    assert TermCheck.objects.count() >= 4


def photo() -> SimpleUploadedFile:
    made, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (900, 600), "green").save(made, "JPEG", exif=exif)
    return SimpleUploadedFile("hall.jpg", made.getvalue(), "image/jpeg")


def test_a_check_that_falls_short_takes_a_note_then_keeps_a_photo_without_its_place(
    manager: Client, contract: Contract, term: ContractTerm
) -> None:
    check = term.checks.earliest("due_on")
    address = reverse("check", args=[check.pk])
    assert "Write what you saw" in manager.post(address, {"answer": "not-met"}).content.decode()
    manager.post(address, {"answer": "not-met", "note": "Smutsigt.", "photo": photo()})
    check.refresh_from_db()
    assert check.state == CheckState.DONE
    kept = check.evidence.get()
    shown = manager.get(reverse("evidence", args=[kept.pk]))
    content = b"".join(shown.streaming_content)  # type: ignore[attr-defined]
    assert not Image.open(io.BytesIO(content)).getexif()
    done = manager.get(address).content.decode()
    assert reverse("new-deviation", args=[contract.id]) in done


def test_what_is_no_photo_is_refused_at_its_field(manager: Client, term: ContractTerm) -> None:
    check = term.checks.earliest("due_on")
    file = SimpleUploadedFile("hall.jpg", b"<script>", "image/jpeg")
    said = {"answer": "met", "note": "", "photo": file}
    shown = manager.post(reverse("check", args=[check.pk]), said).content.decode()
    assert "hall.jpg" in shown
    check.refresh_from_db()
    assert check.state == CheckState.PLANNED


@pytest.mark.parametrize("said", [{"day": "2026-02-31"}, {"day": "9 mars", "reason": "Sjuk"}])
def test_a_day_that_cannot_be_read_leaves_the_check_as_it_was(
    manager: Client, term: ContractTerm, said: dict[str, str]
) -> None:
    check = term.checks.earliest("due_on")
    answer = manager.post(reverse("put-off-check", args=[check.pk]), said, follow=True)
    assert "Enter a valid date" in answer.content.decode()
    due = check.due_on
    check.refresh_from_db()
    assert (check.state, check.due_on) == (CheckState.PLANNED, due)


def test_what_is_spread_out_again_waits_no_longer_than_half_of_its_rhythm(
    manager: Client, contract: Contract, people: People
) -> None:
    for _each in range(12):
        write_term(contract, WEEKLY, by=actor_of(people.responsible), at=AT, on=TODAY)
    manager.post(reverse("follow-up-hours"), {"hours": "1"})
    for _each in range(4):
        manager.post(reverse("spread-checks"))
    waited = [one.due_on - one.planned_on for one in TermCheck.objects.all()]
    assert timedelta(0) < max(waited) < timedelta(days=32)


def test_each_event_of_the_calendar_has_a_name_of_its_own(
    manager: Client, contract: Contract
) -> None:
    for what in ("Startmöte", "Nycklar"):
        plan_step(contract, NewStep(what, TODAY), by=SYSTEM, at=AT)
    made = Calendar.from_ical(manager.get(reverse("contract-calendar-file")).content)
    names = [str(event["uid"]) for event in made.walk("VEVENT")]
    assert len(names) == len(set(names)) >= 2


@pytest.mark.parametrize("amount", ["-500", "900 000 000 000 000"])
def test_a_penalty_that_no_column_holds_is_told(
    manager: Client, contract: Contract, deviation: Deviation, amount: str
) -> None:
    form = {
        "kind": "quality", "text": "Rent", "minutes": "60", "penalty_kind": "per-day",
        "penalty_amount": amount,
    }  # fmt: skip
    assert deviation.term is not None
    manager.post(reverse("edit-term", args=[deviation.term.pk]), form)
    Deviation.objects.update(since=date(2020, 1, 1))
    assert manager.get(reverse("deviation", args=[deviation.pk])).status_code == 200
    said = {"decision": "claimed", "reason": "Avtalet säger så."}
    answer = manager.post(reverse("sanction", args=[deviation.pk]), said)
    assert b"decided on the sanction already" not in answer.content
    assert Sanction.objects.filter(ore__lt=0).count() == 0


def test_a_deviation_seen_at_a_check_begins_on_that_day_in_sweden(
    manager: Client, people: People, contract: Contract, term: ContractTerm
) -> None:
    check = term.checks.earliest("due_on")
    with time_machine.travel(datetime(2026, 3, 9, 23, 30, tzinfo=UTC), tick=False):
        sign_in(manager, people.responsible)
        manager.post(reverse("check", args=[check.pk]), {"answer": "not-met", "note": "Smutsigt."})
        address = f"{reverse('new-deviation', args=[contract.id])}?check={check.pk}"
        assert 'value="2026-03-10"' in manager.get(address).content.decode()


def test_minutes_are_kept_once(manager: Client, contract: Contract) -> None:
    manager.post(
        reverse("new-meeting", args=[contract.id]), {"held_on": str(TODAY), "agenda": "Kvalitet"}
    )
    meeting = contract.meetings.get()
    address = reverse("meeting", args=[meeting.pk])
    said = {"minutes": "Vi enades.", "agreed": "Ny rutin; Städ AB; 2026-04-01"}
    manager.post(address, said)
    again = manager.post(address, said | {"minutes": "Något annat."})
    assert "are kept already" in again.content.decode()
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.actions.count()) == ("Vi enades.", 1)


def test_a_penalty_is_shown_counted_and_claimed_with_a_reason(
    manager: Client, deviation: Deviation
) -> None:
    shown = manager.get(reverse("deviation", args=[deviation.pk])).content.decode()
    assert "It comes to 20" in shown.replace("\u00a0", " ")
    address = reverse("sanction", args=[deviation.pk])
    assert manager.post(address, {"decision": "claimed", "reason": ""}).status_code == 200
    assert not Sanction.objects.exists()
    manager.post(address, {"decision": "claimed", "reason": "Avtalet säger så."})
    assert Sanction.objects.get().ore == 2_000_000


def test_a_contract_manager_sees_what_it_costs_and_who_decides(
    client: Client, people: People, group: Group, deviation: Deviation
) -> None:
    appoint(people.nobody, Role.CONTRACT_MANAGER, group.education)
    me = sign_in(client, people.nobody)
    shown = me.get(reverse("deviation", args=[deviation.pk])).content.decode()
    assert "the one responsible for purchasing" in shown
    said = {"decision": "waived", "reason": "x"}
    assert me.post(reverse("sanction", args=[deviation.pk]), said).status_code == 403


def test_the_plan_for_implementation_takes_the_usual_steps_and_they_are_done_one_by_one(
    manager: Client, contract: Contract, people: People, client: Client
) -> None:
    address = reverse("contract-implementation", args=[contract.id])
    manager.post(reverse("usual-steps", args=[contract.id]))
    step = contract.steps.first()
    assert step is not None
    manager.post(reverse("implementation-step", args=[step.pk]))
    manager.post(address, {"what": "Nycklar", "due_on": str(TODAY)})
    shown = manager.get(address).content.decode()
    assert f"1 of {contract.steps.count()} steps are done" in shown
    assert sign_in(client, people.purchaser).post(address, {"what": "x"}).status_code == 404


def test_what_passed_its_day_stays_on_the_start_page_until_it_is_done(
    manager: Client, contract: Contract
) -> None:
    late = plan_step(
        contract, NewStep("Startmöte", TODAY - timedelta(days=30)), by=SYSTEM, at=AT
    )  # fmt: skip
    for page in ("start", "my-contracts", "contract-calendar"):
        assert "Startmöte" in manager.get(reverse(page)).content.decode()
    assert b"Startm" in manager.get(reverse("contract-calendar-file")).content
    manager.post(reverse("implementation-step", args=[late.pk]))
    assert "Startmöte" not in manager.get(reverse("start")).content.decode()


def test_the_hours_of_a_month_are_kept_and_nonsense_is_told(
    manager: Client, term: ContractTerm
) -> None:
    manager.post(reverse("follow-up-hours"), {"hours": "12"})
    manager.post(reverse("follow-up-hours"), {"hours": "9" * 5000})
    answer = manager.post(reverse("follow-up-hours"), {"hours": "många"}, follow=True)
    shown = answer.content.decode()
    assert "Give the hours of a month" in shown
    assert 'value="12"' in shown


def test_a_document_that_is_not_what_it_says_is_refused(
    manager: Client, contract: Contract
) -> None:
    address = reverse("contract-documents", args=[contract.id])
    bad = SimpleUploadedFile("avtal.pdf", b"MZ\x90", "application/pdf")
    assert (
        "does not hold what its name says"
        in manager.post(address, {"document": bad}).content.decode()
    )
    long = SimpleUploadedFile(f"a.{'b' * 253}", b"x")
    assert (
        "of a type that is not read" in manager.post(address, {"document": long}).content.decode()
    )
    good = SimpleUploadedFile("avtal.pdf", b"%PDF-1.7 x", "application/pdf")
    manager.post(address, {"document": good})
    kept = contract.documents.get()
    assert kept.sha256 in manager.get(address).content.decode()
    given = manager.get(reverse("document", args=[kept.pk]))
    assert given["Content-Disposition"].startswith("attachment")
    given.close()


def test_a_lesson_is_met_again_in_the_next_case_of_the_category_and_answered(
    manager: Client, contract: Contract, people: People, group: Group
) -> None:
    category = Contract.objects.filter(pk=contract.pk)
    category.update(category="3010")
    contract.refresh_from_db()
    write_lesson(
        contract, happened="Skärmarna flimrade.", advice="Prova skärmarna först.",
        by=actor_of(people.responsible), at=AT,
    )  # fmt: skip
    case = Procurement.objects.create(
        buyer_number="2120009994", authority=group.education, reference="9", title="Möbler",
        cpv="39100000",
    )  # fmt: skip
    address = reverse("case", args=[case.pk])
    assert "Prova skärmarna först." in manager.get(address).content.decode()
    answer = reverse("answer-lesson", args=[case.pk, contract.lessons.get().pk])
    refused = manager.post(answer, {"use": "not-relevant", "reason": ""}, follow=True)
    assert "Write why the lesson is not relevant" in refused.content.decode()
    manager.post(answer, {"use": "used", "reason": "Prov i avtalet."})
    assert "Prov i avtalet." in manager.get(address).content.decode()


def test_no_page_of_follow_up_asks_a_query_a_row(
    manager: Client, contract: Contract, people: People, django_assert_max_num_queries: object
) -> None:
    by = actor_of(people.responsible)
    for number in range(12):
        term = write_term(contract, WEEKLY, by=by, at=AT, on=TODAY)
        note_deviation(contract, Found(f"Fel {number}", TODAY, TODAY, term=term.pk), by=by, at=AT)
        plan_step(contract, NewStep(f"Steg {number}", TODAY), by=by, at=AT)
    for page in ("my-contracts", "contract-calendar", "start"):
        with django_assert_max_num_queries(45):  # type: ignore[operator]
            manager.get(reverse(page))
    for page in PAGES:
        with django_assert_max_num_queries(45):  # type: ignore[operator]
            manager.get(reverse(page, args=[contract.id]))
