"""Loyalty on the screen: a sentence first, and every figure leads to its lines."""

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.analytics.actions import refresh, refresh_loyalty, refresh_spend
from kornhamn.analytics.queries.loyalty import (
    ceiling_forecast,
    in_all,
    loyalty,
    what_if,
    yearly_by_contract,
)
from kornhamn.analytics.types.loyalty import NewTerms
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.models import Contract
from kornhamn.contracts.types import NewContract, NewParty
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.spend.models import LedgerLoad
from kornhamn.suppliers.models import Spelling
from kornhamn.web.loyalty_words import covered_in_words
from tests.made_ledgers import supplier_named
from tests.people import Group, People, sign_in
from tests.rooms.analytics.conftest import procurement
from tests.rooms.analytics.spend.conftest import february, january  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
ALL, GROUP = SpendSelection(), Scope(group=True)


@pytest.fixture(autouse=True)
def snapshots(settings: Settings, tmp_path: Path) -> None:
    settings.SNAPSHOTS, settings.LEDGERS = tmp_path / "snapshots", tmp_path / "ledgers"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def contract(
    january: LedgerLoad,  # noqa: F811
    february: LedgerLoad,  # noqa: F811
    people: People,
    group: Group,
) -> Contract:
    """A contract on food for the education committee, up to 1 000 kr; figures counted."""
    new = NewContract(
        reference="L1",
        title="Livsmedel",
        authority=group.education.pk,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
        parties=(NewParty(supplier_named("Livs AB").key),),
        category="2110",
        ceiling_ore=100_000,
    )
    made = register_contract(new, by=SYSTEM, at=AT, on=ON)
    refresh_spend(by=SYSTEM, at=AT)
    refresh_loyalty(by=SYSTEM, at=AT)
    return made


@pytest.fixture
def analyst(client: Client, contract: Contract, people: People) -> Client:
    return sign_in(client, people.analyst)


def text(response: HttpResponse) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(words).replace("\u00a0", " "))


def test_figures_by_cause_are_those_of_the_small_ledger(contract: Contract) -> None:
    found = loyalty(ALL, GROUP)
    assert found.covered_ore == 100_000
    assert found.over_ore == 40_000  # 1 400 kr were bought under a ceiling of 1 000
    assert found.wrong_authority_ore == 200_000 + 150_000  # the care committee's food
    assert found.covered_ore + found.leaked_ore + found.no_contract_ore == found.ore


def test_the_figures_in_all_are_those_of_the_pages(contract: Contract, group: Group) -> None:
    assert in_all() == loyalty(ALL, GROUP)
    own = Scope(own=frozenset({group.education.pk}))
    assert in_all([group.education.code]) == loyalty(ALL, own)


def test_the_start_page_says_how_much_is_under_contract(
    client: Client, people: People, contract: Contract
) -> None:
    found = in_all()
    assert found is not None
    whole = text(sign_in(client, people.analyst).get("/"))
    share = round(100 * (found.coverage or 0))
    assert re.search(rf"{share}\W?% of what was bought, .* in all, is under contract\.", whole)
    own = text(sign_in(client, people.purchaser).get("/"))
    assert "is under contract" in own
    assert own != whole
    assert "is under contract" not in text(sign_in(client, people.nobody).get("/"))


def test_the_follow_up_says_it_of_the_same_selection_of_the_ledgers(
    contract: Contract, people: People, group: Group, client: Client
) -> None:
    procurement("KH1", group.education, published_on=date(2026, 1, 10))
    refresh(by=SYSTEM, at=AT)
    analyst = sign_in(client, people.analyst)
    page = analyst.get("/follow-up/", {"first": "2026-01-01", "last": "2026-01-31"})
    said = covered_in_words(loyalty(SpendSelection(first="2026-01", last="2026-01"), GROUP))
    assert page.context["loyalty"] == said
    assert "first=2026-01" in page.context["loyalty_url"]
    assert analyst.get(page.context["loyalty_url"]).status_code == 200
    of_one_division = analyst.get("/follow-up/", {"category": "85"})
    assert "loyalty" not in of_one_division.context


def test_the_screen_says_it_in_a_sentence_and_leads_to_lines(analyst: Client) -> None:
    page = analyst.get(reverse("loyalty"), {"all": "1"})
    said = text(page)
    assert re.search(r"Where there was a contract, 20\W?% was bought under it\.", said)
    assert "The contract is for others" in said
    url = next(one["url"] for one in page.context["causes"] if "wrong-authority" in one["url"])
    lines = analyst.get(url)
    assert "2 lines, 3 500 kr" in text(lines)
    assert "The contract is for others: Livsmedel" in text(lines)


