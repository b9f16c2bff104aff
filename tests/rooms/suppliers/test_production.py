"""Risks of production: the greatest first; what was mended is mended once."""

from datetime import UTC, date, datetime

import pytest

from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import assess_risk
from kornhamn.suppliers.queries import current_risks
from kornhamn.suppliers.types import NewRisk, RiskArea, RiskLevel

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


def test_the_greatest_risk_comes_first() -> None:
    levels = dict(zip(RiskArea, (*RiskLevel, RiskLevel.MEDIUM), strict=True))
    for area, level in levels.items():
        assess_risk(NewRisk("1010", "BD", area, level, "ITUC", "x"), by=SYSTEM, at=AT, on=ON)
    told = [risk.level for risk in current_risks(["1010"])]
    assert told == [RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.MEDIUM, RiskLevel.LOW]
