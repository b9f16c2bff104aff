"""A spend snapshot says what the ledgers say, whichever road it came."""

import shutil
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group

from kornhamn.analytics.actions import refresh_spend, refresh_spend_delta
from kornhamn.analytics.models import SpendSnapshot
from kornhamn.analytics.spend.columns import CUBE_KEYS, MEASURES
from kornhamn.analytics.types.spend import SpendSnapshotInfo
from kornhamn.audit.models import Entry
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.models import LedgerLoad, Posting, Unit
from kornhamn.spend.types import LoadState
from kornhamn.suppliers.models import Spelling

pytestmark = pytest.mark.django_db


def whole(at: datetime) -> SpendSnapshotInfo:
    return refresh_spend(by=SYSTEM, at=at)


def cube(snapshots: Path, taken: SpendSnapshotInfo) -> pl.DataFrame:
    """Return the cube of a snapshot with its parts added."""
    parts = pl.read_parquet(snapshots / "spend" / taken.folder / "cube-*.parquet")
    added = parts.group_by(CUBE_KEYS.names()).agg(pl.col(name).sum() for name in MEASURES)
    return added.filter(pl.col("lines") > 0).sort(CUBE_KEYS.names())


def test_without_ledgers_there_is_an_empty_snapshot(at: datetime) -> None:
    assert (whole(at).loads, whole(at).lines, whole(at).ore) == (0, 0, 0)


@pytest.mark.usefixtures("january")
def test_every_line_and_every_ore_is_in_the_cube(snapshots: Path, at: datetime) -> None:
    taken = whole(at)
    assert (taken.loads, taken.lines, taken.ore) == (1, 7, 17_700_00)
    rows = cube(snapshots, taken)
    assert (rows["lines"].sum(), rows["ore"].sum()) == (7, 17_700_00)
    assert rows.filter(pl.col("month").is_null())["ore"].to_list() == [300_00]


@pytest.mark.usefixtures("january")
def test_a_cell_holds_its_measures(snapshots: Path, at: datetime, group: Group) -> None:
    key = supplier_named("Livs AB").key
    livs = cube(snapshots, whole(at)).filter(pl.col("supplier") == key)
    cells = {row["ore"]: row for row in livs.to_dicts()}
    school, care = cells[1400_00], cells[2000_00]
    assert (school["lines"], school["credits"], school["credit_ore"]) == (3, 1, -100_00)
    assert school["invoices"] == 2
    assert (school["agreement_ore"], school["told_ore"]) == (1000_50, 1400_00)
    assert (school["paid_lines"], school["paid_days"], school["within_30"]) == (1, 28, 1)
    assert (school["term_lines"], school["term_days"], school["late_lines"]) == (1, 30, 0)
    assert (care["paid_days"], care["within_30"]) == (40, 0)
    assert (care["due_lines"], care["late_lines"], care["late_days"]) == (1, 1, 10)


@pytest.mark.usefixtures("january", "february")
def test_a_load_that_names_no_agreement_says_nothing_of_agreements(
    snapshots: Path, at: datetime
) -> None:
    rows = cube(snapshots, whole(at))
    assert rows["told_ore"].sum() == 17_700_00
    assert rows["ore"].sum() == 17_700_00 + 2_200_00


@pytest.mark.usefixtures("january")
def test_the_same_ledgers_are_the_same_snapshot(at: datetime) -> None:
    assert whole(at) == whole(at)
    assert SpendSnapshot.objects.count() == 1
    assert Entry.objects.filter(verb="spend-snapshot.taken").count() == 1


@pytest.mark.usefixtures("january")
def test_a_lost_folder_is_made_anew(snapshots: Path, at: datetime) -> None:
    taken = whole(at)
    shutil.rmtree(snapshots / "spend")
    again = refresh_spend_delta(by=SYSTEM, at=at)
    assert again.digest == taken.digest
    assert (snapshots / "spend" / again.folder / "loads.json").exists()


