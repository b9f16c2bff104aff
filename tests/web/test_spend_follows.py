"""What people decide, and loads that come and go, move the figures of the spend explorer."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kornhamn.analytics.actions import refresh_spend
from kornhamn.analytics.models import SpendSnapshot
from kornhamn.analytics.queries import spend
from kornhamn.analytics.types.spend import UNKNOWN, SpendSelection
from kornhamn.jobs import after_loads, tasks
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.spend.classification import stored
from kornhamn.spend.classification.learning import Purchases, learn
from kornhamn.spend.models import (
    CategoryDecision,
    CategoryModel,
    CategoryRule,
    LedgerLoad,
    Posting,
    Unit,
)
from kornhamn.suppliers.models import MatchDecision, Spelling
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group, People, sign_in
from tests.rooms.analytics.spend.conftest import february, january  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
WHOLE, GROUP = SpendSelection(), Scope(group=True)
AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.SNAPSHOTS, settings.LEDGERS = tmp_path / "snapshots", tmp_path / "ledgers"
    settings.MODELS, settings.LANGUAGE_CODE = tmp_path / "models", "en"
    digest = stored.keep(learn(Purchases.of_texts(["kaffe och te", "taxi resa"]), ["2250", "2810"]))
    CategoryModel.objects.create(started_at=AT, learned_at=AT, by_name="Anna", sha256=digest)


@pytest.fixture
def world(
    january: LedgerLoad,  # noqa: F811
    february: LedgerLoad,  # noqa: F811
    people: People,
    at: datetime,
) -> People:
    """Two loads, counted, with every posting that has no category waiting for a person."""
    Posting.objects.filter(category="").update(classified_by="model")
    refresh_spend(by=SYSTEM, at=at)
    return people


@pytest.fixture
def analyst(client: Client, world: People) -> Client:
    return sign_in(client, world.analyst)


def work() -> None:
    """Do what waits for the figures, as the worker would."""
    known = {"follow-keys": tasks.follow_changed_keys, "follow-loads": tasks.follow_changed_loads}
    waiting = ProcrastinateJob.objects.filter(task_name__in=known)
    assert waiting.exists()
    for job in waiting:
        known[job.task_name](**job.args)
    waiting.delete()
    assert SpendSnapshot.objects.get(is_current=True).parts > 1, "a part was added, no whole taken"


def of_supplier(name: str) -> int:
    """Return the kronor that the figures say were bought from a supplier."""
    return spend.totals(WHOLE.narrowed(supplier=supplier_named(name).id), GROUP).ore // 100


def of_category(code: str) -> int:
    """Return the kronor that the figures say were bought of a category."""
    return spend.totals(WHOLE.narrowed(category=code), GROUP).ore // 100


def post(client: Client, name: str, *args: object, **data: object) -> None:
    assert client.post(reverse(name, args=args), data).status_code == 302


def test_suppliers_merged_are_one_and_two_again_when_it_is_reversed(analyst: Client) -> None:
    one, other = supplier_named("Livs AB"), supplier_named("Livs Aktiebolag")
    assert of_supplier("Livs AB") == 4_900
    post(analyst, "merge-suppliers", one.id, other.id)
    work()
    assert of_supplier("Livs AB") == 5_600
    post(analyst, "reverse-decision", MatchDecision.objects.get().pk)
    work()
    assert (of_supplier("Livs AB"), of_supplier("Livs Aktiebolag")) == (4_900, 700)


def test_a_spelling_split_off_takes_its_purchases_along(analyst: Client) -> None:
    one, other = supplier_named("Livs AB"), supplier_named("Livs Aktiebolag")
    moved = Spelling.objects.get(supplier=other)
    post(analyst, "merge-suppliers", one.id, other.id)
    work()
    post(analyst, "split-supplier", one.id, spelling=moved.key)
    work()
    apart = Spelling.objects.get(pk=moved.pk).supplier
    assert apart is not None
    assert spend.totals(WHOLE.narrowed(supplier=apart.id), GROUP).ore == 700_00
    assert of_supplier("Livs AB") == 4_900
    post(analyst, "reverse-decision", MatchDecision.objects.latest("pk").pk)
    work()
    assert of_supplier("Livs AB") == 5_600


def test_suppliers_kept_apart_move_nothing(analyst: Client) -> None:
    one, other = supplier_named("Livs AB"), supplier_named("Bygg AB")
    post(analyst, "keep-apart", one.id, other.id)
    before = SpendSnapshot.objects.get(is_current=True)
    for job in ProcrastinateJob.objects.filter(task_name="follow-keys"):
        tasks.follow_changed_keys(**job.args)
    assert SpendSnapshot.objects.get(is_current=True) == before
    assert of_supplier("Livs AB") == 4_900


def test_an_accepted_category_counts_and_undone_no_longer(analyst: Client) -> None:
    posting = Posting.objects.get(account__number="6500")
    assert (of_category("2250"), of_category(UNKNOWN)) == (0, 10_000)
    post(analyst, "decide-category", posting.key, category="2250")
    work()
    assert (of_category("2250"), of_category(UNKNOWN)) == (9_000, 1_000)
    post(analyst, "undo-category", CategoryDecision.objects.get().pk)
    work()
    assert (of_category("2250"), of_category(UNKNOWN)) == (0, 10_000)


def test_a_rule_counts_for_all_it_holds_for_until_it_is_removed(analyst: Client) -> None:
    posting = Posting.objects.get(account__number="6500")
    said = {"account_prefix": "6500", "words": "", "category": "1630"}
    post(analyst, "category-rule", posting.key, **said)
    work()
    assert of_category("1630") == 9_000
    post(analyst, "remove-category-rule", CategoryRule.objects.get().pk)
    work()
    assert of_category("1630") == 0


def test_a_unit_moved_takes_its_purchases_along(
    client: Client,
    world: People,
    january: LedgerLoad,  # noqa: F811
    group: Group,
) -> None:
    water = WHOLE.narrowed(authorities=frozenset({group.water.pk}))
    assert spend.totals(water, GROUP).ore == 0
    units = Unit.objects.all()
    chosen = {f"unit_{one.pk}": str(one.authority_id or group.water.pk) for one in units}
    post(sign_in(client, world.administrator), "place-units", january.pk, **chosen)
    work()
    assert spend.totals(water, GROUP).ore == 300_00


def test_a_load_counts_when_it_came_and_no_longer_when_it_is_undone(
    client: Client, world: People, group: Group
) -> None:
    load = load_lines([Line(group.water, "Bygg AB", 250, category="1010")], name="mars.csv")
    tasks.follow_changed_loads()
    assert spend.totals(WHOLE, GROUP).ore == 20_150_00
    post(sign_in(client, world.administrator), "undo-load", load.pk)
    work()
    assert spend.totals(WHOLE, GROUP).ore == 19_900_00


def test_a_name_that_must_go_leaves_every_file(world: People, tmp_path: Path) -> None:
    trader = supplier_named("Bygg AB")
    trader.kind = "sole-trader"
    trader.save()
    keys = list(trader.spellings.values_list("key", flat=True))
    tasks.follow_changed_keys(spellings=keys, postings=[])
    current = spend.current_spend()
    assert current is not None
    folder = tmp_path / "snapshots" / "spend" / current.folder
    assert current.parts == 1
    assert all(b"Bygg AB" not in path.read_bytes() for path in folder.iterdir())


def test_indicators_wait_once_however_many_decisions_came(world: People) -> None:
    for _ in range(3):
        tasks.follow_changed_keys(spellings=[], postings=[])
    assert ProcrastinateJob.objects.filter(task_name="count-indicators").count() == 1


def test_an_import_of_procurements_tells_who_sells_within_the_process(
    analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(after_loads, "refresh_spend_delta", lambda **_: done.append("spend"))
    monkeypatch.setattr(after_loads, "refresh_indicators", lambda **_: done.append("indicators"))
    monkeypatch.setattr(after_loads, "refresh", lambda **_: done.append("programme"))
    after_loads.follow_statistics()
    assert done == ["spend", "indicators", "programme"]
    LedgerLoad.objects.update(state="undone")
    done.clear()
    after_loads.follow_statistics()
    assert done == ["programme"]
