"""The ceiling at a call-off: the larger of what is called off and what the ledgers hold counts."""

from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from kornhamn.analytics.actions import refresh_loyalty, refresh_spend
from kornhamn.analytics.queries.loyalty import bought_under
from kornhamn.contracts.actions import ask_offers, distribute, note_offer, register_contract
from kornhamn.contracts.models import CallOff, Contract
from kornhamn.contracts.types import (
    CallOffMethod,
    CallOffState,
    Distribution,
    NewCallOff,
    NewContract,
    NewParty,
)
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.models import LedgerLoad
from tests.made_ledgers import supplier_named
from tests.people import Group, People, sign_in
from tests.rooms.analytics.spend.conftest import february, january  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
BOUGHT = 1_400_00  # the education committee's food in the small ledgers
NO_LEDGER = "No ledger tells what is invoiced under it yet: call-offs alone are counted."
BEYOND = "Beyond it the framework agreement has no effect"


@pytest.fixture(autouse=True)
def snapshots(settings: Settings, tmp_path: Path) -> None:
    settings.SNAPSHOTS, settings.LEDGERS = tmp_path / "snapshots", tmp_path / "ledgers"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def buyer(client: Client, people: People) -> Client:
    return sign_in(client, people.purchaser)


@pytest.fixture
def contract(january: LedgerLoad, february: LedgerLoad, group: Group) -> Contract:  # noqa: F811
    """A contract on food, of which 1 400 kr are bought; the ceiling is each test's."""
    new = NewContract(
        reference="L1", title="Livsmedel", authority=group.education.pk, category="2110",
        first_day=date(2026, 1, 1), last_day=date(2999, 12, 31),
        parties=(NewParty(supplier_named("Livs AB").key),), ceiling_ore=BOUGHT,
    )  # fmt: skip
    return register_contract(new, by=SYSTEM, at=AT, on=ON)


def count() -> None:
    refresh_spend(by=SYSTEM, at=AT)
    refresh_loyalty(by=SYSTEM, at=AT)


def called_off(buyer: Client, contract: Contract, kronor: str) -> str:
    """Register a call-off and return the page that answers: the form again, or the call-off's."""
    said = {
        "authority": str(contract.authority_id), "what": "Smör", "ore": kronor,
        "first_day": "2026-04-01",
    }  # fmt: skip
    page = buyer.post(reverse("order-call-off", args=[contract.id]), said, follow=True)
    return plain(page.content)


def plain(content: bytes) -> str:
    return unescape(content.decode()).replace("\u00a0", " ")


def with_ceiling(contract: Contract, ore: int | None) -> Contract:
    contract.ceiling_ore = ore
    contract.save()
    return contract


@pytest.mark.parametrize(
    ("ceiling", "is_made"),
    [
        (BOUGHT + 500_00, True),
        (BOUGHT + 100_00, True),  # to the öre
        (BOUGHT + 99_99, False),
        (BOUGHT - 1, False),
        (None, True),
    ],
)
def test_what_the_ledgers_hold_leaves_so_much_of_the_ceiling(
    buyer: Client, contract: Contract, ceiling: int | None, *, is_made: bool
) -> None:
    count()
    answer = called_off(buyer, with_ceiling(contract, ceiling), "100")
    assert CallOff.objects.exists() is is_made
    assert (BEYOND in answer) is not is_made


def test_what_is_called_off_counts_where_it_is_the_larger(
    buyer: Client, contract: Contract
) -> None:
    count()
    with_ceiling(contract, BOUGHT + 200_00)
    called_off(buyer, contract, "200")
    assert BEYOND not in called_off(buyer, contract, "200")  # 400 called off, 1 400 bought
    with_ceiling(contract, 550_00 + BOUGHT)
    called_off(buyer, contract, "550")
    called_off(buyer, contract, "550")
    called_off(buyer, contract, "449,99")
    assert BEYOND in called_off(buyer, contract, "0,02")  # 1 949,99 called off of 1 950


def test_without_a_ledger_call_offs_alone_are_counted_and_that_is_said(
    buyer: Client, contract: Contract
) -> None:
    with_ceiling(contract, 1_000_00)
    page = buyer.get(reverse("order-call-off", args=[contract.id]))
    assert NO_LEDGER in plain(page.content)
    assert BEYOND not in called_off(buyer, contract, "1 000")
    assert BEYOND in called_off(buyer, contract, "1")


@pytest.mark.parametrize("name", ["order-call-off", "contract-call-offs"])
def test_both_figures_are_said_and_through_which_month(
    buyer: Client, contract: Contract, name: str
) -> None:
    count()
    with_ceiling(contract, 2_000_00)
    called_off(buyer, contract, "100")
    page = plain(buyer.get(reverse(name, args=[contract.id])).content)
    assert (
        "100 kr is called off of 2 000 kr, the most that may be bought. The ledgers, read through "
        "2026-02, hold 1 400 kr under it. The larger counts. 600 kr is left." in page
    )
    assert NO_LEDGER not in page


def test_a_competition_is_watched_by_what_the_ledgers_hold_too(
    buyer: Client, contract: Contract
) -> None:
    count()
    with_ceiling(contract, BOUGHT + 100_00)
    distribute(contract, Distribution("", CallOffMethod.COMPETITION), by=SYSTEM, at=AT)
    new = NewCallOff(contract.id, "", contract.authority_id, "Smör", ON)
    asked = ask_offers(new, by=SYSTEM, at=AT, on=ON)
    offer = asked.offers.get()
    note_offer(offer.pk, ore=101_00, note="", by=SYSTEM, at=AT, on=ON)
    address = reverse("choose-offer", args=[asked.pk])
    said = {"offer": str(offer.pk), "reason": "Ensam"}
    assert "hold 1 400 kr under it" in plain(buyer.get(address).content)
    assert BEYOND in plain(buyer.post(address, said).content)
    decided = {"over_ground": "LOU 17:11", "over_decision": "The committee § 4"}
    buyer.post(address, said | decided)
    asked.refresh_from_db()
    assert (asked.state, asked.over_decision) == (CallOffState.ORDERED, "The committee § 4")


def test_it_is_read_out_of_the_kept_sums_with_one_query(
    contract: Contract, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert bought_under(contract.pk) is None
    count()
    with django_assert_num_queries(1):
        found = bought_under(contract.pk)
    assert found is not None
    assert (found.ore, found.through) == (BOUGHT, "2026-02")
