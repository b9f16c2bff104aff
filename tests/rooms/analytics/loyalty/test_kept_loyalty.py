"""What was counted of loyalty stays readable, and names its lines, whatever happens beside it."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from pytest_django import Settings
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group

from kornhamn.analytics.actions import refresh_loyalty, refresh_spend
from kornhamn.analytics.loyalty.kept import LINES
from kornhamn.analytics.queries.loyalty import LeakWanted, line_contracts, loyalty_lines
from kornhamn.analytics.queries.loyalty.figures import opened
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.types import NewContract, NewParty
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.spend.models import LedgerLoad
from kornhamn.spend.types import LoadState

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
ALL = SpendSelection()


@pytest.fixture
def loads(group: Group, settings: Settings, tmp_path: Path) -> list[LedgerLoad]:
    """Two ledgers, of a buyer each, counted."""
    settings.LEDGERS, settings.SNAPSHOTS = tmp_path / "ledgers", tmp_path / "snapshots"
    made = [
        load_lines([Line(buyer, seller, kronor, on=date(2026, 1, 7))], name=f"{seller}.csv")
        for buyer, seller, kronor in (
            (group.education, "Alfa AB", 100.0),
            (group.care, "Beta AB", 30.0),
        )
    ]
    refresh_spend(by=SYSTEM, at=AT)
    assert refresh_loyalty(by=SYSTEM, at=AT)
    return made


@pytest.mark.parametrize("undone", [0, 1])
def test_a_load_undone_since_gives_no_lines_and_shifts_no_others(
    loads: list[LedgerLoad], undone: int
) -> None:
    LedgerLoad.objects.filter(pk=loads[undone].pk).update(state=LoadState.UNDONE)
    page, contracts = loyalty_lines(ALL, Scope(group=True), LeakWanted())
    (line,) = page.rows
    left = loads[1 - undone]
    assert (line.load, line.ore, page.ore) == (left.pk, left.ore_taken, left.ore_taken)
    assert line_contracts(page.rows) == {(line.load, line.row): contracts[0]}


def test_nobody_reads_anothers_lines_after_an_undo(loads: list[LedgerLoad], group: Group) -> None:
    LedgerLoad.objects.filter(pk=loads[0].pk).update(state=LoadState.UNDONE)
    own = Scope(own=frozenset({group.education.pk}))
    assert loyalty_lines(ALL, own, LeakWanted())[0].rows == ()


def test_who_began_to_read_reads_on_while_all_is_counted_anew(
    loads: list[LedgerLoad], group: Group
) -> None:
    before = opened()
    new = NewContract(
        "1", "Alfa", group.education.pk, date(2025, 1, 1), None,
        (NewParty(supplier_named("Alfa AB").key),),
    )  # fmt: skip
    register_contract(new, by=SYSTEM, at=AT, on=ON)
    assert refresh_loyalty(by=SYSTEM, at=AT)
    now = opened()
    assert before is not None
    assert now is not None
    old, fresh = (pl.read_parquet(one.folder / LINES) for one in (before, now))
    assert (old["contract"].count(), fresh["contract"].count()) == (0, 1)
