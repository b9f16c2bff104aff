"""No verb about suppliers trusts its caller, but those that rules alone decide."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor
from kornhamn.suppliers import actions
from kornhamn.suppliers.models import Check, Supplier
from kornhamn.suppliers.types import (
    Answer,
    CheckKind,
    CheckOutcome,
    CheckSource,
    ExclusionGround,
    NewInquiry,
    NewRisk,
    RiskArea,
    RiskLevel,
)
from tests.people import People, actor_of
from tests.written import all_that_is_written

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
DEBTS = CheckSource(CheckKind.DEBTS, "Kronofogden")
RISK = NewRisk("2210", "", RiskArea.LABOUR, RiskLevel.HIGH, "ILO", "Skörd")
# rules and sources decide these: whoever brought the spellings was allowed to bring them
OF_RULES = {"describe_suppliers", "enter_spellings", "settle_spellings"}
SETTLES = {"keep_apart", "merge", "reverse", "split"}


@pytest.fixture
def verbs() -> dict[str, Callable[[Actor], object]]:
    """Every verb that people do, on a supplier with a remark, an inquiry and what it mends."""
    one, two, three, four = (Supplier.objects.create(name=f"{n} AB") for n in ("A", "B", "C", "D"))
    remark = Answer(one.key, CheckOutcome.REMARK, {"public_ore": 1})
    actions.record_answers([remark], DEBTS, by=SYSTEM, at=AT)
    check = Check.objects.get()
    decision = actions.merge(three.id, four.id, by=SYSTEM, at=AT)
    new = NewInquiry(one.key, "", "Fabriken", ON)
    inquiry = actions.send_inquiry(new, by=SYSTEM, at=AT, on=ON)
    action = actions.plan_supply_action(
        inquiry.pk, text="Skydd", due_on=ON, by=SYSTEM, at=AT, on=ON
    )
    grounds = dict.fromkeys(ExclusionGround, False)
    return {
        "assess_exclusion": lambda by: actions.assess_exclusion(
            one, grounds, reason="Läst", by=by, at=AT),
        "assess_remark": lambda by: actions.assess_remark(
            check.pk, assessment="Betald", by=by, at=AT),
        "assess_risk": lambda by: actions.assess_risk(RISK, by=by, at=AT, on=ON),
        "finish_supply_action": lambda by: actions.finish_supply_action(
            action.pk, how="Lagat", by=by, at=AT, on=ON),
        "note_answer": lambda by: actions.note_answer(
            inquiry.pk, answer="Ja", evidence="", by=by, at=AT, on=ON),
        "plan_supply_action": lambda by: actions.plan_supply_action(
            inquiry.pk, text="Mer", due_on=ON, by=by, at=AT, on=ON),
        "record_answers": lambda by: actions.record_answers([remark], DEBTS, by=by, at=AT),
        "send_inquiry": lambda by: actions.send_inquiry(new, by=by, at=AT, on=ON),
        "keep_apart": lambda by: actions.keep_apart(one.id, two.id, by=by, at=AT),
        "reverse": lambda by: actions.reverse(decision.pk, by=by, at=AT),
        "merge": lambda by: actions.merge(one.id, two.id, by=by, at=AT),
        "split": lambda by: actions.split(one.id, [], by=by, at=AT),
    }  # fmt: skip


def test_without_the_right_every_verb_refuses_and_writes_nothing(
    verbs: dict[str, Callable[[Actor], object]], people: People
) -> None:
    made = {name for name in actions.__all__ if inspect.isfunction(getattr(actions, name))}
    assert set(verbs) == made - OF_RULES
    before = all_that_is_written("suppliers")
    checks, settles = actor_of(people.responsible), actor_of(people.administrator)
    for name, does in verbs.items():
        for by in (actor_of(people.auditor), checks if name in SETTLES else settles):
            with pytest.raises(NotPermittedError):
                does(by)
        assert all_that_is_written("suppliers") == before, name


def test_who_has_suppliers_checked_does_all_that_checking_takes(
    verbs: dict[str, Callable[[Actor], object]], people: People
) -> None:
    for name in set(verbs) - SETTLES:
        verbs[name](actor_of(people.responsible))
    assert Check.objects.exclude(assessment="").exists()