def test_sole_traders_have_no_name_or_number_in_columns(
    snapshots: Path, at: datetime, group: Group
) -> None:
    load_lines([Line(group.care, "Eva Ek", 100)])
    trader = supplier_named("Eva Ek")
    trader.kind = "sole-trader"
    trader.save()
    folder = snapshots / "spend" / whole(at).folder
    said = pl.read_parquet(folder / "suppliers-000.parquet").row(0, named=True)
    assert said["name"] == f"Enskild firma {trader.key}"
    assert all(b"Eva Ek" not in path.read_bytes() for path in folder.iterdir())


def same_as_whole(snapshots: Path, by_delta: SpendSnapshotInfo, at: datetime) -> None:
    """The delta and a whole snapshot hold the same cells, figures and digest."""
    found, anew = cube(snapshots, by_delta), whole(at)
    assert found.equals(cube(snapshots, anew)) or places_differ(snapshots, by_delta, anew)
    told = (by_delta.digest, by_delta.loads, by_delta.lines, by_delta.ore)
    assert told == (anew.digest, anew.loads, anew.lines, anew.ore)


def places_differ(snapshots: Path, one: SpendSnapshotInfo, other: SpendSnapshotInfo) -> bool:
    """Tell whether two snapshots number their categories differently: then the digest decides."""
    lists = [(snapshots / "spend" / i.folder / "places.json").read_text() for i in (one, other)]
    return lists[0] != lists[1]


@pytest.mark.usefixtures("january")
def test_a_new_load_is_added(snapshots: Path, at: datetime, request: pytest.FixtureRequest) -> None:
    before = whole(at)
    request.getfixturevalue("february")
    after = refresh_spend_delta(by=SYSTEM, at=at)
    assert (after.parts, after.lines) == (2, before.lines + 2)
    same_as_whole(snapshots, after, at)


def test_an_undone_load_is_taken_away(
    snapshots: Path, at: datetime, january: LedgerLoad, february: LedgerLoad
) -> None:
    whole(at)
    LedgerLoad.objects.filter(pk=january.pk).update(state=LoadState.UNDONE)
    after = refresh_spend_delta(by=SYSTEM, at=at)
    assert (after.loads, after.lines, after.ore) == (1, 2, 2_200_00)
    assert cube(snapshots, after)["ore"].sum() == 2_200_00
    same_as_whole(snapshots, after, at)
    assert february.rows_taken == 2


@pytest.mark.usefixtures("january", "february")
def test_merged_suppliers_are_one(snapshots: Path, at: datetime) -> None:
    whole(at)
    kept, other = supplier_named("Livs AB"), supplier_named("Livs Aktiebolag")
    moved = Spelling.objects.get(supplier=other)
    Spelling.objects.filter(pk=moved.pk).update(supplier=kept)
    after = refresh_spend_delta(spellings=[moved.key], by=SYSTEM, at=at)
    rows = cube(snapshots, after)
    assert rows.filter(pl.col("supplier") == other.key).is_empty()
    assert rows.filter(pl.col("supplier") == kept.key)["ore"].sum() == 5_600_00
    same_as_whole(snapshots, after, at)


@pytest.mark.usefixtures("january")
def test_a_recategorised_posting_moves(snapshots: Path, at: datetime) -> None:
    whole(at)
    posting = Posting.objects.get(category="1010")
    Posting.objects.filter(pk=posting.pk).update(category="7070", classified_by="person")
    after = refresh_spend_delta(postings=[posting.key], by=SYSTEM, at=at)
    assert after.parts == 2
    assert cube(snapshots, after)["category"].n_unique() == 3
    same_as_whole(snapshots, after, at)


@pytest.mark.usefixtures("january")
def test_a_unit_that_finds_its_authority_moves(snapshots: Path, at: datetime, group: Group) -> None:
    whole(at)
    Unit.objects.filter(authority=None).update(authority=group.water)
    after = refresh_spend_delta(by=SYSTEM, at=at)
    assert cube(snapshots, after).filter(pl.col("authority").is_null()).is_empty()
    same_as_whole(snapshots, after, at)


@pytest.mark.usefixtures("january")
def test_where_nothing_changed_the_snapshot_stays(at: datetime) -> None:
    assert refresh_spend_delta(by=SYSTEM, at=at) == whole(at)
