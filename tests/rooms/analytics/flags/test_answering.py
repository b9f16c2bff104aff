"""A question asks for a reasoned answer by somebody whose authority it is about."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from tests.people import ON, Group, People, actor_of

from kornhamn.analytics.actions import answer_flag
from kornhamn.analytics.models import Flag, FlagAnswer
from kornhamn.analytics.queries.flags import (
    answers_to,
    flag_seen,
    flags_in,
    may_answer,
    waiting_for,
)
from kornhamn.analytics.types.flags import (
    AnswerIncompleteError,
    FlagMovedError,
    FlagNotAskedError,
    NoSuchFlagError,
    Queue,
)
from kornhamn.analytics.workflow import FlagState
from kornhamn.audit.models import Entry
from kornhamn.organisation.models import Appointment
from kornhamn.organisation.permissions import NotPermittedError

pytestmark = pytest.mark.django_db


def answer(flag: Flag, **changed: Any) -> FlagAnswer:  # noqa: ANN401
    said = {
        "reason": "Leverantören skickade fakturan två gånger.", "rests_on": "Fakturorna.",
        "measure": "Beloppet krävs tillbaka.", "done_by": date(2026, 4, 1), "value": flag.value,
    }  # fmt: skip
    return answer_flag(flag.pk, **(said | changed))


def test_one_who_may_not_answer_is_refused(flag: Flag, people: People, at: datetime) -> None:
    for who in (people.purchaser, people.auditor, people.nobody):
        with pytest.raises(NotPermittedError):
            answer(flag, by=actor_of(who), at=at)


def test_a_flag_of_another_authority_does_not_exist(
    flag: Flag, people: People, at: datetime
) -> None:
    other = actor_of(people.of_other_company)
    with pytest.raises(NoSuchFlagError):
        answer(flag, by=other, at=at)
    with pytest.raises(NoSuchFlagError):
        flag_seen(flag.pk, other, on=ON)
    assert not may_answer(flag.pk, other)
    assert all(flags_in(queue, other, on=ON) == [] for queue in Queue)


def test_a_flag_that_is_not_there_is_refused(flag: Flag, people: People, at: datetime) -> None:
    flag.pk = uuid4()
    with pytest.raises(NoSuchFlagError):
        answer(flag, by=actor_of(people.analyst), at=at)


@pytest.mark.parametrize("empty", ["reason", "rests_on", "measure"])
def test_an_answer_without_a_reason_is_refused(
    flag: Flag, people: People, at: datetime, empty: str
) -> None:
    with pytest.raises(AnswerIncompleteError):
        answer(flag, by=actor_of(people.responsible), at=at, **{empty: "  "})


def test_a_figure_that_moved_is_looked_at_again(flag: Flag, people: People, at: datetime) -> None:
    with pytest.raises(FlagMovedError):
        answer(flag, by=actor_of(people.responsible), at=at, value=flag.value - 1)


def test_a_lapsed_question_needs_no_answer(flag: Flag, people: People, at: datetime) -> None:
    Flag.objects.update(state=FlagState.LAPSED)
    with pytest.raises(FlagNotAskedError):
        answer(flag, by=actor_of(people.responsible), at=at)


def test_an_answer_is_kept_with_who_when_and_what_it_rests_on(
    flag: Flag, people: People, at: datetime
) -> None:
    by = actor_of(people.responsible)
    answer(flag, by=by, at=at)
    asked, given = flag_seen(flag.pk, by, on=ON), answers_to(flag.pk, by)
    assert asked.state is FlagState.ANSWERED
    assert [(each.by, each.at, each.rests_on) for each in given] == [
        ("Olle Berg", at, "Fakturorna.")
    ]
    entry = Entry.objects.get(verb="flag.answered")
    assert (entry.actor_name, entry.details["measure"]) == ("Olle Berg", "Beloppet krävs tillbaka.")


def test_an_answer_can_be_bettered_and_the_earlier_stays(
    flag: Flag, people: People, at: datetime
) -> None:
    by = actor_of(people.responsible)
    answer(flag, by=by, at=at)
    answer(flag, by=by, at=at, measure="Pengarna är tillbaka.")
    assert len(answers_to(flag.pk, by)) == 2


def test_a_question_is_addressed_to_a_person_by_role(flag: Flag, people: People) -> None:
    assert flag_seen(flag.pk, actor_of(people.analyst), on=ON).addressees == ("Olle Berg",)
    own = Flag.objects.get(indicator="duplicate-invoices", authority=None)
    assert flag_seen(own.pk, actor_of(people.analyst), on=ON).addressees == ("Anna Berg",)


def test_a_vacancy_is_said(flag: Flag, people: People) -> None:
    Appointment.objects.filter(person=people.responsible).delete()
    assert flag_seen(flag.pk, actor_of(people.analyst), on=ON).addressees == ()


def test_each_sees_what_waits_for_them(flag: Flag, people: People, group: Group) -> None:
    responsible, analyst = actor_of(people.responsible), actor_of(people.analyst)
    purchaser = actor_of(people.purchaser)
    assert {each.authority_id for each in flags_in(Queue.MINE, responsible, on=ON)} == {
        group.education.pk
    }
    assert {each.authority_id for each in flags_in(Queue.MINE, analyst, on=ON)} == {None}
    assert flags_in(Queue.MINE, purchaser, on=ON) == []
    assert len(flags_in(Queue.AUTHORITY, purchaser, on=ON)) == waiting_for(responsible) > 0
    assert waiting_for(purchaser) == 0
    everything = flags_in(Queue.GROUP, analyst, on=ON)
    assert len(everything) == Flag.objects.count()


def test_answered_flags_leave_the_queue(flag: Flag, people: People, at: datetime) -> None:
    by = actor_of(people.responsible)
    before = waiting_for(by)
    answer(flag, by=by, at=at)
    assert waiting_for(by) == before - 1
    assert flag.pk not in {each.id for each in flags_in(Queue.MINE, by, on=ON)}
    assert flag.pk in {each.id for each in flags_in(Queue.MINE, by, on=ON, waiting=False)}
