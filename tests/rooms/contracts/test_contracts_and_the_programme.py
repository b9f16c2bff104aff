"""Terms and clauses: what the programme asks a contract for, and whose terms serve a clause."""

from datetime import UTC, date, datetime

import pytest
from tests.people import Group, People, actor_of

from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.models import Contract, ContractTerm
from kornhamn.contracts.queries import asked_terms, edition_of, terms_under
from kornhamn.contracts.types import NewContract, NewParty, TermKind
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.models import Procurement
from kornhamn.rulebook.types import Verdict
from kornhamn.suppliers.models import Supplier

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


@pytest.fixture
def contract(group: Group) -> Contract:
    new = NewContract(
        reference="1",
        title="Hemtjänst",
        authority=group.care.pk,
        first_day=date(2025, 1, 1),
        last_day=None,
        parties=(NewParty(Supplier.objects.create(name="Omsorg AB").key),),
    )
    return Contract.objects.get(pk=register_contract(new, by=SYSTEM, at=AT, on=ON).pk)


def verdicts(contract: Contract) -> dict[str, Verdict]:
    return {each.finding.clause.id: each.finding.verdict for each in asked_terms(contract, SYSTEM)}


def test_a_contract_without_terms_lacks_those_the_programme_always_asks_for(
    contract: Contract,
) -> None:
    found = verdicts(contract)
    assert found["discrimination.clause"] == Verdict.NOT_MET
    assert found["insight.whistleblowing"] == Verdict.UNKNOWN


def test_a_term_in_the_words_of_the_programme_meets_its_clause(contract: Contract) -> None:
    ContractTerm.objects.create(contract=contract, kind=TermKind.ANTI_DISCRIMINATION_CLAUSE)
    assert verdicts(contract)["discrimination.clause"] == Verdict.MET


def test_what_is_known_of_its_procurement_decides_what_applies(
    contract: Contract, group: Group
) -> None:
    procurement = Procurement.objects.create(
        buyer_number="2120009994", authority=group.care, reference="9", title="El", kind="goods",
        edition="inkop-som-verktyg",
    )  # fmt: skip
    Contract.objects.filter(pk=contract.pk).update(procurement=procurement)
    contract = Contract.objects.select_related("procurement").get()
    assert edition_of(contract).id == "inkop-som-verktyg"
    assert verdicts(contract)["insight.public"] == Verdict.NOT_APPLICABLE


def test_a_contract_older_than_the_programme_is_read_by_its_first_edition(
    contract: Contract,
) -> None:
    Contract.objects.update(period=(date(1999, 1, 1), None))
    assert edition_of(Contract.objects.get()).id == "strategisk-upphandling"


def test_every_kind_that_a_clause_asks_for_is_a_kind_of_term(contract: Contract) -> None:
    asked = {kind for each in asked_terms(contract, SYSTEM) for kind in each.kinds}
    assert {TermKind.WORK_ENVIRONMENT, TermKind.FUNDAMENTAL_RIGHTS} <= asked


def test_the_terms_under_a_clause_are_those_of_contracts_one_may_read(
    contract: Contract, people: People
) -> None:
    ContractTerm.objects.create(
        contract=contract, kind=TermKind.PUBLIC_INSIGHT, clause="insight.public"
    )
    assert [t.contract for t in terms_under("insight.public", SYSTEM)] == [contract]
    assert not terms_under("insight.public", actor_of(people.of_other_company)).exists()
    assert not terms_under("insight.whistleblowing", SYSTEM).exists()
