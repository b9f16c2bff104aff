"""No verb of category work trusts its caller: without the right nothing is done or written."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from tests.people import Group, People, actor_of, appoint, person
from tests.written import all_that_is_written

from kornhamn.categories import actions
from kornhamn.categories.models import Strategy, TeamMember
from kornhamn.categories.types import (
    ActionOutcome,
    ActionState,
    NewAction,
    NewMember,
    NewTreeDecision,
    StrategyTexts,
    TeamFunction,
)
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor, Role

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
TEXTS = StrategyTexts("Livsmedel 2026", "Behov", "Mönster", "Marknad", "Affär", "Mål")
DECIDES = {"decide_strategy", "record_tree_decision"}  # the others take working with categories


@pytest.fixture
def verbs(group: Group, people: People) -> dict[str, Callable[[Actor], object]]:
    """Every verb of the room on a strategy in force, its action, its draft and its team."""
    new = NewAction("Färre leveranser", people.analyst.pk, date(2026, 6, 1))
    member = NewMember("2210", people.purchaser.pk, group.education.pk, TeamFunction.BUYER)
    draft = actions.write_strategy("2210", TEXTS, by=SYSTEM, at=AT)
    action = actions.plan_action(draft.pk, new, by=SYSTEM, at=AT)
    decided = {"decided_on": ON, "decision": "KS § 3", "at": AT, "on": ON}
    actions.decide_strategy(draft.pk, **decided, by=SYSTEM)
    coming = actions.write_strategy("2210", TEXTS, by=SYSTEM, at=AT)
    actions.plan_action(coming.pk, new, by=SYSTEM, at=AT)
    there = actions.join_team(member, by=SYSTEM, at=AT, on=ON)
    joins = NewMember("2210", people.analyst.pk, group.education.pk, TeamFunction.BUYER)
    done = ActionOutcome(ActionState.DONE, 100, "Räknat")
    return {
        "decide_strategy": lambda by: actions.decide_strategy(coming.pk, **decided, by=by),
        "follow_action": lambda by: actions.follow_action(action.pk, done, by=by, at=AT, on=ON),
        "follow_up_strategy": lambda by: actions.follow_up_strategy(
            draft.pk, conclusion="Bra", by=by, at=AT, on=ON),
        "join_team": lambda by: actions.join_team(joins, by=by, at=AT, on=ON),
        "leave_team": lambda by: actions.leave_team(there, by=by, at=AT, on=ON),
        "plan_action": lambda by: actions.plan_action(coming.pk, new, by=by, at=AT),
        "record_tree_decision": lambda by: actions.record_tree_decision(
            NewTreeDecision(ON, "KF § 14"), by=by, at=AT, on=ON),
        "write_strategy": lambda by: actions.write_strategy("2210", TEXTS, by=by, at=AT),
    }  # fmt: skip


def test_without_the_right_every_verb_refuses_and_writes_nothing(
    verbs: dict[str, Callable[[Actor], object]], people: People, group: Group
) -> None:
    assert set(verbs) == set(actions.__all__)
    works = actor_of(appoint(person("Kim"), Role.CATEGORY_TEAM, group.education))
    before = all_that_is_written("categories")
    for name, does in verbs.items():
        refused = [actor_of(people.responsible), actor_of(people.auditor)]
        for by in [*refused, works] if name in DECIDES else refused:
            with pytest.raises(NotPermittedError):
                does(by)
        assert all_that_is_written("categories") == before, name


def test_who_works_with_categories_does_the_work_and_the_analyst_records_decisions(
    verbs: dict[str, Callable[[Actor], object]], people: People, group: Group
) -> None:
    works = actor_of(appoint(person("Kim"), Role.CATEGORY_TEAM, group.education))
    decides = actor_of(people.analyst)
    for name in sorted(verbs, key=lambda name: name in DECIDES):
        verbs[name](decides if name in DECIDES else works)
    assert Strategy.objects.filter(decided_on=ON).count() == 2
    assert TeamMember.objects.get().person == people.analyst
