"""Who answers which fact: what is claimed is what the parts of the suite really answer."""

from datetime import UTC, date, datetime

import pytest
from tests.people import Group, People

from kornhamn.analytics.queries.supply import SUPPLY, Why, asked_by, supplied
from kornhamn.categories.actions import join_team, record_tree_decision
from kornhamn.categories.queries import CATEGORY_FACTS, category_facts
from kornhamn.categories.types import NewMember, NewTreeDecision, TeamFunction
from kornhamn.organisation.queries import ORGANISATION_FACTS, authority_facts, group_facts
from kornhamn.organisation.types import SYSTEM
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import programme

AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


def test_only_declared_facts_are_claimed_and_each_by_one_part() -> None:
    claimed = [name for names in SUPPLY.values() for name in names]
    assert set(claimed) <= FACTS.keys()
    assert len(claimed) == len(set(claimed))


def test_every_fact_that_a_clause_asks_for_has_somebody_or_says_that_nobody_answers() -> None:
    for edition in programme().editions:
        for clause in edition.clauses:
            for each in asked_by(clause):
                assert each.by or each.why in {Why.ASKED, Why.NOBODY}
    assert supplied("contract_records").why is Why.OPEN_LIST
    assert supplied("contract_ended").why is Why.NOT_RECORDED
    assert supplied("includes_food").why is Why.ASKED
    assert supplied("suppliers_connected").why is Why.NOBODY


@pytest.mark.django_db
def test_the_organisation_and_category_work_answer_what_they_claim(
    group: Group, people: People
) -> None:
    new = NewTreeDecision(ON, "KF 2026-03-09 § 4")
    record_tree_decision(new, by=SYSTEM, at=AT, on=ON)
    member = NewMember("1240", people.purchaser.pk, group.education.pk, TeamFunction.LEAD)
    join_team(member, by=SYSTEM, at=AT, on=ON)
    answered = {name for row in authority_facts(ON) for name in row} | group_facts(ON).keys()
    assert answered & FACTS.keys() == set(ORGANISATION_FACTS)
    assert category_facts(ON).keys() == set(CATEGORY_FACTS)