@pytest.mark.parametrize("part", ["authority", "category", "supplier", "contract", "month"])
def test_each_part_is_a_table_and_a_file(part: str, analyst: Client) -> None:
    address = reverse("loyalty-parts", args=[part])
    page = analyst.get(address, {"all": "1"})
    rows = page.context["table"].all_rows
    assert rows
    for row in (
        analyst.get(address, {"all": "1", "format": "csv"}).content.decode().splitlines()[1:]
    ):
        assert row
    links = set(re.findall(r'href="(/contracts/loyalty/lines/[^"]*)"', page.content.decode()))
    assert links
    for link in links if part != "category" else ():  # the small ledger's codes are in no tree
        assert analyst.get(unescape(link)).status_code == 200


def test_a_part_that_is_none_is_not_found(analyst: Client) -> None:
    assert analyst.get(reverse("loyalty-parts", args=["moon"])).status_code == 404


def test_a_reader_sees_the_own_authoritys_lines_alone(
    client: Client, contract: Contract, people: People
) -> None:
    reader = sign_in(client, people.purchaser)
    page = reader.get(reverse("loyalty-lines"), {"all": "1"})
    assert "Äldrenämnden" not in text(page).split("Amount")[-1]
    assert page.context["totals"].total == 4


def test_who_reads_no_spend_sees_no_loyalty(client: Client, people: People) -> None:
    assert sign_in(client, people.nobody).get(reverse("loyalty")).status_code == 403


def test_before_anything_is_counted_the_page_teaches(
    client: Client,
    people: People,
    january: LedgerLoad,  # noqa: F811
) -> None:
    refresh_spend(by=SYSTEM, at=AT)
    assert "not counted yet" in text(sign_in(client, people.analyst).get(reverse("loyalty")))


def test_a_contracts_page_shows_what_is_bought_and_its_ceiling(
    analyst: Client, contract: Contract
) -> None:
    said = text(analyst.get(reverse("contract-purchases", args=[contract.id])))
    assert "1 400 kr is bought under it. 3 900 kr leaks from it." in said
    assert "The ceiling of 1 000 kr was passed on 2026-01-15: 1 400 kr is bought." in said


def test_a_ceiling_is_foreseen_at_the_latest_years_pace(contract: Contract) -> None:
    found = ceiling_forecast(contract.pk, 280_000)
    assert (found.bought_ore, found.yearly_ore, found.is_reached) == (140_000, 140_000, False)
    assert found.reached_on == date(2027, 2, 9)  # a year after the ledgers' last day
    assert yearly_by_contract() == {contract.pk: 140_000}


def test_what_if_moves_kronor_and_saves_nothing(
    analyst: Client, contract: Contract, group: Group
) -> None:
    address = reverse("contract-purchases", args=[contract.id])
    Spelling.objects.filter(name="Livs AB").update(plain_name="livs")
    form = analyst.get(address).context["form"]
    changed = {
        "first_day": "2026-01-01",
        "last_day": "2026-12-31",
        "category": "",
        "suppliers": "Livs AB",
        "users": [group.education.code, group.care.code],
        "ceiling": "",
    }
    assert form.initial["category"] == "2110"
    said = text(analyst.get(address, changed))
    assert "3 900 kr more would be bought under a contract." in said
    assert Contract.objects.get().ceiling_ore == 100_000


def test_what_if_is_what_a_whole_count_would_say(contract: Contract, group: Group) -> None:
    supplier = contract.parties.get().supplier_id
    own = (group.education.code,)
    terms = NewTerms(date(2026, 2, 1), None, "", (supplier,), own, None)
    moved = what_if(contract.pk, terms)
    before = loyalty(ALL, GROUP)
    contract.period = (date(2026, 2, 1), None)
    contract.category, contract.ceiling_ore = "", None
    contract.save()
    assert refresh_loyalty(by=SYSTEM, at=AT)
    after = loyalty(ALL, GROUP)
    assert moved.moved_ore == after.covered_ore - before.covered_ore
    assert moved.under_after_ore == after.covered_ore + after.over_ore


def test_a_line_of_the_explorer_leads_to_its_contract(analyst: Client, contract: Contract) -> None:
    page = analyst.get(reverse("spend-lines"), {"all": "1"}).content.decode()
    assert reverse("contract-purchases", args=[contract.id]) in page
