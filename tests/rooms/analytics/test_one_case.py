"""One procurement as it stands now, against the same procurement among all the others."""

from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from tests.rooms.analytics.conftest import IN_FORCE, PROPOSED

from kornhamn.analytics import actions
from kornhamn.analytics.opening import SHELF, edition_named
from kornhamn.analytics.portfolio import load
from kornhamn.analytics.queries.cases import case_findings
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.models import Departure, Procurement, StatedFact
from kornhamn.rulebook.types import Verdict

pytestmark = pytest.mark.django_db
ANSWERS = {
    "school": {"is_service_operation": True, "contract_terms": ["whistleblowing"]},
    "food": {"includes_food": True, "requirements": [], "category_status": "fixed"},
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
    return portfolio


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
