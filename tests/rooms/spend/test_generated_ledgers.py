"""The made-up group's ledgers come in through the doors, from four systems, to the öre."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from pytest_django import Settings

from kornhamn.jobs.demo.group import authorities, organisation_csv
from kornhamn.jobs.demo.ledger import ledger
from kornhamn.jobs.demo.ledgers import INVOICES, load_ledgers
from kornhamn.organisation.actions import import_register
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.models import LedgerLoad, Unit
from kornhamn.spend.queries import active_loads
from kornhamn.spend.types import LoadState

LINES = 3_000
AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def loaded(db: None, settings: Settings, tmp_path: Path) -> pl.DataFrame:
    """Load the group's ledgers, and return the truth about them."""
    settings.LEDGERS = tmp_path / "ledgers"
    import_register(organisation_csv().encode(), by=SYSTEM, at=AT)
    assert load_ledgers(LINES, authorities(), tmp_path, at=AT) == 10
    return pl.concat(ledger(LINES, authorities()))


def test_every_file_is_loaded_to_the_ore(loaded: pl.DataFrame, tmp_path: Path) -> None:
    loads = LedgerLoad.objects.all()
    assert {load.state for load in loads} == {LoadState.LOADED}
    by_ledger = loaded.filter(pl.col("true_authority") != INVOICES)
    own = [load for load in loads if load.format["kind"] != "ubl"]
    assert sum(load.rows_taken for load in own) == by_ledger.height
    assert sum(load.ore_taken for load in own) == by_ledger["ore"].sum()
    [invoices] = [load for load in loads if load.format["kind"] == "ubl"]
    assert 0 < invoices.ore_taken <= loaded["ore"].sum() - by_ledger["ore"].sum()
    assert sum(pl.read_parquet(one.folder / "lines.parquet").height for one in active_loads()) == (
        by_ledger.height + invoices.rows_taken
    )


def test_the_sum_below_the_companies_lines_is_no_line_and_agrees(loaded: pl.DataFrame) -> None:
    companies = LedgerLoad.objects.get(file_name="bolagens-reskontra.txt")
    assert companies.rows_refused == 1
    assert companies.format["own_totals"] == [companies.ore_taken]


def test_units_are_the_authorities_they_are_where_a_name_or_number_tells(
    loaded: pl.DataFrame,
) -> None:
    truth = {
        (buyer, unit): code
        for buyer, unit, code in loaded.select("buyer", "unit", "true_authority").iter_rows()
    }
    units = Unit.objects.select_related("authority").filter(
        source__name__in=["Kommunens reskontra", "Bolagens reskontra"]
    )
    assert {one.buyer for one in units if one.authority is None} == {"VA-verket"}
    placed = [one for one in units if one.authority and not one.unit.endswith(" stab")]
    assert len(placed) > 15
    assert [o for o in placed if truth[o.buyer, o.unit] != o.authority.code] == []  # type: ignore[union-attr]


def test_again_nothing_is_new(loaded: pl.DataFrame, tmp_path: Path) -> None:
    assert load_ledgers(LINES, authorities(), tmp_path, at=AT) == 0
