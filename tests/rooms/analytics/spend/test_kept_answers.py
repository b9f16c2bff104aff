"""Answers that are kept are never another snapshot's, selection's or reader's."""

from datetime import datetime

import pytest
from tests.made_ledgers import Line, load_lines
from tests.people import Group

from kornhamn.analytics.actions import refresh_spend, refresh_spend_delta
from kornhamn.analytics.queries import spend
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.types import SYSTEM, Scope

pytestmark = pytest.mark.django_db
WHOLE, GROUP = SpendSelection(), Scope(group=True)


@pytest.mark.usefixtures("january")
def test_each_scope_and_selection_has_its_own(at: datetime, group: Group) -> None:
    refresh_spend(by=SYSTEM, at=at)
    own = Scope(own=frozenset({group.care.pk}))
    for _ in range(2):  # the second time from what was kept
        assert sum(part.ore for part in spend.by_month(WHOLE, GROUP)) == 17_700_00
        assert sum(part.ore for part in spend.by_month(WHOLE, own)) == 7_000_00
        assert spend.lines(WHOLE, GROUP).total == 7
        assert spend.lines(WHOLE, own).total == 2
        assert len(spend.suppliers(WHOLE, own).rows) == 2
        assert spend.suppliers(WHOLE, own, search="bygg").total == 1
        assert spend.overview(WHOLE.narrowed(first="2026-01"), own).totals.ore == 7_000_00


@pytest.mark.usefixtures("january")
def test_a_new_snapshot_is_asked_anew(at: datetime, group: Group) -> None:
    refresh_spend(by=SYSTEM, at=at)
    assert spend.overview(WHOLE, GROUP).totals.ore == 17_700_00
    load_lines([Line(group.water, "Bygg AB", 250)], name="mars.csv")
    refresh_spend_delta(by=SYSTEM, at=at)
    assert spend.overview(WHOLE, GROUP).totals.ore == 17_950_00
    assert spend.lines(WHOLE, GROUP).total == 8
