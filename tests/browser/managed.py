"""What the journeys' world holds of category work, call-offs, contract lists and supply chains."""

import io
from datetime import date, timedelta

from django.core.files.base import File
from django.urls import reverse

from kornhamn.analytics.actions import refresh_loyalty
from kornhamn.categories.actions import decide_strategy, join_team, plan_action, write_strategy
from kornhamn.categories.models import Strategy
from kornhamn.categories.types import NewAction, NewMember, StrategyTexts, TeamFunction
from kornhamn.contracts.actions import (
    Priced,
    ask_offers,
    call_off,
    let_flow,
    list_source_named,
    load_list,
    look_at_list,
    look_at_price_list,
    note_offer,
    raise_alarms,
    receive_list,
    receive_price_list,
    register_contract,
    register_subcontractor,
    take_prices,
)
from kornhamn.contracts.models import CallOff, Contract, PriceList
from kornhamn.contracts.types import (
    CallOffState,
    NewCallOff,
    NewContract,
    NewParty,
    NewSubcontractor,
)
from kornhamn.organisation.models import Authority, Person
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import assess_risk, plan_supply_action, send_inquiry
from kornhamn.suppliers.types import NewInquiry, NewRisk, RiskArea, RiskLevel
from tests.browser.moment import AT
from tests.made_ledgers import supplier_named

ON = AT.date()
FAR = date(2031, 12, 31)
LIST = (
    "Diarienummer;Avtal;Myndighet;Leverantör;Startdatum;Slutdatum\n"
    "{};Papper;{};Kajens Papper AB;2025-01-01;2031-12-31\n"
)
PRICES = "Artikelnummer;Benämning;Enhet;Pris\nA1;Papper;kartong;189,50\nA2;Kuvert;st;gratis\n"


def work_on_a_category(own: Authority, person: Person) -> None:
    """Let a category have a team and a decided strategy with an action, another a draft."""
    texts = StrategyTexts("Möbler", "Behov", "Mönster", "Marknad", "Affär", "Mål")
    strategy = write_strategy("3010", texts, by=SYSTEM, at=AT)
    plan_action(strategy.pk, NewAction("Samla köpen", person.pk, FAR), by=SYSTEM, at=AT)
    said = {"decided_on": ON, "decision": "KS 2026/1"}
    decide_strategy(strategy.pk, **said, by=SYSTEM, at=AT, on=ON)
    draft = write_strategy("1010", texts, by=SYSTEM, at=AT)
    plan_action(draft.pk, NewAction("Samla köpen", person.pk, FAR), by=SYSTEM, at=AT)
    member = NewMember("3010", person.pk, own.pk, TeamFunction.LEAD)
    join_team(member, by=SYSTEM, at=AT, on=ON)


def call_off_from_frameworks(own: Authority) -> None:
    """Let one framework agreement be called off from by rank, and another by competition."""
    names = ("Hamnens Data AB", "Skeppets Data AB")
    keys = [supplier_named(name).key for name in names]
    for reference, ranks in (("R1", (1, 2)), ("F1", (None, None))):
        new = NewContract(
            reference, f"Konsulter {reference}", own.pk, date(2025, 1, 1), FAR,
            tuple(NewParty(key, rank=rank) for key, rank in zip(keys, ranks, strict=True)),
            category="1810", is_framework=True, for_the_group=True, ceiling_ore=10**9,
            prices="Senior konsult 985 kr i timmen.",
        )  # fmt: skip
        made = register_contract(new, by=SYSTEM, at=AT, on=ON)
        asked = NewCallOff(made.id, "", own.pk, "En konsult", ON)
        if ranks[0]:
            ranked = NewCallOff(made.id, "", own.pk, "En konsult", ON, ore=5_000_000)
            call_off(ranked, by=SYSTEM, at=AT, on=ON)
        else:
            offers = ask_offers(asked, by=SYSTEM, at=AT, on=ON).offers.all()
            note_offer(offers[0].pk, ore=4_000_000, note="", by=SYSTEM, at=AT, on=ON)


def load_lists(own: Authority) -> None:
    """Load a contract list, and leave another at its columns."""
    source = list_source_named("Avtalsdatabasen", authority=own, by=SYSTEM, at=AT)
    for number in (1, 2):
        text = LIST.format(f"L{number}", own.name).encode()
        name = f"avtal-{number}.csv"
        load = receive_list(File(io.BytesIO(text)), name, source=source, by=SYSTEM, at=AT)
        if number == 1:
            _, proposal = look_at_list(load)
            load_list(load, proposal.mapping, by=SYSTEM, at=AT, on=ON)


def watch_the_chain(contract: Contract) -> None:
    """Let a contract have a subcontractor, a term that flows down, a risk and an alarm."""
    party, maker = contract.parties.all()[0], supplier_named("Kajens Papper AB")
    under = NewSubcontractor(contract.id, party.pk, maker.key, "Packar")
    register_subcontractor(under, by=SYSTEM, at=AT, on=ON)
    let_flow(contract.terms.all()[0], deepest=None, by=SYSTEM, at=AT)
    risk = NewRisk("3010", "CN", RiskArea.LABOUR, RiskLevel.MEDIUM, "ILO", "Långa dagar")
    assess_risk(risk, by=SYSTEM, at=AT, on=ON)
    asked = NewInquiry(party.supplier_id, "3010", "Arbetstider", ON + timedelta(days=30))
    inquiry = send_inquiry(asked, by=SYSTEM, at=AT, on=ON)
    mends = {"text": "Kortare dagar", "due_on": FAR}
    plan_supply_action(inquiry.pk, **mends, by=SYSTEM, at=AT, on=ON)
    raise_alarms(by=SYSTEM, at=AT)


def agree_on_prices(contract: Contract) -> None:
    """Let a contract have a price list, and another whose columns wait for a look."""
    seller = contract.parties.all()[0].supplier_id
    for day in (contract.period.lower, contract.period.lower + timedelta(days=1)):
        file = File(io.BytesIO(PRICES.encode()))
        made = receive_price_list(
            Priced(contract, seller, day), file, "prislista.csv", by=SYSTEM, at=AT
        )
        if day == contract.period.lower:
            take_prices(made.pk, look_at_price_list(made)[1].mapping, by=SYSTEM, at=AT)


def count_loyalty() -> None:
    """Count what contracts cover of the ledger."""
    refresh_loyalty(by=SYSTEM, at=AT)


def ways_in() -> list[str]:
    """Return pages that show ways on which others of their kind do not."""
    strategies = [reverse("category-strategy", args=[one.pk]) for one in Strategy.objects.all()]
    asked = CallOff.objects.filter(state=CallOffState.ASKED)
    call_offs = [reverse("one-call-off", args=[one.pk]) for one in asked]
    lists = [reverse("price-list", args=[one.pk]) for one in PriceList.objects.all()]
    priced = Contract.objects.filter(price_lists__isnull=False).distinct()
    paid = [reverse("contract-price-lines", args=[one.id]) for one in priced]
    return ["/categories/3010/", "/categories/1010/", *strategies, *call_offs, *lists, *paid]
