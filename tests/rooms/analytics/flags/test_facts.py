"""The ledgers answer facts of the programme; what they cannot answer stays unknown."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from tests.made_ledgers import Line, load_lines
from tests.people import Group
from tests.rooms.analytics.conftest import IN_FORCE, procurement

from kornhamn.analytics.actions import refresh
from kornhamn.analytics.opening import opened
from kornhamn.analytics.queries.follow_up import follow_up, ledger_answers
from kornhamn.analytics.types import Selection
from kornhamn.analytics.types.flags import Refreshed
from kornhamn.organisation.models import Authority
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.procurement.models import StatedFact
from kornhamn.rulebook.types import Facts

pytestmark = pytest.mark.django_db
Count = Callable[[], Refreshed]
EVERYTHING, CHOSEN = Scope(group=True), Selection(IN_FORCE)
OUTSIDE = 30_000


def two_years(of: Authority, *, agreement: str = "A-1") -> list[Line]:
    """A ledger from January 2025 to February 2026: food on an agreement, and some beside it."""
    return [
        Line(of, "Livs AB", 1_000, on=date(2025, 1, 10), category="2210", agreement=agreement),
        Line(of, "Livs AB", 5_000, on=date(2025, 9, 10), category="2210", agreement=agreement),
        Line(of, "Torget AB", OUTSIDE, on=date(2026, 2, 20), category="2210"),
        Line(of, "Bygg AB", 700, on=date(2025, 5, 5), category="1010"),
    ]


def known(at: datetime, authority: Authority) -> Facts:
    """Return the facts of an authority in a new snapshot."""
    refresh(by=SYSTEM, at=at)
    return opened(CHOSEN, EVERYTHING).book.portfolio.organisation.facts[authority.code]


def test_without_ledgers_the_facts_are_unknown(group: Group, at: datetime) -> None:
    own = known(at, group.education)
    assert "spend_outside_process" not in own
    assert ledger_answers(CHOSEN, EVERYTHING).assessments == 0


def test_the_last_twelve_months_are_summed(group: Group, count: Count, at: datetime) -> None:
    load_lines(two_years(group.education))
    count()
    own = known(at, group.education)
    assert own["spend_outside_process"] == (OUTSIDE + 700) * 100
    assert own["spend_under_agreements"] == (OUTSIDE + 5_000) * 100
    assert own["spend_outside_agreements"] == OUTSIDE * 100
    assert own["market_concentration_followed"] is True


def test_a_ledger_shorter_than_a_year_answers_no_sum(
    group: Group, count: Count, at: datetime
) -> None:
    load_lines(two_years(group.education)[1:3])
    count()
    own = known(at, group.education)
    assert own.get("spend_outside_process") is None
    assert own.get("spend_outside_agreements") is None


def test_a_ledger_that_marks_nothing_says_nothing_of_the_process(
    group: Group, count: Count, at: datetime
) -> None:
    load_lines(two_years(group.education, agreement=""))
    count()
    own = known(at, group.education)
    assert own.get("spend_outside_process") is None
    assert own["market_concentration_followed"] is True


def test_one_year_of_concentration_is_no_following(
    group: Group, count: Count, at: datetime
) -> None:
    load_lines(two_years(group.education)[:2])
    count()
    assert known(at, group.education).get("market_concentration_followed") is None


def test_the_unknown_shrinks_by_what_the_ledgers_answer(
    group: Group, count: Count, at: datetime
) -> None:
    procurement("1", group.education)
    known(at, group.education)
    before = unknown()
    load_lines(two_years(group.education))
    count()
    known(at, group.education)
    answers = ledger_answers(CHOSEN, EVERYTHING)
    assert answers.assessments == before - unknown() == 3
    assert {each.fact for each in answers.facts} == {
        "spend_outside_process", "spend_under_agreements", "spend_outside_agreements",
        "market_concentration_followed",
    }  # fmt: skip
    assert ledger_answers(CHOSEN, Scope(own=frozenset({group.care.pk}))).facts == ()


def unknown() -> int:
    """Return how many assessments on authorities are unknown."""
    figures = follow_up(CHOSEN, EVERYTHING).clauses
    on_authorities = [each for each in figures if each.tally.met.ore is None]
    return sum(each.tally.unknown.assessments for each in on_authorities)


def test_a_contradiction_is_told_and_the_ledger_counts(
    group: Group, count: Count, at: datetime
) -> None:
    said = {"authority": group.education, "source": "Årsredovisningen", "stated_at": at}
    StatedFact.objects.create(fact="spend_outside_process", value=0, **said)
    StatedFact.objects.create(fact="market_concentration_followed", value=True, **said)
    load_lines(two_years(group.education))
    count()
    own = known(at, group.education)
    assert own["spend_outside_process"] == (OUTSIDE + 700) * 100
    told = ledger_answers(CHOSEN, EVERYTHING).contradicted
    assert [(each.fact, each.stated) for each in told] == [("spend_outside_process", 0)]


def test_the_days_that_a_fact_rests_on_are_told(group: Group, count: Count, at: datetime) -> None:
    load_lines(two_years(group.education))
    count()
    known(at, group.education)
    fact = ledger_answers(CHOSEN, EVERYTHING).facts[0]
    assert (fact.first_on, fact.last_on) == (date(2025, 2, 21), date(2026, 2, 20))
