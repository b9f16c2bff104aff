"""Answers about suppliers: kept with source and day, changed only where something changed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from kornhamn.audit.models import Entry
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import assess_remark, record_answers
from kornhamn.suppliers.actions.assess_remark import (
    AssessmentWithoutWordsError,
    NoRemarkToAssessError,
)
from kornhamn.suppliers.models import Check, CheckRun, Supplier
from kornhamn.suppliers.queries import check_counts, news, remarks_to_assess
from kornhamn.suppliers.types import Answer, CheckKind, CheckOutcome, CheckSource

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 9, 8, tzinfo=UTC)
SOURCE = CheckSource(CheckKind.DEBTS, "Kronofogden", version="svar.csv")
CLEAR, REMARK, UNKNOWN = CheckOutcome.CLEAR, CheckOutcome.REMARK, CheckOutcome.UNKNOWN


@pytest.fixture
def supplier() -> Supplier:
    return Supplier.objects.create(name="Exempel AB")


def ask(supplier: Supplier, outcome: CheckOutcome, day: int = 0, **details: object) -> CheckRun:
    answer = Answer(supplier.key, outcome, details)
    return record_answers([answer], SOURCE, by=SYSTEM, at=AT + timedelta(days=day))


def test_a_supplier_that_does_not_exist_enters_nothing(supplier: Supplier) -> None:
    stranger = Answer(supplier.key + 1, CLEAR)
    record_answers([Answer(supplier.key, CLEAR), stranger], SOURCE, by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError):  # as any commit would
        connection.check_constraints()


def test_the_same_answer_again_moves_the_last_day_and_makes_no_news(supplier: Supplier) -> None:
    ask(supplier, REMARK, public_ore=100)
    run = ask(supplier, REMARK, day=7, public_ore=100)
    check = Check.objects.get()
    assert (check.first_asked_at, check.last_asked_at) == (AT, AT + timedelta(days=7))
    assert (check.last_run, run.changed, news().count()) == (run, 0, 0)


def test_another_answer_is_news_and_the_old_one_stays_as_history(supplier: Supplier) -> None:
    ask(supplier, CLEAR)
    run = ask(supplier, REMARK, day=7, public_ore=100)
    assert run.changed == 1
    assert [(c.outcome, c.is_current) for c in Check.objects.order_by("pk")] == [
        (CLEAR, False),
        (REMARK, True),
    ]
    assert [check.outcome for check in news()] == [REMARK]


def test_a_first_answer_is_no_news(supplier: Supplier) -> None:
    assert ask(supplier, REMARK).changed == 0


def test_what_could_not_be_asked_is_unknown_and_no_change(supplier: Supplier) -> None:
    ask(supplier, CLEAR)
    assert ask(supplier, UNKNOWN, day=1, reason="could-not-be-asked").changed == 0
    assert ask(supplier, CLEAR, day=2).changed == 0
    assert ask(supplier, UNKNOWN, day=3, reason="could-not-be-asked").changed == 0
    assert ask(supplier, REMARK, day=4).changed == 1  # held against the last known answer


def test_the_counts_say_who_was_never_asked(supplier: Supplier) -> None:
    Supplier.objects.create(name="Annan AB")
    ask(supplier, REMARK)
    counted = {one.kind: one for one in check_counts()}
    debts = counted[CheckKind.DEBTS]
    assert (debts.clear, debts.remark, debts.unknown, debts.never) == (0, 1, 0, 1)
    assert counted[CheckKind.TAX].never == 2


def test_an_asking_stands_in_the_trail_with_its_figures(supplier: Supplier) -> None:
    run = ask(supplier, REMARK)
    entry = Entry.objects.get(verb="suppliers.checked")
    assert entry.subject_id == str(run.pk)
    assert entry.details["remark"] == 1


def test_an_assessment_needs_words_and_a_standing_remark(supplier: Supplier) -> None:
    ask(supplier, REMARK)
    old = Check.objects.get()
    with pytest.raises(AssessmentWithoutWordsError):
        assess_remark(old.pk, assessment="  ", by=SYSTEM, at=AT)
    ask(supplier, CLEAR, day=1)
    with pytest.raises(NoRemarkToAssessError):
        assess_remark(old.pk, assessment="Betald", by=SYSTEM, at=AT)


def test_an_assessed_remark_waits_no_more_until_the_answer_is_another(supplier: Supplier) -> None:
    ask(supplier, REMARK, public_ore=100)
    (waiting,) = remarks_to_assess()
    assess_remark(waiting.pk, assessment="Betalplan finns.", by=SYSTEM, at=AT)
    assert not remarks_to_assess().exists()
    ask(supplier, REMARK, day=7, public_ore=900)
    assert remarks_to_assess().count() == 1
