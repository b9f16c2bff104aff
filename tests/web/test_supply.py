"""Pages of serious suppliers: alarms, subcontractors, exclusion, risks of production."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kornhamn.contracts.actions import raise_alarms, register_contract
from kornhamn.contracts.models import Contract, ContractTerm, Subcontractor, SupplierAlarm
from kornhamn.contracts.types import NewContract, NewParty, TermKind
from kornhamn.organisation.types import SYSTEM, Role
from kornhamn.suppliers.actions import record_answers
from kornhamn.suppliers.models import (
    Check,
    ProductionRisk,
    Spelling,
    Supplier,
    SupplyAction,
    SupplyInquiry,
)
from kornhamn.suppliers.types import (
    Answer,
    CheckKind,
    CheckOutcome,
    CheckSource,
    ExclusionGround,
    Origin,
)
from tests.people import Group, People, appoint, sign_in

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def supplier() -> Supplier:
    made = Supplier.objects.create(name="Bygg AB")
    Spelling.objects.create(
        name="Rör AB", plain_name="ror", origin=Origin.LEDGER,
        supplier=Supplier.objects.create(name="Rör AB", organisation_number="5560000167",
                                         kind="legal-person"),
    )  # fmt: skip
    return made


@pytest.fixture
def contract(group: Group, supplier: Supplier) -> Contract:
    new = NewContract(
        reference="1", title="Bygg", authority=group.education.pk, category="1010",
        first_day=date(2025, 1, 1), last_day=None, parties=(NewParty(supplier.key),),
    )  # fmt: skip
    return register_contract(new, by=SYSTEM, at=AT, on=ON)


@pytest.fixture
def alarm(contract: Contract, supplier: Supplier) -> SupplierAlarm:
    answer = Answer(supplier.key, CheckOutcome.REMARK, {"public_ore": 9_000_00, "private_ore": 0})
    record_answers([answer], CheckSource(CheckKind.DEBTS, "Kronofogden"), by=SYSTEM, at=AT)
    raise_alarms(by=SYSTEM, at=AT)
    return SupplierAlarm.objects.get()


def test_an_alarm_is_met_on_the_start_page_and_answered(
    client: Client, people: People, alarm: SupplierAlarm
) -> None:
    owner = sign_in(client, people.responsible)
    assert "alarm about a supplier waits for you" in owner.get(reverse("start")).content.decode()
    shown = owner.get(reverse("supplier-alarms")).content.decode()
    assert "Bygg AB" in shown
    assert people.responsible.name in shown
    address = reverse("supplier-alarm", args=[alarm.pk])
    assert "Taxes and fees" in owner.get(address).content.decode()
    refused = owner.post(address, {"words": "", "act_by": ""})
    assert refused.status_code == 200
    owner.post(address, {"words": "We call them", "act_by": "2999-01-01"})
    owner.post(address, {"outcome": "They have paid"})
    assert "They have paid" in owner.get(address).content.decode()


def test_an_alarm_stands_on_the_suppliers_page_and_the_categorys(
    client: Client, people: People, alarm: SupplierAlarm, supplier: Supplier
) -> None:
    pages = reverse("supplier", args=[supplier.id]), reverse("category", args=["1010"])
    address = reverse("supplier-alarm", args=[alarm.pk])
    reader, other = sign_in(client, people.purchaser), sign_in(Client(), people.of_other_company)
    for page in pages:
        shown = reader.get(page).content.decode()
        assert "Taxes and fees" in shown
        assert address in shown
        assert people.responsible.name in shown
        assert address not in other.get(page).content.decode()
    assert "1 alarm about its suppliers is not settled." in reader.get(pages[1]).content.decode()


def test_a_settled_alarm_leaves_the_category_and_stays_with_its_supplier(
    client: Client, people: People, alarm: SupplierAlarm, supplier: Supplier
) -> None:
    owner = sign_in(client, people.responsible)
    address = reverse("supplier-alarm", args=[alarm.pk])
    owner.post(address, {"words": "They have paid already", "act_by": ""})
    category = owner.get(reverse("category", args=["1010"])).content.decode()
    assert address not in category
    shown = owner.get(reverse("supplier", args=[supplier.id])).content.decode()
    assert "They have paid already" in shown


def test_others_read_no_alarm_and_a_reader_answers_none(
    client: Client, people: People, alarm: SupplierAlarm
) -> None:
    address = reverse("supplier-alarm", args=[alarm.pk])
    assert sign_in(client, people.of_other_company).get(address).status_code == 404
    reader = sign_in(client, people.purchaser)
    assert "Answer the alarm" not in reader.get(address).content.decode()
    assert reader.post(address, {"words": "x"}).status_code == 403


def test_who_only_orders_sees_nothing_of_what_registers_say(
    client: Client, people: People, group: Group, alarm: SupplierAlarm, contract: Contract
) -> None:
    appoint(people.nobody, Role.REQUISITIONER, group.education)
    one = Subcontractor.objects.create(
        contract=contract, party=contract.parties.get(), supplier=alarm.check_answer.supplier,
        tier=1, role="Rör", registered_on=ON,
    )  # fmt: skip
    buyer = sign_in(client, people.nobody)
    assert buyer.get(reverse("supplier-alarms")).status_code == 403
    assert buyer.get(reverse("supplier-alarm", args=[alarm.pk])).status_code == 403
    page = reverse("subcontractor", args=[one.pk])
    assert "Public debts" not in buyer.get(page).content.decode()
    assert "Public debts" in sign_in(client, people.purchaser).get(page).content.decode()


def test_a_chain_asks_no_query_a_row(
    client: Client, people: People, contract: Contract, django_assert_max_num_queries: object
) -> None:
    for number in range(15):
        Subcontractor.objects.create(
            contract=contract, party=contract.parties.get(), tier=1, role="Rör", registered_on=ON,
            supplier=Supplier.objects.create(name=f"Rör {number} AB"),
        )  # fmt: skip
    reader = sign_in(client, people.purchaser)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        reader.get(reverse("contract-chain", args=[contract.id]))


def test_a_subcontractor_is_registered_decided_and_bound(
    client: Client, people: People, contract: Contract
) -> None:
    manager = sign_in(client, people.responsible)
    address = reverse("new-subcontractor", args=[contract.id])
    form = {
        "works_for": str(contract.parties.get().pk), "supplier": "Okänd AB", "role": "Pipes",
        "percent": "20",
    }  # fmt: skip
    assert "No supplier is called" in manager.post(address, form).content.decode()
    manager.post(address, form | {"supplier": "556000-0167"})
    one = Subcontractor.objects.get()
    term = ContractTerm.objects.create(contract=contract, kind=TermKind.FUNDAMENTAL_RIGHTS)
    manager.post(reverse("term-flow", args=[term.pk]), {"deepest": ""})
    chain = reverse("contract-chain", args=[contract.id])
    assert "1 of 1 not confirmed" in manager.get(chain).content.decode()
    manager.post(reverse("confirm-flow", args=[one.pk, term.pk]), {"evidence": "§ 7"})
    assert "All confirmed" in manager.get(chain).content.decode()
    decided = {"state": "approved", "reason": "Checked"}
    manager.post(reverse("subcontractor", args=[one.pk]), decided)
    assert "Approved" in manager.get(chain).content.decode()


def test_others_neither_see_nor_change_a_chain(
    client: Client, people: People, contract: Contract
) -> None:
    other = sign_in(client, people.of_other_company)
    assert other.get(reverse("contract-chain", args=[contract.id])).status_code == 404
    assert other.get(reverse("new-subcontractor", args=[contract.id])).status_code == 404
    assert (
        sign_in(client, people.purchaser)
        .get(reverse("new-subcontractor", args=[contract.id]))
        .status_code
        == 403
    )


def test_every_ground_is_answered_by_hand(
    client: Client, people: People, supplier: Supplier
) -> None:
    checker = sign_in(client, people.responsible)
    address = reverse("supplier-exclusion", args=[supplier.id])
    some = {ExclusionGround.TAXES.value: "yes", "reason": "A debt"}
    assert checker.post(address, some).status_code == 200
    assert not Check.objects.exists()
    checker.post(address, {ground.value: "no" for ground in ExclusionGround} | some)
    assert Check.objects.get().outcome == CheckOutcome.REMARK
    page = checker.get(reverse("supplier", args=[supplier.id])).content.decode()
    assert "Grounds of exclusion" in page


def test_a_risk_is_assessed_with_its_source_and_met_on_the_category(
    client: Client, people: People
) -> None:
    checker = sign_in(client, people.responsible)
    form = {
        "category": "1010", "country": "Bangladesh", "area": "labour", "level": "high",
        "source": "ITUC 2025", "reason": "Unions are fought",
    }  # fmt: skip
    assert "two letters" in checker.post(reverse("production-risks"), form).content.decode()
    checker.post(reverse("production-risks"), form | {"country": "bd"})
    checker.post(reverse("production-risks"), form | {"country": "BD", "level": "low"})
    assert ProductionRisk.objects.filter(is_current=True).get().level == "low"
    assert ProductionRisk.objects.count() == 2
    page = checker.get(reverse("category", args=["1010"])).content.decode()
    assert "ITUC 2025" in page


def test_a_supplier_is_asked_answers_and_mends(
    client: Client, people: People, supplier: Supplier
) -> None:
    checker = sign_in(client, people.responsible)
    address = reverse("supplier-production", args=[supplier.id])
    asked = {"about": "Where is it made?", "due_on": "2001-01-01"}
    assert "has passed already" in checker.post(address, asked).content.decode()
    checker.post(address, asked | {"due_on": "2999-01-01"})
    inquiry = reverse("supply-inquiry", args=[SupplyInquiry.objects.get().pk])
    checker.post(inquiry, {"answer": "In Borås", "evidence": "Audit 2026"})
    checker.post(inquiry, {"text": "Better fire exits", "due_on": "2999-01-01"})
    action = SupplyAction.objects.get()
    checker.post(reverse("supply-action", args=[action.pk]), {"how": "Seen on 9 March"})
    page = checker.get(address).content.decode()
    assert "In Borås" in page
    assert "Seen on 9 March" in page
