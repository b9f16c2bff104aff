"""Pages of call-offs: found by a word, told how, ordered by rank, competed for, cancelled."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.audit.models import Entry
from kornhamn.contracts.actions import Priced, change_prices, distribute, register_contract
from kornhamn.contracts.models import CallOff, Contract
from kornhamn.contracts.types import (
    CallOffMethod,
    CallOffState,
    Distribution,
    NewContract,
    NewParty,
    NewPrice,
)
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.models import Supplier
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def contract(group: Group) -> Contract:
    parties = tuple(
        NewParty(Supplier.objects.create(name=name).key, rank=rank)
        for rank, name in enumerate(("Ett AB", "Två AB"), start=1)
    )
    new = NewContract(
        reference="1", title="Konsulter", authority=group.education.pk, is_framework=True,
        first_day=date(2025, 1, 1), last_day=date(2999, 12, 31), parties=parties,
        ceiling_ore=100_000_00,
    )  # fmt: skip
    return register_contract(new, by=SYSTEM, at=AT, on=ON)


def form(group: Group, **more: str) -> dict[str, str]:
    said = {
        "authority": str(group.education.pk), "what": "Utredning", "ore": "90 000",
        "first_day": "2026-04-01",
    }  # fmt: skip
    return said | more


def test_the_catalogue_leads_to_from_whom_at_what_price_and_how(
    client: Client, people: People, contract: Contract
) -> None:
    buyer = sign_in(client, people.purchaser)
    address = reverse("order-call-off", args=[contract.id])
    assert address in buyer.get(reverse("call-off"), {"q": "konsulter"}).content.decode()
    page = buyer.get(address).content.decode()
    assert "It is the turn of Ett AB. It is the first in rank." in page
    assert "At what price, and until when" in page
    assert "Register the call-off" in page


def test_the_catalogue_says_it_as_the_contract_is_called_off_from(
    client: Client, people: People, contract: Contract
) -> None:
    buyer, address = sign_in(client, people.purchaser), reverse("call-off")
    assert "Ask in order of rank: 1. Ett AB, 2. Två AB." in buyer.get(address).content.decode()
    one, other = contract.parties.order_by("rank")
    shares = Distribution("", CallOffMethod.SHARE, percents=((one.pk, 60), (other.pk, 40)))
    distribute(contract, shares, by=SYSTEM, at=AT)
    told = "By agreed shares between Ett AB, Två AB: see whose turn it is."
    assert told in buyer.get(address).content.decode()
    contract.parties.filter(pk=other.pk).update(lot="B")
    assert "In lots, from Ett AB, Två AB: see which." in buyer.get(address).content.decode()


def test_what_several_sell_says_from_whom_it_costs_what(
    client: Client, people: People, contract: Contract
) -> None:
    for party, kronor in zip(contract.parties.order_by("rank"), (500, 520), strict=True):
        priced = Priced(contract, party.supplier_id, date(2025, 1, 1))
        change_prices(priced, [NewPrice("1", "Utredning", "", kronor * 100_000)], by=SYSTEM, at=AT)
    buyer = sign_in(client, people.purchaser)
    (hit,) = buyer.get(reverse("call-off"), {"q": "utredning"}).context["hits"]
    told = sorted(text.replace("\u00a0", " ") for text in hit["prices"])
    assert told == ["Utredning: 500.00 kr (Ett AB)", "Utredning: 520.00 kr (Två AB)"]


def test_what_is_of_the_category_comes_before_what_only_names_the_word(
    client: Client, people: People, group: Group, contract: Contract
) -> None:
    Contract.objects.filter(pk=contract.pk).update(title="Allt utom möbler", category="")
    meant = NewContract(
        reference="2", title="Stolar och bord", authority=group.education.pk, category="3010",
        first_day=date(2025, 1, 1), last_day=None,
        parties=(NewParty(contract.parties.earliest("pk").supplier_id),),
    )  # fmt: skip
    register_contract(meant, by=SYSTEM, at=AT, on=ON)
    buyer = sign_in(client, people.purchaser)
    page = buyer.get(reverse("call-off"), {"q": "möbler"}, headers={"accept-language": "sv"})
    titles = [hit["title"] for hit in page.context["hits"]]
    assert titles == ["Stolar och bord", "Allt utom möbler"]


def test_the_bar_of_the_ceiling_shows_the_share_used(
    client: Client, people: People, group: Group, contract: Contract
) -> None:
    Contract.objects.filter(pk=contract.pk).update(ceiling_ore=12_000_000_00)
    buyer = sign_in(client, people.purchaser)
    buyer.post(reverse("order-call-off", args=[contract.id]), form(group) | {"ore": "3 000 000"})
    page = buyer.get(reverse("contract-call-offs", args=[contract.id])).content.decode()
    assert re.search(r'<progress[^>]* max="100" value="25"', page)


def test_who_only_reads_is_told_how_but_registers_nothing(
    client: Client, people: People, group: Group, contract: Contract
) -> None:
    reader = sign_in(client, people.auditor)
    address = reverse("order-call-off", args=[contract.id])
    assert "not register a call-off here" in reader.get(address).content.decode()
    reader.post(address, form(group))
    assert not CallOff.objects.exists()


def test_a_contract_of_others_is_not_found(
    client: Client, people: People, contract: Contract
) -> None:
    other = sign_in(client, people.of_other_company)
    assert other.get(reverse("order-call-off", args=[contract.id])).status_code == 404
    assert other.get(reverse("contract-call-offs", args=[contract.id])).status_code == 404


def test_a_rank_is_passed_over_with_words_and_the_ceiling_ends_it(
    client: Client, people: People, group: Group, contract: Contract
) -> None:
    buyer = sign_in(client, people.purchaser)
    address = reverse("order-call-off", args=[contract.id])
    first = contract.parties.get(rank=1).pk
    skip = {f"skip_{first}": "declined"}
    refused = buyer.post(address, form(group, **skip)).content.decode()
    assert "Write who answered, when, and what was said." in refused
    skip[f"note_{first}"] = "Mail of 9 March"
    looked = buyer.post(address, form(group, look="1", **skip)).content.decode()
    assert "It is the turn of Två AB. It is the next in rank" in looked
    assert not CallOff.objects.exists()
    buyer.post(address, form(group, **skip))
    shown = buyer.get(reverse("contract-call-offs", args=[contract.id])).content.decode()
    assert "Ett AB: It declined. Mail of 9 March" in shown
    assert "The ceiling is near" in shown
    refused = buyer.post(address, form(group)).content.decode()
    assert "Beyond it the framework agreement has no effect" in refused
    decided = {"over_ground": "LOU 17:11", "over_decision": "The committee § 4"}
    buyer.post(address, form(group, **decided))
    assert CallOff.objects.count() == 2
    shown = buyer.get(reverse("contract-call-offs", args=[contract.id])).content.decode()
    assert "The ceiling is passed" in shown


def test_a_competition_goes_from_all_asked_to_a_reasoned_winner(
    client: Client, people: People, group: Group, contract: Contract
) -> None:
    distribute(contract, Distribution("", CallOffMethod.COMPETITION), by=SYSTEM, at=AT)
    buyer = sign_in(client, people.purchaser)
    buyer.post(reverse("order-call-off", args=[contract.id]), form(group))
    made = CallOff.objects.get()
    offer = made.offers.order_by("party__rank").first()
    assert offer is not None
    note = reverse("note-offer", args=[offer.pk])
    assert "more than nothing" in buyer.post(note, {"ore": "-1"}).content.decode()
    buyer.post(note, {"ore": "50 000,50", "note": "In April"})
    assert 'value="50 000' in (shown := buyer.get(note).content.decode().replace("\u00a0", " "))
    assert re.search(r'value="50 000[.,]50"', shown)
    assert buyer.get(f"/contracts/call-offs/offers/{10**30}/").status_code == 404
    winner = {"offer": str(offer.pk), "reason": "The only one that offered."}
    buyer.post(reverse("choose-offer", args=[made.pk]), winner)
    page = buyer.get(reverse("one-call-off", args=[made.pk])).content.decode()
    assert "The only one that offered." in page
    buyer.post(reverse("cancel-call-off", args=[made.pk]), {"reason": "Not needed"})
    assert CallOff.objects.get().state == CallOffState.CANCELLED
    page = buyer.get(reverse("one-call-off", args=[made.pk])).content.decode()
    assert "Why it was cancelled" in page
    ordered = Entry.objects.get(verb="call-off.ordered")
    assert ordered.details["reason"] == "The only one that offered."


def test_only_the_buyers_own_handle_a_call_off(
    client: Client, people: People, group: Group, contract: Contract
) -> None:
    sign_in(client, people.purchaser).post(
        reverse("order-call-off", args=[contract.id]), form(group)
    )
    made = CallOff.objects.get()
    cancelled = sign_in(client, people.of_other_company).post(
        reverse("cancel-call-off", args=[made.pk]), {"reason": "Mine"}
    )
    assert cancelled.status_code == 404
    assert CallOff.objects.get().state == CallOffState.ORDERED


def test_the_manager_says_how_a_lot_is_called_off_from(
    client: Client, people: People, contract: Contract
) -> None:
    address = reverse("call-off-distribution", args=[contract.id])
    first, second = contract.parties.order_by("rank")
    said = {"method": "share", f"percent_{first.pk}": "70", f"percent_{second.pk}": "20"}
    assert sign_in(client, people.purchaser).post(address, said).status_code == 403
    manager = sign_in(client, people.responsible)
    assert "make 100 per cent together" in manager.post(address, said).content.decode()
    manager.post(address, said | {f"percent_{second.pk}": "30"})
    page = manager.get(reverse("order-call-off", args=[contract.id])).content.decode()
    assert "70 per cent agreed" in page


def test_an_ended_contract_is_not_called_off_from(
    client: Client, people: People, group: Group, contract: Contract
) -> None:
    with time_machine.travel(datetime(3000, 1, 1, 8, tzinfo=UTC), tick=False):
        buyer = sign_in(client, people.purchaser)
        refused = buyer.post(reverse("order-call-off", args=[contract.id]), form(group))
        assert "not in force on" in refused.content.decode()
