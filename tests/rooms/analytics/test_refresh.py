"""A snapshot says what the database says, once, whatever happens around it."""

import json
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.rooms.analytics.conftest import procurement

from kornhamn.analytics import actions
from kornhamn.analytics.models import Snapshot
from kornhamn.analytics.queries.snapshots import current_snapshot
from kornhamn.audit.actions import record
from kornhamn.audit.models import Entry
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.models import Departure, Procurement, StatedFact

pytestmark = pytest.mark.django_db
Portfolio = dict[str, Procurement]


def stored(snapshots: Path, at: datetime) -> pl.DataFrame:
    """Refresh, and return the cases by their reference."""
    taken = actions.refresh(by=SYSTEM, at=at)
    return pl.read_parquet(snapshots / taken.folder / "cases.parquet")


def test_there_is_none_before_the_first_refresh() -> None:
    assert current_snapshot() is None


def test_an_empty_house_can_be_refreshed(at: datetime) -> None:
    assert actions.refresh(by=SYSTEM, at=at).cases == 0


def test_every_buyers_procurement_is_a_row_with_typed_facts(
    portfolio: Portfolio, snapshots: Path, at: datetime
) -> None:
    cases = stored(snapshots, at)
    assert sorted(cases["reference"]) == ["1", "2", "3", "4", "5", "6"]
    school = cases.row(by_predicate=pl.col("reference") == "1", named=True)
    assert school["id"] == str(portfolio["school"].pk)
    assert school["authority"] == "utbildning"
    assert school["contracted_value"] == 100_000_050
    assert school["published_on"] == date(2025, 3, 1)
    assert school["small_supplier_contracted"] is True
    assert (school["lots"], school["fewest_tenders"], school["winners"]) == (1, 3, 1)


@pytest.mark.usefixtures("portfolio")
def test_blanks_stay_unknown_and_odd_titles_stay_whole(snapshots: Path, at: datetime) -> None:
    undated = stored(snapshots, at).row(by_predicate=pl.col("reference") == "5", named=True)
    assert undated["title"] == 'Två\n"lag"'
    assert undated["environmental_requirements"] is None
    assert undated["published_on"] is undated["cpv"] is undated["lots"] is None
    assert undated["departures"] == []


@pytest.mark.usefixtures("portfolio")
def test_the_law_answers_by_day_and_act(snapshots: Path, at: datetime) -> None:
    cases = stored(snapshots, at).sort("reference")
    limits = dict(cases.select("reference", "direct_award_limit").iter_rows())
    assert limits["1"] != limits["4"]  # the classic act and the utilities act
    assert limits["5"] is None  # no day


def test_stated_answers_fill_blanks_and_never_overrule_the_record(
    portfolio: Portfolio, snapshots: Path, at: datetime
) -> None:
    answers = {
        "environmental_requirements": False,
        "social_requirements": True,
        "requirements": ["organic-food", "staffing"],
        "contract_terms": [],
        "operated_service": "childcare",
    }
    for fact, value in answers.items():
        StatedFact.objects.create(
            procurement=portfolio["food"], fact=fact, value=value, stated_at=at
        )
    food = stored(snapshots, at).row(by_predicate=pl.col("reference") == "2", named=True)
    assert food["environmental_requirements"] is True  # as recorded
    assert food["social_requirements"] is True
    assert food["requirements"] == ["organic-food", "staffing"]
    assert food["contract_terms"] == []
    assert food["operated_service"] == "childcare"


def test_an_answer_of_another_type_is_no_answer(
    portfolio: Portfolio, snapshots: Path, at: datetime
) -> None:
    StatedFact.objects.create(
        procurement=portfolio["food"], fact="social_requirements", value="perhaps", stated_at=at
    )
    food = stored(snapshots, at).row(by_predicate=pl.col("reference") == "2", named=True)
    assert food["social_requirements"] is None


def test_departures_are_listed_by_clause(
    portfolio: Portfolio, snapshots: Path, at: datetime
) -> None:
    for clause in ("quality.functional", "innovation.open"):
        Departure.objects.create(
            procurement=portfolio["food"], clause=clause, reason="Går inte", decided_by="Nämnden",
            decided_on=at.date(), recorded_at=at,
        )  # fmt: skip
    food = stored(snapshots, at).row(by_predicate=pl.col("reference") == "2", named=True)
    assert food["departures"] == ["innovation.open", "quality.functional"]


@pytest.mark.usefixtures("portfolio")
def test_winners_point_at_the_rows_of_their_procurements(snapshots: Path, at: datetime) -> None:
    cases = stored(snapshots, at)
    folder = snapshots / str(Snapshot.objects.get().folder)
    won = pl.read_parquet(folder / "suppliers.parquet")
    by_case = {cases["reference"][case]: supplier for case, supplier, _ in won.iter_rows()}
    assert by_case == {"1": "Omsorg i Norr AB", "3": "Bygg AB"}


