"""Follow-up of a contract: terms plan checks, checks find deviations, deviations may cost."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from pytest_django import Settings
from tests.people import Group, People, actor_of, appoint

from kornhamn.audit.models import Entry
from kornhamn.contracts.actions import (
    Agreed,
    add_document,
    assign_check,
    call_meeting,
    change_contract,
    change_term,
    decide_sanction,
    do_check,
    finish_agreed,
    follow_deviation,
    keep_minutes,
    move_checks,
    note_deviation,
    plan_all_checks,
    register_contract,
    remove_term,
    skip_check,
    write_lesson,
    write_term,
)
from kornhamn.contracts.actions.add_document import DocumentThereError
from kornhamn.contracts.actions.change_contract import ContractChange
from kornhamn.contracts.actions.do_checks import CheckDoneError, DayGoneError, NoteMissingError
from kornhamn.contracts.actions.follow_deviations import (
    DeviationUnsaidError,
    NewDayMissingError,
    NoTermError,
    RemedyBeforeFoundError,
    SanctionDecidedError,
)
from kornhamn.contracts.actions.meet_suppliers import NothingWrittenError
from kornhamn.contracts.actions.write_terms import (
    FirstDayMissingError,
    PenaltyUnsaidError,
    TermFollowedUpError,
    TermSaysNothingError,
)
from kornhamn.contracts.models import Contract, Deviation, TermCheck
from kornhamn.contracts.queries import (
    by_risk,
    coming_meetings,
    deeds_of,
    lessons_in,
    waiting_agreed,
    waiting_checks,
    waiting_deviations,
)
from kornhamn.contracts.types import (
    CheckAnswer,
    CheckDone,
    Consequence,
    ConsequenceKind,
    DeviationState,
    DeviationVerb,
    Found,
    NewContract,
    NewParty,
    SanctionDecision,
    SanctionSaid,
    StepTaken,
    TermKind,
    TermSaid,
)
from kornhamn.contracts.workflow import NotPossibleNow
from kornhamn.files.examining import Source
from kornhamn.files.pictures import picture
from kornhamn.files.refusals import FileBroken, FileEmpty, FileTypeUnknown
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor, Role
from kornhamn.suppliers.models import Supplier

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
QUALITY = TermSaid(
    TermKind.QUALITY, "Golven är rena kl. 07.", clause="x", every_months=3,
    first_check_on=date(2026, 4, 1),
    penalty=Consequence(ConsequenceKind.PER_WEEK, 1_000_000, cap_ore=2_500_000),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def contract(group: Group, people: People) -> Contract:
    new = NewContract(
        reference="1", title="Städning", authority=group.education.pk,
        first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), category="1240",
        parties=(NewParty(Supplier.objects.create(name="Städ AB").key),),
    )  # fmt: skip
    made = register_contract(new, by=SYSTEM, at=AT, on=ON)
    made.manager = people.responsible
    made.save()
    return made


@pytest.fixture
def manager(people: People) -> Actor:
    return actor_of(people.responsible)


def photo(size: tuple[int, int] = (3000, 1000), kind: str = "JPEG") -> io.BytesIO:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x0110] = "Telefon 7"
    exif[0x0112] = 6  # turned a quarter
    Image.new("RGB", size, "green").save(made, kind, exif=exif)
    made.seek(0)
    return made


def first_check(contract: Contract, manager: Actor) -> TermCheck:
    term = write_term(contract, QUALITY, by=manager, at=AT, on=ON)
    check = term.checks.first()
    assert check is not None
    return check


def deviation(contract: Contract, manager: Actor, term: UUID | None = None) -> Deviation:
    found = Found("Smutsigt", since=date(2026, 3, 2), remedy_by=date(2026, 3, 20), term=term)
    return note_deviation(contract, found, by=manager, at=AT)


def test_a_term_with_a_rhythm_plans_its_checks_within_the_contract(
    contract: Contract, manager: Actor
) -> None:
    term = write_term(contract, QUALITY, by=manager, at=AT, on=ON)
    assert [check.due_on for check in term.checks.all()] == [
        date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1),
    ]  # fmt: skip
    assert plan_all_checks(by=SYSTEM, on=ON) == 0


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (TermSaid(TermKind.QUALITY, " "), TermSaysNothingError),
        (TermSaid(TermKind.QUALITY, "x", every_months=1), FirstDayMissingError),
        (TermSaid(TermKind.QUALITY, "x", penalty=Consequence(ConsequenceKind.PER_DAY)),
         PenaltyUnsaidError),
    ],
)  # fmt: skip
def test_a_term_that_cannot_be_followed_up_is_refused(
    contract: Contract, manager: Actor, said: TermSaid, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        write_term(contract, said, by=manager, at=AT, on=ON)
    assert not contract.terms.exists()


def test_a_changed_rhythm_moves_only_what_waits(contract: Contract, manager: Actor) -> None:
    check = first_check(contract, manager)
    do_check(check.pk, CheckDone(CheckAnswer.MET, ""), by=manager, at=AT)
    yearly = TermSaid(TermKind.QUALITY, "Rent", every_months=0, first_check_on=date(2026, 9, 1))
    change_term(check.term_id, yearly, by=manager, at=AT, on=ON)
    days = list(TermCheck.objects.values_list("due_on", "state"))
    assert days == [(date(2026, 4, 1), "done"), (date(2026, 9, 1), "planned")]


def test_a_term_that_was_followed_up_is_not_taken_away(contract: Contract, manager: Actor) -> None:
    check = first_check(contract, manager)
    skip_check(check.pk, reason="Skolan var stängd", by=manager, at=AT)
    with pytest.raises(TermFollowedUpError):
        remove_term(check.term_id, by=manager, at=AT)
    other = write_term(contract, QUALITY, by=manager, at=AT, on=ON)
    remove_term(other.pk, by=manager, at=AT)
    assert contract.terms.count() == 1
    assert deeds_of(contract)[0].verb == "term.removed"


def test_the_minutes_of_a_term_are_those_of_its_coming_checks(
    contract: Contract, manager: Actor
) -> None:
    check = first_check(contract, manager)
    said = replace(QUALITY, minutes=120)
    change_term(check.term_id, said, by=manager, at=AT, on=ON)
    assert set(check.term.checks.values_list("minutes", flat=True)) == {120}


def test_only_those_who_manage_the_contract_follow_it_up(
    contract: Contract, manager: Actor, people: People
) -> None:
    check = first_check(contract, manager)
    reader, other = actor_of(people.purchaser), actor_of(people.of_other_company)
    for actor in (reader, other):
        with pytest.raises(NotPermittedError):
            write_term(contract, QUALITY, by=actor, at=AT, on=ON)
        with pytest.raises(NotPermittedError):
            do_check(check.pk, CheckDone(CheckAnswer.MET, ""), by=actor, at=AT)
        with pytest.raises(NotPermittedError):
            deviation(contract, actor)
    assign_check(check.pk, people.purchaser, by=manager, at=AT)
    assert do_check(check.pk, CheckDone(CheckAnswer.MET, ""), by=reader, at=AT).state == "done"


def test_an_answer_that_is_not_met_takes_a_note_and_is_given_once(
    contract: Contract, manager: Actor
) -> None:
    check = first_check(contract, manager)
    with pytest.raises(NoteMissingError):
        do_check(check.pk, CheckDone(CheckAnswer.PARTLY, " "), by=manager, at=AT)
    do_check(check.pk, CheckDone(CheckAnswer.PARTLY, "Hallen"), by=manager, at=AT)
    with pytest.raises(CheckDoneError):
        do_check(check.pk, CheckDone(CheckAnswer.MET, ""), by=manager, at=AT)


def test_a_photo_is_kept_upright_smaller_and_without_what_the_phone_told(
    contract: Contract, manager: Actor
) -> None:
    check = first_check(contract, manager)
    taken = picture(photo(), "../../IMG 1.JPG")
    do_check(check.pk, CheckDone(CheckAnswer.MET, ""), [taken], by=manager, at=AT)
    kept = check.evidence.get()
    assert (kept.name, kept.sha256, kept.size) == ("IMG 1.JPG", taken.sha256, len(taken.content))
    with kept.file as file, Image.open(file) as opened:
        assert opened.size == (683, 2048)
        assert not opened.getexif()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileEmpty),
        (b"<svg onload=alert(1)>", FileTypeUnknown),
        (photo().getvalue()[:900], FileBroken),
        (photo((4, 4), "TIFF").getvalue(), FileTypeUnknown),
    ],
)
def test_what_is_no_whole_photo_is_refused(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        picture(io.BytesIO(content), "foto.jpg")


def test_checks_move_forward_never_back(contract: Contract, manager: Actor) -> None:
    check = first_check(contract, manager)
    with pytest.raises(DayGoneError):
        move_checks({check.pk: date(2026, 3, 1)}, by=manager, at=AT, on=ON)
    move_checks({check.pk: date(2026, 5, 4)}, by=manager, at=AT, on=ON)
    assert TermCheck.objects.get(pk=check.pk).due_on == date(2026, 5, 4)
    assert plan_all_checks(by=SYSTEM, on=ON) == 0, "a check that was moved is not planned anew"


def test_a_deviation_goes_step_by_step_and_ends(contract: Contract, manager: Actor) -> None:
    noted = deviation(contract, manager)
    answered, remedied = (
        StepTaken(DeviationVerb.ANSWER, "Ny städare"),
        StepTaken(DeviationVerb.REMEDY, "Rent nu"),
    )
    follow_deviation(noted.pk, answered, by=manager, at=AT, on=ON)
    follow_deviation(noted.pk, remedied, by=manager, at=AT, on=ON)
    noted.refresh_from_db()
    assert (noted.state, noted.remedied_on) == (DeviationState.REMEDIED, ON)
    assert [step.verb for step in noted.steps.all()] == ["answer", "remedy"]
    with pytest.raises(NotPossibleNow):
        follow_deviation(noted.pk, StepTaken(DeviationVerb.ACCEPT, "x"), by=manager, at=AT, on=ON)


def test_a_deviation_says_what_and_gives_time(contract: Contract, manager: Actor) -> None:
    with pytest.raises(DeviationUnsaidError):
        note_deviation(contract, Found(" ", ON, ON), by=manager, at=AT)
    with pytest.raises(RemedyBeforeFoundError):
        note_deviation(contract, Found("x", ON, date(2026, 3, 1)), by=manager, at=AT)
    noted = deviation(contract, manager)
    with pytest.raises(DeviationUnsaidError):
        follow_deviation(noted.pk, StepTaken(DeviationVerb.ANSWER, ""), by=manager, at=AT, on=ON)


def test_a_penalty_is_counted_from_the_term_and_claimed_once_with_a_reason(
    contract: Contract, manager: Actor
) -> None:
    term = write_term(contract, QUALITY, by=manager, at=AT, on=ON)
    noted = deviation(contract, manager, term.pk)
    claimed = SanctionSaid(SanctionDecision.CLAIMED, "Tredje gången")
    unsaid = SanctionSaid(SanctionDecision.CLAIMED, " ")
    with pytest.raises(DeviationUnsaidError):
        decide_sanction(noted.pk, unsaid, by=manager, at=AT, on=ON)
    sanction = decide_sanction(noted.pk, claimed, by=manager, at=AT, on=ON)
    assert sanction.ore == 2_000_000, "two weeks have begun since 2 March"
    assert sanction.computation == [
        {"what": "weeks", "numbers": {"number": 2, "rate": 1_000_000}, "ore": 2_000_000}
    ]
    with pytest.raises(SanctionDecidedError):
        decide_sanction(noted.pk, claimed, by=manager, at=AT, on=ON)
    assert Entry.objects.get(verb="sanction.claimed").details["reason"] == "Tredje gången"


def test_a_remedied_deviation_costs_no_more_with_time_and_one_without_a_term_nothing(
    contract: Contract, manager: Actor
) -> None:
    term = write_term(contract, QUALITY, by=manager, at=AT, on=ON)
    noted = deviation(contract, manager, term.pk)
    follow_deviation(noted.pk, StepTaken(DeviationVerb.REMEDY, "Rent"), by=manager, at=AT, on=ON)
    later = date(2026, 11, 1)
    waived = SanctionSaid(SanctionDecision.WAIVED, "Ringa fel")
    assert decide_sanction(noted.pk, waived, by=manager, at=AT, on=later).ore == 2_000_000
    bare = deviation(contract, manager)
    with pytest.raises(NoTermError):
        decide_sanction(bare.pk, waived, by=manager, at=AT, on=ON)


def test_a_meeting_keeps_what_was_agreed_until_it_is_done(
    contract: Contract, manager: Actor
) -> None:
    with pytest.raises(NothingWrittenError):
        call_meeting(contract, held_on=ON, agenda=" ", by=manager, at=AT)
    meeting = call_meeting(contract, held_on=ON, agenda="Avvikelser", by=manager, at=AT)
    agreed = [Agreed("Ny rutin", "Städ AB", date(2026, 4, 1))]
    keep_minutes(meeting.pk, minutes="Överens", agreed=agreed, by=manager, at=AT)
    action = meeting.actions.get()
    finish_agreed(action.pk, by=manager, at=AT)
    finish_agreed(action.pk, by=manager, at=AT)
    assert Entry.objects.filter(verb="agreed.done").count() == 1


def test_a_lesson_is_met_by_the_next_in_the_category(contract: Contract, manager: Actor) -> None:
    write_lesson(contract, happened="Dyrt", advice="Fråga om yta", by=manager, at=AT)
    assert [one.advice for one in lessons_in(["1240"], most=5)] == ["Fråga om yta"]
    assert lessons_in(["1010"], most=5) == []


def test_a_document_has_versions_and_is_kept_once(
    contract: Contract, manager: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "upload.pdf"
    for number, content in enumerate((b"%PDF one", b"%PDF two")):
        path.write_bytes(content)
        source = Source(path, "Avtal.pdf", f"{number:064d}", len(content))
        kept = add_document(contract, source, by=manager, at=AT)
        assert kept.version == number + 1
    with kept.file as opened:
        assert opened.read() == b"%PDF two"
    with pytest.raises(DocumentThereError):
        add_document(contract, source, by=manager, at=AT)


def test_a_change_keeps_what_was_said_before(
    contract: Contract, manager: Actor, people: People, group: Group
) -> None:
    change = ContractChange(
        title="Städning av skolor", category="1240", manager=people.purchaser.pk,
        for_the_group=False, users=[group.care.pk], ceiling_ore=5, prices="300 kr", indexation="",
    )  # fmt: skip
    changed = change_contract(contract, change, by=manager, at=AT)
    assert changed.manager == people.purchaser
    assert changed.users.get().authority == group.care
    before = Entry.objects.get(verb="contract.changed").details
    assert before["title"] == "Städning"
    change_contract(contract, change, by=manager, at=AT)
    assert Entry.objects.filter(verb="contract.changed").count() == 1


def test_what_waits_is_shown_to_whoever_manages_or_was_given_it(
    contract: Contract, manager: Actor, people: People
) -> None:
    check = first_check(contract, manager)
    deviation(contract, manager)
    until, purchaser = date(2026, 4, 30), actor_of(people.purchaser)
    assert [one.pk for one in waiting_checks(manager, until=until)] == [check.pk]
    assert not waiting_checks(purchaser, until=until)
    assign_check(check.pk, people.purchaser, by=manager, at=AT)
    assert not waiting_checks(manager, until=until)
    assert [one.pk for one in waiting_checks(purchaser, until=until)] == [check.pk]
    assert waiting_deviations(manager).count() == 1
    assert waiting_deviations(purchaser).count() == 0
    assert not waiting_checks(SYSTEM, until=until)


def test_whoever_may_no_longer_read_the_contract_waits_for_nothing_under_it(
    contract: Contract, manager: Actor
) -> None:
    first_check(contract, manager)
    deviation(contract, manager)
    held = call_meeting(contract, held_on=ON, agenda="Avvikelser", by=manager, at=AT)
    agreed = [Agreed("Ny rutin", "Städ AB", date(2026, 4, 1))]
    keep_minutes(held.pk, minutes="Överens", agreed=agreed, by=manager, at=AT)
    call_meeting(contract, held_on=date(2026, 6, 1), agenda="Pris", by=manager, at=AT)

    def waiting(actor: Actor) -> list[int]:
        checks = waiting_checks(actor, until=date(2026, 4, 30))
        found = (checks, waiting_deviations(actor), waiting_agreed(actor), coming_meetings(actor))
        return [one.count() for one in found]

    assert waiting(manager) == [1, 1, 1, 1]
    assert waiting(replace(manager, authority_roles={})) == [0, 0, 0, 0]


def test_a_contract_with_a_late_deviation_comes_first(
    contract: Contract, manager: Actor, group: Group
) -> None:
    new = NewContract(
        reference="2", title="Annat", authority=group.education.pk, first_day=date(2026, 1, 1),
        last_day=None, parties=(NewParty(Supplier.objects.create(name="B AB").key),),
    )  # fmt: skip
    register_contract(new, by=SYSTEM, at=AT, on=ON)
    deviation(contract, manager)
    first, second = by_risk(manager, on=date(2026, 4, 1), yearly={})
    assert (first.contract, second.contract.title) == (contract, "Annat")
    assert first.risk.parts[0].reason == "A deadline of a deviation has passed"


def test_more_time_takes_a_new_last_day_and_leaves_the_state(
    contract: Contract, manager: Actor
) -> None:
    noted, verb = deviation(contract, manager), DeviationVerb.POSTPONE
    with pytest.raises(NewDayMissingError):
        follow_deviation(noted.pk, StepTaken(verb, "Semester"), by=manager, at=AT, on=ON)
    early = StepTaken(verb, "Semester", date(2020, 1, 1))
    with pytest.raises(RemedyBeforeFoundError):
        follow_deviation(noted.pk, early, by=manager, at=AT, on=ON)
    later = StepTaken(verb, "Semester", date(2027, 1, 1))
    follow_deviation(noted.pk, later, by=manager, at=AT, on=ON)
    noted.refresh_from_db()
    assert (noted.state, noted.remedy_by) == (DeviationState.OPEN, date(2027, 1, 1))


def test_a_contract_manager_alone_does_not_decide_what_a_breach_costs(
    contract: Contract, manager: Actor, people: People, group: Group
) -> None:
    noted = deviation(contract, manager)
    appoint(people.nobody, Role.CONTRACT_MANAGER, group.education)
    said = SanctionSaid(SanctionDecision.WAIVED, "Snällt")
    with pytest.raises(NotPermittedError):
        decide_sanction(noted.pk, said, by=actor_of(people.nobody), at=AT, on=ON)
