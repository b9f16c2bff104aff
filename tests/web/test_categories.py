"""The category tree on the screen, a category's page, and the queue that people decide."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import polars as pl
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kornhamn.audit.models import Entry
from kornhamn.categories.queries import of_account
from kornhamn.spend.classification import stored
from kornhamn.spend.classification.learning import Purchases, learn
from kornhamn.spend.models import (
    CategoryDecision,
    CategoryModel,
    CategoryRule,
    LedgerLoad,
    LedgerSource,
    Posting,
    Unit,
)
from kornhamn.spend.queries import review_queue
from kornhamn.spend.types import ClassifiedBy, LoadState
from kornhamn.spend.types.columns import LINES, POSTINGS, UNITS
from tests.people import Group, People, actor_of, sign_in
from tests.rooms.spend.postings import posting

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a model of three texts propose, and keep ledgers and models in a folder of the test."""
    monkeypatch.setattr(settings, "LEDGERS", tmp_path / "ledgers")
    monkeypatch.setattr(settings, "MODELS", tmp_path / "models")
    texts = ["kaffe och te", "programvara licens", "taxi resa"]
    model = learn(Purchases.of_texts(texts), ["2250", "1630", "2810"])
    digest = stored.keep(model)
    CategoryModel.objects.create(started_at=AT, learned_at=AT, by_name="Anna", sha256=digest)


def loaded(group: Group, ore: dict[Posting, int], *, of_care: int = 0) -> None:
    """Write a load in which each posting has a line of the education committee."""
    source = LedgerSource.objects.create(name="Ledger", saved_at=AT)
    units = [
        Unit.objects.create(unit=name, source=source, authority=authority)
        for name, authority in (("Skola", group.education), ("Omsorg", group.care))
    ]
    load = LedgerLoad.objects.create(
        id=uuid4(), source=source, state=LoadState.LOADED, file_name="f", sha256="s", size=1,
        by_name="Anna", started_at=AT,
    )  # fmt: skip
    folder = settings.LEDGERS / str(load.pk)
    folder.mkdir(parents=True)
    keys = [one.key for one in ore]
    lines = [
        {"row": n, "unit": 0, "posting": n, "ore": each} for n, each in enumerate(ore.values())
    ]
    lines += [{"row": 99, "unit": 1, "posting": 0, "ore": of_care}] if of_care else []
    pl.DataFrame(lines, schema_overrides=LINES).write_parquet(folder / "lines.parquet")
    pl.DataFrame({"key": keys}, schema_overrides=POSTINGS).write_parquet(
        folder / "postings.parquet"
    )
    pl.DataFrame({"key": [u.key for u in units]}, schema_overrides=UNITS).write_parquet(
        folder / "units.parquet"
    )


def test_the_tree_is_read_as_a_document(client: Client, people: People) -> None:
    page = sign_in(client, people.purchaser).get(reverse("categories")).content.decode()
    assert "Livsmedel, blandat sortiment" in page
    assert 'title="Livsmedel, drycker, tobak o d"' in page
    assert "Utanför siffror om inköp" in page


def test_a_category_tells_what_leads_to_it(client: Client, people: People) -> None:
    page = sign_in(client, people.analyst).get(reverse("category", args=["2210"])).content.decode()
    assert "644" in page
    assert "livsmed…" in page


def test_a_group_has_a_page_and_a_code_outside_the_tree_none(
    client: Client, people: People
) -> None:
    analyst = sign_in(client, people.analyst)
    assert "Programvara och licenser" in analyst.get("/categories/16/").content.decode()
    assert analyst.get("/categories/4711/").status_code == 404


def test_the_queue_has_most_kronor_in_doubt_first_with_reasons(
    client: Client, people: People, group: Group
) -> None:
    small, large = posting("Kaffe"), posting("Taxi till resa", supplier="Taxi AB")
    loaded(group, {small: 10_000, large: 90_000})
    page = sign_in(client, people.analyst).get(reverse("classification")).content.decode()
    assert page.index("Taxi till resa") < page.index(">Kaffe<")
    assert "Taxi AB" in page
    assert "De här orden vägde tyngst" in page
    assert "2 konteringar väntar" in page


def test_what_a_person_or_a_rule_decided_does_not_wait(
    client: Client, people: People, group: Group
) -> None:
    decided = posting("Kaffe", category="2250", by=ClassifiedBy.PERSON)
    ruled = posting("Te", category="2250", by=ClassifiedBy.RULE)
    loaded(group, {decided: 10_000, ruled: 10_000})
    page = sign_in(client, people.analyst).get(reverse("classification")).content.decode()
    assert "Inget väntar på dig" in page


def test_a_press_decides_and_another_undoes(client: Client, people: People, group: Group) -> None:
    coffee = posting("Kaffe", category="1630", by=ClassifiedBy.MODEL)
    loaded(group, {coffee: 10_000})
    analyst = sign_in(client, people.analyst)
    done = analyst.post(
        reverse("decide-category", args=[coffee.key]), {"category": "2250"}, follow=True
    )
    assert "Drycker, kaffe och automater" in done.content.decode()
    coffee.refresh_from_db()
    assert (coffee.category, coffee.classified_by) == ("2250", ClassifiedBy.PERSON)
    decision = CategoryDecision.objects.get()
    analyst.post(reverse("undo-category", args=[decision.pk]), {"to": "queue"})
    coffee.refresh_from_db()
    assert (coffee.category, coffee.classified_by) == ("1630", ClassifiedBy.MODEL)
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"category.decided", "category.undone"} <= verbs


