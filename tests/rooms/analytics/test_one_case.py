"""One procurement as it stands now, against the same procurement among all the others."""

from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from tests.rooms.analytics.conftest import IN_FORCE, PROPOSED

from kornhamn.analytics import actions
from kornhamn.analytics.opening import SHELF, edition_named
from kornhamn.analytics.portfolio import load
from kornhamn.analytics.queries.cases import case_findings
from kornhamn.contracts.models import Contract, ContractTerm, Deviation, TermCheck
from kornhamn.contracts.queries import facts_of_case
from kornhamn.organisation.models import Authority
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.models import Departure, Procurement, StatedFact
from kornhamn.rulebook.types import OPEN, Verdict

pytestmark = pytest.mark.django_db
ANSWERS = {
    "school": {"is_service_operation": True, "contract_terms": ["whistleblowing"]},
    "food": {
        "includes_food": True,
        "requirements": [],
        "category_status": "fixed",
        "contract_terms": ["staff-information"],  # closes what the contract leaves open
    },
    "undated": {"published_on": "2025-05-05", "cpv": "45210000"},
    "pipes": {"direct_award_limit": 1},
}


@pytest.fixture
def answered(portfolio: dict[str, Procurement], at: datetime) -> dict[str, Procurement]:
    """The small portfolio with some answers and a departure."""
    for name, answers in ANSWERS.items():
        for fact, value in answers.items():
            StatedFact.objects.create(
                procurement=portfolio[name], fact=fact, value=value, stated_at=at
            )
    Departure.objects.create(
        procurement=portfolio["homes"], clause="innovation.open", reason="Ombyggnad",
        decided_by="Styrelsen", decided_on=date(2024, 11, 1), recorded_at=at,
    )  # fmt: skip
    agree(portfolio["school"], at, kinds=["whistleblowing", "quality"], complete=True)
    agree(portfolio["food"], at, kinds=["public-insight"], complete=False)
    return portfolio


def agree(own: Procurement, at: datetime, *, kinds: list[str], complete: bool) -> Contract:
    """Register an ended contract that came out of a procurement, with terms of some kinds."""
    owner = own.authority or Authority.objects.all()[0]
    made = Contract.objects.create(
        reference=own.reference, title=own.title, authority=owner,
        state="ended", period=(date(2024, 1, 1), date(2025, 1, 1)), procurement=own,
        registered_at=at, registered_by_name="Anna", terms_complete_at=at if complete else None,
    )  # fmt: skip
    for kind in kinds:
        ContractTerm.objects.create(contract=made, kind=kind, text="x")
    return made


def test_what_contracts_tell_counts_only_where_all_terms_are_written_down(
    portfolio: dict[str, Procurement], at: datetime
) -> None:
    whole = agree(portfolio["school"], at, kinds=["whistleblowing", "quality"], complete=True)
    part = agree(portfolio["food"], at, kinds=["public-insight"], complete=False)
    told = facts_of_case(portfolio["school"].pk)
    assert told == {"contract_terms": ("whistleblowing",), "contract_ended": True}
    assert facts_of_case(portfolio["food"].pk) == {
        "contract_terms": ("public-insight", OPEN),  # and of the others nothing is known
        "contract_ended": True,
    }
    assert facts_of_case(portfolio["homes"].pk) == {}
    Deviation.objects.create(
        contract=part, what="x", since=date(2024, 2, 1), remedy_by=date(2024, 3, 1), noted_at=at
    )
    assert facts_of_case(portfolio["food"].pk)["contract_deviations"] is True
    term = whole.terms.first()
    TermCheck.objects.create(
        term=term, planned_on=date(2024, 2, 1), due_on=date(2024, 2, 1), minutes=5, state="done",
        answer="met", done_at=at,
    )  # fmt: skip
    assert facts_of_case(portfolio["school"].pk)["contract_deviations"] is False


def test_a_procurement_that_is_not_there_has_no_findings() -> None:
    with pytest.raises(Procurement.DoesNotExist):
        case_findings(uuid4(), edition_id=PROPOSED)


@pytest.mark.parametrize("edition", [IN_FORCE, PROPOSED])
@pytest.mark.usefixtures("answered")
def test_it_has_the_verdicts_and_the_missing_facts_that_the_portfolio_counts(
    edition: str, at: datetime, settings: object
) -> None:
    taken = actions.refresh(by=SYSTEM, at=at)
    folder = settings.SNAPSHOTS / taken.folder  # type: ignore[attr-defined]
    book = SHELF.book(folder, edition_named(edition))
    for row, key in enumerate(load(folder).cases["id"]):
        findings = case_findings(UUID(key), edition_id=edition)
        codes = book.outcomes.codes[:, row]
        counted = [table[code] for table, code in zip(book.outcomes.tables, codes, strict=True)]
        assert [f.verdict for f in findings] == [outcome.verdict for outcome in counted]
        assert [frozenset(f.missing) for f in findings] == [o.missing for o in counted]


def test_a_departure_shows(answered: dict[str, Procurement]) -> None:
    found = {
        f.clause.id: f.verdict for f in case_findings(answered["homes"].pk, edition_id=PROPOSED)
    }
    assert found["innovation.open"] is Verdict.DEPARTED