@pytest.mark.usefixtures("portfolio")
def test_a_second_refresh_changes_nothing(at: datetime) -> None:
    first = actions.refresh(by=SYSTEM, at=at)
    again = actions.refresh(by=SYSTEM, at=at + timedelta(days=1))
    assert again == first
    assert Snapshot.objects.count() == 1
    assert Entry.objects.filter(verb="snapshot.taken").count() == 1


def test_a_change_makes_a_new_current_snapshot(portfolio: Portfolio, at: datetime) -> None:
    first = actions.refresh(by=SYSTEM, at=at)
    portfolio["food"].delete()
    second = actions.refresh(by=SYSTEM, at=at)
    assert second.digest != first.digest
    assert current_snapshot() == second


def test_the_digest_is_of_what_is_said_and_not_of_the_ids(
    portfolio: Portfolio, at: datetime
) -> None:
    first = actions.refresh(by=SYSTEM, at=at)
    portfolio["elsewhere"].delete()
    procurement("6", None, contracted_value=5)
    second = actions.refresh(by=SYSTEM, at=at)
    assert second.digest == first.digest
    assert second.folder != first.folder  # links lead to the records that are there now


@pytest.mark.usefixtures("portfolio")
def test_a_lost_folder_is_made_again(snapshots: Path, at: datetime) -> None:
    first = actions.refresh(by=SYSTEM, at=at)
    shutil.rmtree(snapshots)
    assert actions.refresh(by=SYSTEM, at=at) == first
    assert (snapshots / first.folder / "cases.parquet").exists()


@pytest.mark.usefixtures("portfolio")
def test_what_an_interrupted_refresh_left_is_cleared_away(snapshots: Path, at: datetime) -> None:
    (snapshots / ".being-made").mkdir(parents=True)
    (snapshots / ".being-made" / "cases.parquet").write_text("half")
    taken = actions.refresh(by=SYSTEM, at=at)
    assert [path.name for path in snapshots.iterdir()] == [taken.folder]


@pytest.mark.usefixtures("portfolio")
def test_only_the_last_few_are_kept(
    snapshots: Path,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(7):
            procurement(f"new {number}", None)
            actions.refresh(by=SYSTEM, at=at + timedelta(minutes=number))
    assert Snapshot.objects.count() == len(list(snapshots.iterdir())) == 5


@pytest.mark.usefixtures("portfolio")
def test_the_organisations_facts_come_along(snapshots: Path, at: datetime) -> None:
    folder = snapshots / actions.refresh(by=SYSTEM, at=at).folder
    organisation = json.loads((folder / "organisation.json").read_text())
    assert organisation["facts"]["vatten"]["is_company"] is True
    assert organisation["facts"]["utbildning"]["is_company"] is False
    assert organisation["group"]["has_companies"] is True


@pytest.fixture
def taken(portfolio: Portfolio, at: datetime) -> Portfolio:
    """The small portfolio, with its snapshot taken an hour ago."""
    actions.refresh(by=SYSTEM, at=at - timedelta(hours=1))
    return portfolio


def test_the_first_look_takes_a_snapshot(portfolio: Portfolio, at: datetime) -> None:
    taken = actions.refresh_if_stale(by=SYSTEM, at=at)
    assert taken is not None
    assert taken.cases == len(portfolio)


@pytest.mark.usefixtures("taken")
def test_a_look_where_nobody_did_anything_takes_none(at: datetime) -> None:
    record(Deed("person.signed-in", "person", "anna"), by=SYSTEM, at=at)
    assert actions.refresh_if_stale(by=SYSTEM, at=at) is None


def test_a_look_after_somebody_did_something_takes_one(taken: Portfolio, at: datetime) -> None:
    taken["food"].delete()
    record(Deed("fact.stated", "procurement", "1"), by=SYSTEM, at=at)
    found = actions.refresh_if_stale(by=SYSTEM, at=at + timedelta(minutes=6))
    assert found == current_snapshot()
    assert found is not None
    assert found.cases == 5
    assert actions.refresh_if_stale(by=SYSTEM, at=at + timedelta(minutes=15)) is None


@pytest.mark.usefixtures("taken")
def test_the_first_look_of_a_new_day_counts_anew_once(at: datetime) -> None:
    tomorrow = at + timedelta(days=1)
    assert actions.refresh_if_stale(by=SYSTEM, at=tomorrow) is not None
    assert actions.refresh_if_stale(by=SYSTEM, at=tomorrow + timedelta(minutes=5)) is None
