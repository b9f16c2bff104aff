"""Before a contract works and when it is over: steps planned and done, hours, lessons answered."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests.people import Group, People, actor_of

from kornhamn.audit.models import Entry
from kornhamn.contracts.actions import (
    NewStep,
    UsualStep,
    answer_lesson,
    drop_step,
    finish_step,
    plan_step,
    plan_usual_steps,
    register_contract,
    set_follow_up_hours,
    write_lesson,
)
from kornhamn.contracts.actions.answer_lesson import LessonReasonMissingError
from kornhamn.contracts.actions.implement import StepDoneError, StepKnownError, StepUnsaidError
from kornhamn.contracts.actions.set_hours import HoursOutsideError
from kornhamn.contracts.models import Contract, Lesson
from kornhamn.contracts.queries import follow_up_hours, lessons_met, steps_in, waiting_steps
from kornhamn.contracts.types import LessonUse, NewContract, NewParty
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor
from kornhamn.procurement.models import Procurement
from kornhamn.suppliers.models import Supplier

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
USUAL = (UsualStep("Startmöte", 30), UsualStep("Priser i inköpssystemet", 7))


@pytest.fixture
def contract(group: Group, people: People) -> Contract:
    new = NewContract(
        reference="1", title="Städning", authority=group.education.pk,
        first_day=date(2026, 4, 1), last_day=date(2027, 3, 31), category="1240",
        parties=(NewParty(Supplier.objects.create(name="Städ AB").key),),
    )  # fmt: skip
    made = register_contract(new, by=SYSTEM, at=AT, on=ON)
    Contract.objects.filter(pk=made.pk).update(manager=people.responsible)
    return Contract.objects.select_related("authority").get()


@pytest.fixture
def manager(people: People) -> Actor:
    return actor_of(people.responsible)


def test_a_step_says_what_and_stands_once(contract: Contract, manager: Actor) -> None:
    with pytest.raises(StepUnsaidError):
        plan_step(contract, NewStep("  ", ON), by=manager, at=AT)
    plan_step(contract, NewStep("Startmöte", ON), by=manager, at=AT)
    with pytest.raises(StepKnownError):
        plan_step(contract, NewStep(" Startmöte ", ON), by=manager, at=AT)


def test_only_whoever_manages_the_contract_plans(contract: Contract, people: People) -> None:
    for person in (people.purchaser, people.of_other_company):
        with pytest.raises(NotPermittedError):
            plan_step(contract, NewStep("Startmöte", ON), by=actor_of(person), at=AT)
    assert not steps_in(contract).exists()


def test_the_usual_steps_are_counted_back_from_the_first_day_but_not_into_the_past(
    contract: Contract, manager: Actor
) -> None:
    assert plan_usual_steps(contract, USUAL, by=manager, at=AT, on=ON) == 2
    days = {step.what: step.due_on for step in steps_in(contract)}
    assert days == {"Startmöte": ON, "Priser i inköpssystemet": date(2026, 3, 25)}
    assert plan_usual_steps(contract, USUAL, by=manager, at=AT, on=ON) == 0


def test_a_step_waits_until_it_is_done_and_then_stays(contract: Contract, manager: Actor) -> None:
    step = plan_step(contract, NewStep("Startmöte", ON), by=manager, at=AT)
    other = plan_step(contract, NewStep("Priser", ON), by=manager, at=AT)
    assert [*waiting_steps(manager)] == [other, step]
    finish_step(step.pk, by=manager, at=AT)
    finish_step(step.pk, by=manager, at=AT)
    drop_step(other.pk, by=manager, at=AT)
    assert not waiting_steps(manager).exists()
    with pytest.raises(StepDoneError):
        drop_step(step.pk, by=manager, at=AT)
    verbs = Entry.objects.order_by("number").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("implementation")] == [
        "implementation.planned", "implementation.planned", "implementation.done",
        "implementation.dropped",
    ]  # fmt: skip


def test_a_step_given_to_somebody_waits_for_them(
    contract: Contract, manager: Actor, people: People
) -> None:
    step = plan_step(contract, NewStep("Priser", ON, people.purchaser.pk), by=manager, at=AT)
    given = actor_of(people.purchaser)
    assert [*waiting_steps(given)] == [step]
    assert not waiting_steps(replace(given, authority_roles={})).exists()  # has left
    assert not waiting_steps(manager).exists()


@pytest.mark.parametrize("hours", [0, -1, 201])
def test_hours_that_no_month_has_are_refused(manager: Actor, hours: int) -> None:
    with pytest.raises(HoursOutsideError):
        set_follow_up_hours(hours, by=manager, at=AT)
    assert follow_up_hours(manager) == 8


def test_hours_are_kept_for_whoever_says_them(manager: Actor, people: People) -> None:
    set_follow_up_hours(20, by=manager, at=AT)
    set_follow_up_hours(24, by=manager, at=AT)
    assert follow_up_hours(manager) == 24
    with pytest.raises(NotPermittedError):
        set_follow_up_hours(24, by=actor_of(people.purchaser), at=AT)


@pytest.fixture
def lesson(contract: Contract, manager: Actor) -> Lesson:
    return write_lesson(
        contract, happened="Fönstren glömdes.", advice="Räkna fönstren.", by=manager, at=AT
    )


@pytest.fixture
def procurement(group: Group) -> Procurement:
    return Procurement.objects.create(
        buyer_number="2120009994", authority=group.education, reference="9", title="Städning 2"
    )


def test_a_lesson_is_left_aside_for_a_reason_only(
    lesson: Lesson, procurement: Procurement, manager: Actor
) -> None:
    left = LessonUse.NOT_RELEVANT
    with pytest.raises(LessonReasonMissingError):
        answer_lesson(lesson.pk, procurement.pk, left, reason=" ", by=manager, at=AT)
    answer_lesson(lesson.pk, procurement.pk, left, reason="Inga fönster.", by=manager, at=AT)
    answer_lesson(lesson.pk, procurement.pk, LessonUse.USED, reason="", by=manager, at=AT)
    ((met, answer),) = lessons_met(procurement.pk, ["1240"], most=5)
    assert (met, answer and answer.use) == (lesson, LessonUse.USED)


def test_a_lesson_not_answered_is_met_without_an_answer(
    lesson: Lesson, procurement: Procurement
) -> None:
    assert lessons_met(procurement.pk, ["1240"], most=5) == [(lesson, None)]
    assert lessons_met(UUID(int=1), ["9999"], most=5) == []


def test_another_authoritys_procurement_cannot_be_answered_for(
    lesson: Lesson, procurement: Procurement, people: People
) -> None:
    other = actor_of(people.of_other_company)
    with pytest.raises(Procurement.DoesNotExist):
        answer_lesson(lesson.pk, procurement.pk, LessonUse.USED, reason="", by=other, at=AT)