def test_nothing_chosen_is_told_and_nothing_changes(
    client: Client, people: People, group: Group
) -> None:
    coffee = posting("Kaffe")
    loaded(group, {coffee: 10_000})
    answer = sign_in(client, people.analyst).post(
        reverse("decide-category", args=[coffee.key]), {"category": "", "other": ""}, follow=True
    )
    assert "Välj en kategori eller godta ett förslag" in answer.content.decode()
    assert not CategoryDecision.objects.exists()


def test_somebody_of_one_committee_decides_only_what_is_wholly_theirs(
    client: Client, people: People, group: Group
) -> None:
    shared, own = posting("Kaffe"), posting("Taxi")
    loaded(group, {shared: 10_000, own: 20_000}, of_care=5_000)
    responsible = sign_in(client, people.responsible)
    page = responsible.get(reverse("classification")).content.decode()
    assert "Taxi" in page
    assert "Kaffe" not in page
    refused = responsible.post(reverse("decide-category", args=[shared.key]), {"category": "2250"})
    assert refused.status_code == 404


def test_a_rule_is_counted_before_it_is_made(client: Client, people: People, group: Group) -> None:
    coffee, more = posting("Kaffe mörk", "64400 Livsmedel"), posting("Kaffe ljus")
    loaded(group, {coffee: 10_000, more: 20_000})
    analyst = sign_in(client, people.analyst)
    said = {"words": "kaffe", "category": "2250", "account_prefix": ""}
    address = reverse("category-rule", args=[coffee.key])
    page = analyst.post(address, said | {"count": "1"}).content.decode()
    assert "Regeln skulle avgöra 2 konteringar" in page
    assert not CategoryRule.objects.exists()
    analyst.post(address, said)
    more.refresh_from_db()
    assert (more.category, more.classified_by) == ("2250", ClassifiedBy.RULE)
    rule = CategoryRule.objects.get()
    assert "kaffe" in analyst.get(reverse("category-decisions")).content.decode()
    analyst.post(reverse("remove-category-rule", args=[rule.pk]))
    assert not CategoryRule.objects.exists()


def test_a_rule_that_says_nothing_is_refused_and_keeps_the_input(
    client: Client, people: People, group: Group
) -> None:
    coffee = posting("Kaffe")
    loaded(group, {coffee: 10_000})
    page = sign_in(client, people.analyst).post(
        reverse("category-rule", args=[coffee.key]), {"category": "2250"}
    )
    assert "en regel säger när den gäller" in page.content.decode()


def test_the_model_tells_how_good_it_was_before_and_after(client: Client, people: People) -> None:
    CategoryModel.objects.update(
        measures={"accepted": {"tested": 20, "before": 0.4, "after": 0.9}, "titles": None}
    )
    page = sign_in(client, people.analyst).get(reverse("category-model")).content.decode()
    assert "20 nyss avgjorda konteringar" in page
    assert "40" in page
    assert "90" in page


def test_learning_anew_is_put_in_the_queue_of_jobs(client: Client, people: People) -> None:
    answer = sign_in(client, people.analyst).post(reverse("category-model"), follow=True)
    assert "Modellen lär om" in answer.content.decode()


def test_who_may_not_classify_sees_no_queue(client: Client, people: People) -> None:
    assert sign_in(client, people.auditor).get(reverse("classification")).status_code == 403


def test_how_likely_a_proposal_is_stays_a_share_where_the_account_suggests(
    client: Client, people: People, group: Group
) -> None:
    account = "74502"
    suggested = of_account(account)
    assert suggested
    model = learn(
        Purchases.of_texts(["kaffe och te", "konsulter i teknik", "taxi resa"]),
        ["2250", suggested.category.code, "2810"],
    )
    later = {"started_at": AT + timedelta(days=1), "learned_at": AT + timedelta(days=1)}
    CategoryModel.objects.create(**later, by_name="Anna", sha256=stored.keep(model))
    loaded(group, {posting("kaffe och te", account): 90_000_000})
    queue = review_queue(actor_of(people.analyst))
    shares = [share for waiting in queue.page for _, share in waiting.alternatives]
    assert shares
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares, reverse=True)


def test_spellings_of_one_supplier_are_one_question_and_one_answer(
    client: Client, people: People, group: Group
) -> None:
    one, other = posting("Kaffe", supplier="Rosteriet AB"), posting("Kaffe", supplier="ROSTERIET")
    other.spelling.supplier = one.spelling.supplier
    other.spelling.save()
    apart = posting("Kaffe", supplier="Bönor AB")
    loaded(group, {one: 90_000, other: 10_000, apart: 5_000})
    queue = review_queue(actor_of(people.analyst))
    assert [(row.alike, row.ore, row.lines) for row in queue.page] == [
        ((one.key, other.key), 100_000, 2),
        ((apart.key,), 5_000, 1),
    ]
    assert queue.waiting == 2
    analyst = sign_in(client, people.analyst)
    analyst.post(reverse("decide-category", args=[one.key]), {"category": "2250"})
    decided = {row.key: row.category for row in Posting.objects.filter(classified_by="person")}
    assert decided == {one.key: "2250", other.key: "2250"}
    decision = CategoryDecision.objects.get()
    analyst.post(reverse("undo-category", args=[decision.pk]))
    assert not Posting.objects.filter(classified_by="person").exists()
