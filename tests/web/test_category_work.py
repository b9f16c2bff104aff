"""Pages of category work: a decision, a team, a strategy from draft to effect, on one screen."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from kornhamn.categories.actions import join_team, record_tree_decision, write_strategy
from kornhamn.categories.models import Strategy, TeamMember, TreeDecision
from kornhamn.categories.types import (
    NewMember,
    NewTreeDecision,
    StrategyTexts,
    TeamFunction,
)
from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.types import NewContract, NewParty
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.models import Supplier
from kornhamn.web.formats import kronor_short
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
TEXTS = {
    "title": "Food 2026", "needs": "Needs", "spend_pattern": "Pattern", "market": "Market",
    "business": "Business", "goals": "Fewer deliveries",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def lead(group: Group, people: People) -> TeamMember:
    new = NewMember("2210", people.analyst.pk, group.education.pk, TeamFunction.LEAD)
    return join_team(new, by=SYSTEM, at=AT, on=ON)


def test_who_only_reads_spend_is_shown_no_verb_and_cannot_do_one(
    client: Client, people: People
) -> None:
    reader = sign_in(client, people.purchaser)
    shown = reader.get(reverse("category", args=["2210"])).content.decode()
    assert "No strategy is decided." in shown
    assert "Write a strategy" not in shown
    assert reader.post(reverse("write-strategy", args=["2210"]), TEXTS).status_code == 403
    assert reader.post(reverse("category-team", args=["2210"]), {}).status_code == 403
    assert reader.post(reverse("council-decision"), {}).status_code == 403
    assert not Strategy.objects.exists()


def test_a_draft_is_not_found_by_those_who_only_read(client: Client, people: People) -> None:
    strategy = write_strategy("2210", StrategyTexts("Secret"), by=SYSTEM, at=AT)
    address = reverse("category-strategy", args=[strategy.pk])
    assert sign_in(client, people.purchaser).get(address).status_code == 404
    shown = sign_in(client, people.analyst).get(address).content.decode()
    assert "It cannot be decided yet. It lacks: Analysis of needs" in shown


def test_a_decision_of_the_council_is_recorded_and_shown(client: Client, people: People) -> None:
    analyst = sign_in(client, people.analyst)
    form = {"reference": "KF § 14", "decided_on": "2026-02-16", "prioritised": "22 9999"}
    refused = analyst.post(reverse("council-decision"), form).content.decode()
    assert "The tree has no 9999" in refused
    assert "KF § 14" in refused
    analyst.post(reverse("council-decision"), form | {"prioritised": "22"})
    assert TreeDecision.objects.get().decided_on == date(2026, 2, 16)
    assert "KF § 14" in analyst.get(reverse("categories")).content.decode()
    page = analyst.get(reverse("category", args=["2210"])).content.decode()
    assert "fixed the category and gave it priority: KF § 14" in page


def test_a_team_takes_in_those_who_may_sign_in(
    client: Client, people: People, group: Group, lead: TeamMember
) -> None:
    analyst = sign_in(client, people.analyst)
    address = reverse("category-team", args=["2210"])
    form = {
        "email": "nobody@kornhamn.example",
        "authority": str(group.water.pk),
        "function": "buyer",
    }
    assert "Nobody with that address" in analyst.post(address, form).content.decode()
    analyst.post(address, form | {"email": people.purchaser.email})
    assert "2 people from 2 authorities" in analyst.get(address).content.decode()
    analyst.post(reverse("leave-category-team", args=[lead.pk]))
    assert people.analyst.name not in analyst.get(address).content.decode().split("<table")[1]


def test_a_strategy_goes_from_draft_to_effect_in_kronor(
    client: Client, people: People, lead: TeamMember
) -> None:
    analyst = sign_in(client, people.analyst)
    analyst.post(reverse("write-strategy", args=["2210"]), TEXTS)
    strategy = Strategy.objects.get()
    planned = {
        "text": "Fewer deliveries", "owner": str(people.analyst.pk), "due_on": "2026-06-01",
        "expected": "500 000",
    }  # fmt: skip
    analyst.post(reverse("plan-strategy-action", args=[strategy.pk]), planned)
    decision = {"decision": "KS § 3", "decided_on": "2026-03-01"}
    analyst.post(reverse("decide-strategy", args=[strategy.pk]), decision)
    followed = {"state": "done", "followed": "a lot", "how": "March against March"}
    address = reverse("follow-strategy-action", args=[strategy.actions.get().pk])
    assert "is not an amount" in analyst.post(address, followed).content.decode()
    analyst.post(address, followed | {"followed": "300 000"})
    page = analyst.get(reverse("category", args=["2210"])).content.decode()
    with override("en"):
        told = f"are to save {kronor_short(50_000_000)} a year; {kronor_short(30_000_000)} is seen"
    assert told in page
    analyst.post(reverse("follow-up-strategy", args=[strategy.pk]), {"conclusion": "It works."})
    assert (
        "It works."
        in analyst.get(reverse("category-strategy", args=[strategy.pk])).content.decode()
    )


def test_an_action_without_a_team_says_where_to_make_one_up(client: Client, people: People) -> None:
    strategy = write_strategy("2210", StrategyTexts("Food"), by=SYSTEM, at=AT)
    address = reverse("plan-strategy-action", args=[strategy.pk])
    page = sign_in(client, people.analyst).get(address).content.decode()
    assert reverse("category-team", args=["2210"]) in page


def test_the_page_of_a_category_has_the_contracts_the_reader_may_see(
    client: Client, people: People, group: Group
) -> None:
    record_tree_decision(NewTreeDecision(ON, "KF § 1"), by=SYSTEM, at=AT, on=ON)
    supplier = Supplier.objects.create(name="Grossisten AB")
    new = NewContract(
        reference="1", title="Frukt och grönt", authority=group.education.pk, category="2210",
        first_day=date(2025, 1, 1), last_day=date(2999, 12, 31),
        parties=(NewParty(supplier.key),),
    )  # fmt: skip
    register_contract(new, by=SYSTEM, at=AT, on=ON)
    address = reverse("category", args=["2210"])
    page = sign_in(client, people.purchaser).get(address).content.decode()
    assert "1 contract is in force" in page
    assert "Frukt och grönt" in page
    others = sign_in(client, people.of_other_company).get(address).content.decode()
    assert "Frukt och grönt" not in others
