"""Calling off: by the contract's own order, within its days and its ceiling, or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.people import Group, People, actor_of

from kornhamn.audit.models import Entry
from kornhamn.contracts.actions import (
    ask_offers,
    call_off,
    cancel_call_off,
    choose_offer,
    distribute,
    note_offer,
    register_contract,
)
from kornhamn.contracts.actions.call_off_refusals import (
    AlreadyCancelledError,
    CallOffWordsMissingError,
    CeilingReachedError,
    DistributionUnsoundError,
    LotUnknownError,
    MayNotBuyError,
    MethodUnfitError,
    NoOfferError,
    NotCallableError,
    NothingCalledOffError,
    NotThisWayError,
    NoTurnError,
    OfferClosedError,
    SkipUnknownError,
)
from kornhamn.contracts.models import CallOff, Contract, ContractedSupplier
from kornhamn.contracts.queries import call_off_of, ceiling_of, deeds_of, lot_turn
from kornhamn.contracts.types import (
    CallOffMethod,
    CallOffState,
    Distribution,
    NewCallOff,
    NewContract,
    NewParty,
    OverCeiling,
    Skip,
    SkipReason,
    TurnReason,
)
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor
from kornhamn.suppliers.models import Supplier

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


@pytest.fixture
def contract(group: Group) -> Contract:
    parties = tuple(
        NewParty(Supplier.objects.create(name=name).key, rank=rank)
        for rank, name in enumerate(("Ett AB", "Två AB", "Tre AB"), start=1)
    )
    new = NewContract(
        reference="1", title="Konsulter", authority=group.education.pk, is_framework=True,
        first_day=date(2025, 1, 1), last_day=date(2026, 12, 31), parties=parties,
        ceiling_ore=100_000_00,
    )  # fmt: skip
    return register_contract(new, by=SYSTEM, at=AT, on=ON)


@pytest.fixture
def new(contract: Contract, group: Group) -> NewCallOff:
    return NewCallOff(contract.id, "", group.education.pk, "Utredning", ON, ore=60_000_00)


@pytest.fixture
def buyer(people: People) -> Actor:
    return actor_of(people.purchaser)


def keys(contract: Contract) -> list[int]:
    return list(contract.parties.order_by("rank").values_list("pk", flat=True))


def called(new: NewCallOff, by: Actor, **changed: object) -> CallOff:
    return call_off(replace(new, **changed), by=by, at=AT, on=ON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"what": " "}, CallOffWordsMissingError),
        ({"ore": None}, NothingCalledOffError),
        ({"ore": -1}, NothingCalledOffError),
        ({"lot": "B"}, LotUnknownError),
        ({"ore": 100_000_01}, CeilingReachedError),
        ({"ore": 100_000_01, "over": OverCeiling("17:11", " ")}, CeilingReachedError),
    ],
)
def test_what_cannot_be_called_off_is_refused_and_leaves_nothing(
    new: NewCallOff, buyer: Actor, changed: dict[str, object], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        called(new, buyer, **changed)
    assert not CallOff.objects.exists()


def test_nothing_is_called_off_after_the_last_day(new: NewCallOff, buyer: Actor) -> None:
    with pytest.raises(NotCallableError):
        call_off(new, by=buyer, at=AT, on=date(2027, 1, 1))


def test_nobody_of_another_lot_is_passed_over(
    new: NewCallOff, buyer: Actor, contract: Contract
) -> None:
    other = ContractedSupplier.objects.create(
        contract=contract, lot="B", supplier=Supplier.objects.create(name="Fyra AB")
    )
    skip = Skip(other.pk, SkipReason.DECLINED, "Mejl")
    first = Skip(keys(contract)[0], SkipReason.DECLINED, "Mejl")
    for skips in ((skip,), (first, first)):
        with pytest.raises(SkipUnknownError):
            called(new, buyer, skips=skips)


@pytest.mark.parametrize("method", [CallOffMethod.SOLE, CallOffMethod.RANKING])
def test_a_way_that_does_not_fit_the_suppliers_is_refused(
    contract: Contract, method: CallOffMethod
) -> None:
    contract.parties.filter(rank=2).update(rank=None)
    with pytest.raises(MethodUnfitError):
        distribute(contract, Distribution("", method), by=SYSTEM, at=AT)


def test_others_may_not_buy_nor_for_others(
    new: NewCallOff, people: People, group: Group, buyer: Actor
) -> None:
    with pytest.raises(MayNotBuyError):
        called(new, actor_of(people.of_other_company), authority=group.water.pk)
    with pytest.raises(NotPermittedError):
        called(new, buyer, authority=group.care.pk)
    with pytest.raises(NotPermittedError):
        called(new, actor_of(people.auditor))


def test_the_first_in_rank_gets_it_and_the_next_when_it_declined(
    new: NewCallOff, buyer: Actor, contract: Contract
) -> None:
    first, second, _third = keys(contract)
    assert called(new, buyer, ore=1_00).party_id == first
    declined = Skip(first, SkipReason.DECLINED, "Mejl 9 mars")
    made = called(new, buyer, ore=1_00, skips=(declined,))
    assert (made.party_id, made.turn, made.number) == (second, TurnReason.NEXT_IN_RANK, 2)
    assert made.skips.get().note == "Mejl 9 mars"
    with pytest.raises(CallOffWordsMissingError):
        called(new, buyer, ore=1_00, skips=(replace(declined, note=" "),))
    everybody = tuple(Skip(key, SkipReason.CANNOT_DELIVER, "Slut") for key in keys(contract))
    with pytest.raises(NoTurnError):
        called(new, buyer, ore=1_00, skips=everybody)
    assert CallOff.objects.count() == 2


def test_the_ceiling_ends_the_agreement_unless_somebody_decided(
    new: NewCallOff, buyer: Actor, contract: Contract
) -> None:
    called(new, buyer)
    with pytest.raises(CeilingReachedError):
        called(new, buyer)
    made = called(new, buyer, over=OverCeiling("17 kap. 11 §", "UBN § 4"))
    assert made.over_decision == "UBN § 4"
    assert ceiling_of(contract).left_ore == -20_000_00
    cancel_call_off(made.pk, reason="Behövs inte", by=buyer, at=AT)
    assert ceiling_of(contract).left_ore == 40_000_00
    with pytest.raises(AlreadyCancelledError):
        cancel_call_off(made.pk, reason="Igen", by=buyer, at=AT)


def test_what_the_ledgers_hold_counts_where_it_is_more(new: NewCallOff, buyer: Actor) -> None:
    with pytest.raises(CeilingReachedError):
        call_off(new, by=buyer, at=AT, on=ON, invoiced_ore=50_000_00)


def test_by_shares_the_one_furthest_below_is_next(
    new: NewCallOff, buyer: Actor, contract: Contract
) -> None:
    first, second, third = keys(contract)
    shares = Distribution("", CallOffMethod.SHARE, ((first, 50), (second, 30), (third, 20)))
    with pytest.raises(DistributionUnsoundError):
        distribute(contract, replace(shares, percents=((first, 50),)), by=SYSTEM, at=AT)
    with pytest.raises(DistributionUnsoundError):
        distribute(contract, replace(shares, percents=((10**6, 100),)), by=SYSTEM, at=AT)
    distribute(contract, shares, by=SYSTEM, at=AT)
    parties = [called(new, buyer, ore=10_000_00).party_id for _ in range(5)]
    assert parties == [first, second, third, first, second]


def test_a_place_gets_its_own_supplier(
    new: NewCallOff, buyer: Actor, contract: Contract, group: Group
) -> None:
    third = keys(contract)[2]
    places = Distribution("", CallOffMethod.PLACE, places=((group.education.pk, third),))
    distribute(contract, places, by=SYSTEM, at=AT)
    assert called(new, buyer).party_id == third
    assert lot_turn(contract, "", authority=group.care.pk).turn.party is None


def test_a_competition_asks_all_and_its_winner_has_reasons(
    new: NewCallOff, buyer: Actor, contract: Contract, people: People
) -> None:
    with pytest.raises(NotThisWayError):
        ask_offers(new, by=buyer, at=AT, on=ON)
    distribute(contract, Distribution("", CallOffMethod.COMPETITION), by=SYSTEM, at=AT)
    with pytest.raises(NotThisWayError):
        called(new, buyer)
    made = ask_offers(replace(new, ore=None), by=buyer, at=AT, on=ON)
    first, second, third = made.offers.order_by("party__rank")
    note_offer(first.pk, ore=40_000_00, note="", by=buyer, at=AT, on=ON)
    note_offer(second.pk, ore=None, note="Inte nu", by=buyer, at=AT, on=ON)
    with pytest.raises(NoOfferError):
        choose_offer(made.pk, third.pk, reason="Bäst", by=buyer, at=AT, on=ON)
    with pytest.raises(CallOffWordsMissingError):
        choose_offer(made.pk, first.pk, reason=" ", by=buyer, at=AT, on=ON)
    won = choose_offer(made.pk, first.pk, reason="Enda svaret", by=buyer, at=AT, on=ON)
    assert (won.state, won.party_id, won.ore) == (CallOffState.ORDERED, first.party_id, 40_000_00)
    with pytest.raises(OfferClosedError):
        note_offer(second.pk, ore=1, note="", by=buyer, at=AT, on=ON)
    assert call_off_of(made.pk, actor_of(people.of_other_company)) is None
    assert Entry.objects.filter(verb="call-off.ordered").count() == 1
    assert [deed.verb for deed in deeds_of(contract)][:2] == [
        "call-off.ordered",
        "call-off.offer-noted",
    ]
