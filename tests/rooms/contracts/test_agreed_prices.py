"""Price lists hold from a day, take over from each other, and are withdrawn; nothing is lost."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group

from kornhamn.contracts.actions import (
    Priced,
    change_prices,
    look_at_price_list,
    receive_price_list,
    register_contract,
    take_prices,
    withdraw_price_list,
)
from kornhamn.contracts.actions.price_lists import (
    NoPriceReadError,
    NotAPartyError,
    PriceListNotOpenError,
    PriceListStandsError,
    PricesOutsideContractError,
)
from kornhamn.contracts.lists.refusals import ListMappingIncomplete
from kornhamn.contracts.models import AgreedPrice, Contract, PriceList
from kornhamn.contracts.prices.fields import PriceField
from kornhamn.contracts.queries import prices_on
from kornhamn.contracts.types import NewContract, NewParty, NewPrice, PriceListState
from kornhamn.files.refusals import FileRefusedError
from kornhamn.files.tables.mapping import ColumnMapping
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import SYSTEM, Actor
from kornhamn.suppliers.models import Supplier

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
FIRST = date(2026, 1, 1)
LIST = "Artikelnummer;Benämning;Enhet;Pris\nA1;Papper;kartong;189,50\nA2;Kuvert;st;0,375\n"


@pytest.fixture
def contract(group: Group, tmp_path: object, settings: object) -> Contract:
    settings.LEDGERS = tmp_path / "ledgers"  # type: ignore[attr-defined, operator]
    load_lines([Line(group.education, "Papper AB", 1), Line(group.education, "Annan AB", 1)])
    new = NewContract(
        reference="K1", title="Kontorsmaterial", authority=group.education.pk,
        first_day=FIRST, last_day=date(2026, 12, 31),
        parties=(NewParty(supplier_named("Papper AB").key),),
    )  # fmt: skip
    return register_contract(new, by=SYSTEM, at=AT, on=ON)


@pytest.fixture
def supplier(contract: Contract) -> Supplier:
    return supplier_named("Papper AB")


def received(
    contract: Contract, text: str = LIST, *, on: date = FIRST, by: Actor = SYSTEM
) -> PriceList:
    priced = Priced(contract, supplier_named("Papper AB").key, on)
    return receive_price_list(priced, ContentFile(text.encode()), "prislista.csv", by=by, at=AT)


def taken(contract: Contract, text: str = LIST, *, on: date = FIRST) -> PriceList:
    found = received(contract, text, on=on)
    return take_prices(found.pk, look_at_price_list(found)[1].mapping, by=SYSTEM, at=AT)


def prices(day: date) -> dict[str, int]:
    return dict(prices_on(day).values_list("article", "ore_per_thousand"))


def test_a_list_is_taken_in_with_every_row_accounted_for(contract: Contract) -> None:
    found = taken(contract, LIST + "A3;Sudd;st;gratis\n")
    assert (found.rows_read, found.rows_taken, found.rows_refused) == (3, 2, 1)
    assert found.refused == [[4, "Pris", "gratis", "money.amount-not-readable"]]
    assert prices(FIRST) == {"A1": 18_950_000, "A2": 37_500}
    with found.file.open("rb") as kept:  # what was agreed stays as it was
        assert b"189,50" in kept.read()


def test_a_later_list_takes_over_and_withdrawing_it_gives_back(contract: Contract) -> None:
    taken(contract)
    second = taken(contract, LIST.replace("189,50", "199,00"), on=date(2026, 7, 1))
    assert prices(date(2026, 6, 30))["A1"] == 18_950_000
    assert prices(date(2026, 7, 1))["A1"] == 19_900_000
    withdraw_price_list(second.pk, by=SYSTEM, at=AT)
    assert prices(date(2026, 7, 1))["A1"] == 18_950_000
    with pytest.raises(PriceListNotOpenError):
        withdraw_price_list(second.pk, by=SYSTEM, at=AT)


def test_one_price_written_by_hand_leaves_the_others(
    contract: Contract, supplier: Supplier
) -> None:
    taken(contract)
    new = NewPrice("A1", "Papper", "kartong", 20_000_000)
    change_prices(Priced(contract, supplier.key, date(2026, 4, 1)), [new], by=SYSTEM, at=AT)
    assert prices(date(2026, 3, 31))["A1"] == 18_950_000
    assert prices(date(2026, 4, 1)) == {"A1": 20_000_000, "A2": 37_500}
    again = NewPrice("A3", "Sudd", "st", 125_000)
    change_prices(Priced(contract, supplier.key, date(2026, 4, 1)), [again], by=SYSTEM, at=AT)
    assert prices(date(2026, 4, 1)) == {"A1": 20_000_000, "A2": 37_500, "A3": 125_000}
    assert PriceList.objects.agreed().count() == 2  # of that very day, one holds


def test_the_first_price_can_be_written_by_hand(contract: Contract, supplier: Supplier) -> None:
    new = NewPrice("", "Konsult, senior", "timme", 95_000_000)
    change_prices(Priced(contract, supplier.key, FIRST), [new], by=SYSTEM, at=AT)
    assert [str(one) for one in prices_on(FIRST)] == ["Konsult, senior"]


def test_what_cannot_be_is_refused_and_nothing_is_kept(
    contract: Contract, supplier: Supplier
) -> None:
    file = ContentFile(LIST.encode())
    other = Priced(contract, supplier_named("Annan AB").key, FIRST)
    with pytest.raises(NotAPartyError):
        receive_price_list(other, file, "p.csv", by=SYSTEM, at=AT)
    for day in (date(2025, 12, 31), date(2027, 1, 1)):
        with pytest.raises(PricesOutsideContractError):
            received(contract, on=day)
    with pytest.raises(FileRefusedError):
        receive_price_list(Priced(contract, supplier.key, FIRST), file, "p.pdf", by=SYSTEM, at=AT)
    assert not PriceList.objects.exists()

    taken(contract)
    with pytest.raises(PriceListStandsError):
        received(contract)
    late = received(contract, "Artikelnummer;Pris\nA;offert\n", on=date(2026, 5, 1))
    mapping: ColumnMapping[PriceField] = ColumnMapping({PriceField.ARTICLE: 0})
    with pytest.raises(ListMappingIncomplete):
        take_prices(late.pk, mapping, by=SYSTEM, at=AT)
    with pytest.raises(NoPriceReadError):
        take_prices(late.pk, look_at_price_list(late)[1].mapping, by=SYSTEM, at=AT)
    late.refresh_from_db()
    assert late.state == PriceListState.MAPPING
    assert AgreedPrice.objects.count() == 2


def test_two_lists_of_one_day_cannot_both_be_taken_in(contract: Contract) -> None:
    one, other = received(contract), received(contract)
    mapping = look_at_price_list(one)[1].mapping
    take_prices(one.pk, mapping, by=SYSTEM, at=AT)
    with pytest.raises(PriceListStandsError):
        take_prices(other.pk, mapping, by=SYSTEM, at=AT)


def test_the_suppliers_next_list_is_read_as_the_last_was(contract: Contract) -> None:
    odd = "X;Y;Z\nA1;Papper;189,50\nA2;Kuvert;0,50\n"
    first = received(contract, odd)
    mapping = ColumnMapping(
        {PriceField.ARTICLE: 0, PriceField.NAME: 1, PriceField.PRICE: 2}, decimal=","
    )
    take_prices(first.pk, mapping, by=SYSTEM, at=AT)
    second = received(contract, odd, on=date(2026, 6, 1))
    assert look_at_price_list(second)[1].mapping.columns == mapping.columns


def test_prices_outside_the_contract_are_refused_with_its_days(contract: Contract) -> None:
    with pytest.raises(DomainError) as refused:
        received(contract, on=date(2030, 1, 1))
    assert "2026-01-01" in str(refused.value)
