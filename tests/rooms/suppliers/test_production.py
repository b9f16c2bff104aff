"""Risks of production: the greatest first; what was mended is mended once."""

from datetime import UTC, date, datetime

import pytest

from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import (
    assess_risk,
    finish_supply_action,
    note_answer,
    plan_supply_action,
    send_inquiry,
)
from kornhamn.suppliers.actions.watch_production import NotedAlreadyError
from kornhamn.suppliers.models import Supplier
from kornhamn.suppliers.queries import current_risks
from kornhamn.suppliers.types import NewInquiry, NewRisk, RiskArea, RiskLevel

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


def test_what_is_mended_stays_as_it_was_noted() -> None:
    supplier = Supplier.objects.create(name="Tyg AB")
    new = NewInquiry(supplier.key, "1010", "Var sys det?", ON)
    inquiry = send_inquiry(new, by=SYSTEM, at=AT, on=ON)
    note_answer(inquiry.pk, answer="Borås", evidence="", by=SYSTEM, at=AT, on=ON)
    with pytest.raises(NotedAlreadyError):
        note_answer(inquiry.pk, answer="Dhaka", evidence="", by=SYSTEM, at=AT, on=ON)
    action = plan_supply_action(inquiry.pk, text="Utgångar", due_on=ON, by=SYSTEM, at=AT, on=ON)
    finish_supply_action(action.pk, how="Sett", by=SYSTEM, at=AT, on=ON)
    with pytest.raises(NotedAlreadyError):
        finish_supply_action(action.pk, how="Inte sett", by=SYSTEM, at=AT, on=ON)


def test_the_greatest_risk_comes_first() -> None:
    levels = dict(zip(RiskArea, (*RiskLevel, RiskLevel.MEDIUM), strict=True))
    for area, level in levels.items():
        assess_risk(NewRisk("1010", "BD", area, level, "ITUC", "x"), by=SYSTEM, at=AT, on=ON)
    told = [risk.level for risk in current_risks(["1010"])]
    assert told == [RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.MEDIUM, RiskLevel.LOW]
