"""Pages of contracts: seen by those who may buy, decided by those who manage, found by words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.models import Contract
from kornhamn.contracts.queries import edition_of
from kornhamn.contracts.types import NewContract, NewOption, NewParty, OptionState
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.models import Spelling, Supplier
from kornhamn.suppliers.types import Origin, SupplierKind
from tests.people import Group, People, sign_in

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
NUMBER = "5560000167"


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def supplier() -> Supplier:
    made = Supplier.objects.create(
        name="Exempel AB", organisation_number=NUMBER, kind=SupplierKind.LEGAL_PERSON
    )
    Spelling.objects.create(
        name="Exempel AB", plain_name="exempel", origin=Origin.LEDGER, supplier=made
    )
    return made


@pytest.fixture
def contract(group: Group, supplier: Supplier) -> Contract:
    new = NewContract(
        reference="UBN 2025/12",
        title="Konsulter inom IT",
        authority=group.education.pk,
        first_day=date(2025, 1, 1),
        last_day=date(2999, 12, 31),
        parties=(NewParty(supplier.key),),
        options=(NewOption(date(3000, 12, 31), date(2999, 6, 30)),),
    )
    return register_contract(new, by=SYSTEM, at=AT, on=ON)


def test_contracts_are_for_those_who_read_them(client: Client, people: People) -> None:
    assert sign_in(client, people.nobody).get(reverse("contracts")).status_code == 403


def test_a_contract_with_two_suppliers_of_the_same_words_is_listed_once(
    client: Client, people: People, contract: Contract
) -> None:
    contract.parties.create(supplier=Supplier.objects.create(name="Exempel Två AB"))
    reader = sign_in(client, people.purchaser)
    shown = reader.get(reverse("contracts"), {"supplier": "exempel"})
    assert [*shown.context["table"].all_rows] == [contract]


def test_a_sole_trader_is_named_on_the_contracts_own_pages_alone(
    client: Client, people: People, contract: Contract, supplier: Supplier
) -> None:
    Supplier.objects.filter(pk=supplier.pk).update(
        name="Anna Exempelsson", kind=SupplierKind.SOLE_TRADER, organisation_number=""
    )
    reader = sign_in(client, people.responsible)
    shadow = f"Enskild firma {supplier.key}"
    listed = reader.get(reverse("contracts"))
    file = reader.get(reverse("contracts"), {"format": "csv"})
    found = reader.get(reverse("call-off"), {"q": "konsulter"})
    for answer in (listed, file, found):
        told = answer.content.decode("utf-8-sig")
        assert shadow in told
        assert "Exempelsson" not in told
    assert (
        "Anna Exempelsson" in reader.get(reverse("contract", args=[contract.id])).content.decode()
    )


def test_a_contract_of_others_is_not_found(
    client: Client, people: People, contract: Contract
) -> None:
    reader = sign_in(client, people.of_other_company)
    assert reader.get(reverse("contract", args=[contract.id])).status_code == 404


def test_who_may_only_read_is_shown_no_decision_and_cannot_take_one(
    client: Client, people: People, contract: Contract
) -> None:
    reader = sign_in(client, people.purchaser)
    shown = reader.get(reverse("contract", args=[contract.id])).content.decode()
    assert "Konsulter inom IT" in shown
    assert "Terminate" not in shown
    option = reverse("decide-option", args=[contract.options.get().pk])
    assert reader.post(option, {"decision": "use", "reason": "x"}).status_code == 403


def test_an_option_is_used_with_its_reason(
    client: Client, people: People, contract: Contract
) -> None:
    manager = sign_in(client, people.responsible)
    address = reverse("decide-option", args=[contract.options.get().pk])
    refused = manager.post(address, {"decision": "use", "reason": ""})
    assert refused.status_code == 200
    manager.post(address, {"decision": "use", "reason": "The follow-up was good."})
    assert contract.options.get().state == OptionState.USED
    shown = manager.get(reverse("contract", args=[contract.id])).content.decode()
    assert "3000-12-31" in shown
    assert "The follow-up was good." in shown


FORM = {
    "title": "Frukt", "reference": "2026/1", "suppliers": "Exempel aktiebolag",
    "first_day": "2026-01-01", "last_day": "2027-12-31", "ceiling": "1 000 000",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"suppliers": "Okänd AB"}, "No supplier is called “Okänd AB”"),
        ({"ceiling": "mycket"}, "is not an amount"),
        ({"last_day": "2025-01-01"}, "A period cannot start"),
        ({"option_last_day": "2028-12-31"}, "An option has two days"),
        ({"ceiling": "-5"}, "more than nothing"),
        ({"ceiling": "0"}, "more than nothing"),
        ({"last_day": "9999-12-31"}, "no calendar goes on after"),
        (
            {"option_last_day": "9999-12-31", "option_notice_on": "2027-06-30"},
            "no calendar goes on after",
        ),
    ],
)
def test_what_cannot_be_registered_is_told_at_the_field_and_kept(
    client: Client, people: People, group: Group, supplier: Supplier,
    changed: dict[str, str], told: str,
) -> None:  # fmt: skip
    form = FORM | {"authority": str(group.education.pk)} | changed
    answer = sign_in(client, people.responsible).post(reverse("register-contract"), form)
    shown = answer.content.decode()
    assert told in shown
    assert "2026/1" in shown
    assert not Contract.objects.exists()


def test_a_contract_is_registered_by_name_or_number(
    client: Client, people: People, group: Group, supplier: Supplier
) -> None:
    manager = sign_in(client, people.responsible)
    form = FORM | {"authority": str(group.education.pk)}
    manager.post(reverse("register-contract"), form)
    manager.post(
        reverse("register-contract"), form | {"suppliers": "556000-0167", "reference": "2026/2"}
    )
    assert [c.parties.get().supplier for c in Contract.objects.all()] == [supplier, supplier]
    assert {c.ceiling_ore for c in Contract.objects.all()} == {100_000_000}


def test_one_registers_for_ones_own_authority_only(
    client: Client, people: People, group: Group, supplier: Supplier
) -> None:
    form = FORM | {"authority": str(group.care.pk)}
    sign_in(client, people.responsible).post(reverse("register-contract"), form)
    assert not Contract.objects.exists()


def test_a_thing_to_buy_is_found_by_a_word_with_how_to_buy_it(
    client: Client, people: People, contract: Contract
) -> None:
    reader = sign_in(client, people.purchaser)
    found = reader.get(reverse("call-off"), {"q": "konsulter"}).content.decode()
    assert "Order from Exempel AB." in found
    nothing = reader.get(reverse("call-off"), {"q": "bananer"}).content.decode()
    assert "No contract for that" in nothing


def test_the_list_asks_no_query_a_row(
    client: Client, people: People, group: Group, supplier: Supplier, contract: Contract,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    new = NewContract(
        reference="", title="Avtal", authority=group.education.pk,
        first_day=date(2025, 1, 1), last_day=None, parties=(NewParty(supplier.key),),
    )  # fmt: skip
    for number in range(20):
        register_contract(replace(new, reference=str(number)), by=SYSTEM, at=AT, on=ON)
    reader = sign_in(client, people.responsible)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        reader.get(reverse("contracts"))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        reader.get(reverse("call-off"))


def test_who_manages_a_contract_is_reminded_on_the_start_page(
    client: Client, people: People, group: Group, supplier: Supplier
) -> None:
    with time_machine.travel(AT, tick=False):
        new = NewContract(
            reference="1",
            title="Skolskjuts",
            authority=group.education.pk,
            first_day=date(2025, 1, 1),
            last_day=date(2026, 6, 30),
            parties=(NewParty(supplier.key),),
        )
        register_contract(new, by=SYSTEM, at=AT, on=ON)
        reminded = sign_in(client, people.responsible).get(reverse("start")).content.decode()
        assert "Skolskjuts ends, and nothing comes after" in reminded
        others = sign_in(client, people.of_other_company).get(reverse("start")).content.decode()
        assert "Skolskjuts" not in others


def test_the_frame_says_how_long_is_left_and_leads_to_the_history(
    client: Client, people: People, group: Group, supplier: Supplier, contract: Contract
) -> None:
    new = NewContract(
        reference="7", title="Skolskjuts", authority=group.education.pk,
        first_day=date(2025, 1, 1), last_day=date(2026, 3, 19), parties=(NewParty(supplier.key),),
    )  # fmt: skip
    with time_machine.travel(AT, tick=False):
        short = register_contract(new, by=SYSTEM, at=AT, on=ON)
        reader = sign_in(client, people.purchaser)
        shown = reader.get(reverse("contract", args=[short.id])).content.decode()
        assert "2026-03-19 (10 days left)" in shown
        assert reverse("contract-history", args=[short.id]) in shown
        done = reader.get(reverse("contract-history", args=[short.id])).content.decode()
    assert "Contract registered" in done
    others = sign_in(client, people.of_other_company)
    assert others.get(reverse("contract-history", args=[short.id])).status_code == 404


def test_a_krona_leads_from_supplier_to_contract_term_clause_and_goal_and_back(
    client: Client, people: People, contract: Contract, supplier: Supplier
) -> None:
    reader = sign_in(client, people.responsible)
    clause = next(one for one in edition_of(contract).clauses if "contract_terms" in
                  one.satisfied.facts)  # fmt: skip
    said = {
        "kind": "whistleblowing", "text": "Leverantören har en visselblåsarfunktion.",
        "clause": clause.id, "minutes": "30", "penalty_kind": "none",
    }  # fmt: skip
    made = reader.post(reverse("new-term", args=[contract.id]), said)
    assert made.status_code == 302

    def page(name: str, *args: object) -> str:
        return reader.get(reverse(name, args=args)).content.decode()

    assert reverse("contract", args=[contract.id]) in page("supplier", supplier.id)
    assert reverse("contract-terms", args=[contract.id]) in page("contract", contract.id)
    its_clause = reverse("clause", args=[edition_of(contract).id, clause.id])
    assert its_clause in page("contract-terms", contract.id)
    shown = page("clause", edition_of(contract).id, clause.id)
    goal = f"{reverse('edition', args=[edition_of(contract).id])}#goal-{clause.goal}"
    assert goal in shown
    assert its_clause in page("edition", edition_of(contract).id)
    assert f"{reverse('contract-terms', args=[contract.id])}#term-" in shown
    assert reverse("supplier", args=[supplier.id]) in page("contract", contract.id)
