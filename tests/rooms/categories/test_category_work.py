"""Category work: the council fixes, a team works, a strategy is decided, followed up, replaced."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from tests.people import Group, People, actor_of

from kornhamn.analytics.organisation_facts import gather
from kornhamn.audit.models import Entry
from kornhamn.categories.actions import (
    decide_strategy,
    follow_action,
    follow_up_strategy,
    join_team,
    leave_team,
    plan_action,
    record_tree_decision,
    write_strategy,
)
from kornhamn.categories.actions.refusals import (
    ActionClosedError,
    DecisionInFutureError,
    DecisionKnownError,
    InTeamAlreadyError,
    StrategyClosedError,
    StrategyIncompleteError,
    StrategyWithoutActionError,
    WordsMissingError,
)
from kornhamn.categories.models import Strategy, TeamMember, TreeDecision
from kornhamn.categories.queries import (
    CategoryUnknown,
    category_facts,
    current_strategy,
    mix_of,
    standing_of,
    strategy_of,
    team_of,
    waiting_actions,
)
from kornhamn.categories.types import (
    ActionOutcome,
    ActionState,
    CategoryStanding,
    NewAction,
    NewMember,
    NewTreeDecision,
    StrategyState,
    StrategyTexts,
    StrategyVerb,
    TeamFunction,
)
from kornhamn.categories.workflow import TRANSITIONS, StrategyNotThere, next_state
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import SYSTEM
from kornhamn.rulebook.library import programme

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
NEW = NewTreeDecision(date(2026, 2, 16), "KF 2026-02-16 § 14", ("22",))
TEXTS = StrategyTexts("Livsmedel 2026", "Behov", "Mönster", "Marknad", "Affär", "Mål")


def draft(texts: StrategyTexts = TEXTS) -> Strategy:
    return write_strategy("2210", texts, by=SYSTEM, at=AT)


def decided(people: People, texts: StrategyTexts = TEXTS) -> Strategy:
    strategy = draft(texts)
    plan_action(strategy.pk, action(people), by=SYSTEM, at=AT)
    return decide(strategy)


def decide(strategy: Strategy) -> Strategy:
    return decide_strategy(strategy.pk, decided_on=ON, decision="KS § 3", by=SYSTEM, at=AT, on=ON)


def action(people: People) -> NewAction:
    return NewAction("Färre leveranser", people.analyst.pk, date(2026, 6, 1), 50_000_000)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"reference": " "}, WordsMissingError),
        ({"decided_on": date(2026, 3, 10)}, DecisionInFutureError),
        ({"prioritised": ("9999",)}, CategoryUnknown),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    changed: dict[str, object], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        record_tree_decision(replace(NEW, **changed), by=SYSTEM, at=AT, on=ON)  # type: ignore[arg-type]
    assert not TreeDecision.objects.exists()


def test_the_council_fixes_every_category_and_puts_some_first() -> None:
    assert standing_of("2210").standing is CategoryStanding.NONE
    record_tree_decision(NEW, by=SYSTEM, at=AT, on=ON)
    assert standing_of("2210").standing is CategoryStanding.PRIORITISED
    assert standing_of("1010").standing is CategoryStanding.FIXED
    assert standing_of("1010").is_as_decided
    with pytest.raises(DecisionKnownError):
        record_tree_decision(NEW, by=SYSTEM, at=AT, on=ON)
    TreeDecision.objects.update(fingerprint="0" * 64)
    assert not standing_of("1010").is_as_decided


def test_a_team_is_mixed_when_it_has_several_authorities_and_functions(
    group: Group, people: People
) -> None:
    lead = NewMember("2210", people.analyst.pk, group.education.pk, TeamFunction.LEAD)
    join_team(lead, by=SYSTEM, at=AT, on=ON)
    with pytest.raises(InTeamAlreadyError):
        join_team(lead, by=SYSTEM, at=AT, on=ON)
    assert not mix_of(team_of("2210", on=ON)).is_mixed
    assert category_facts(ON)["category_teams_mixed"] is False
    buyer = NewMember("2210", people.purchaser.pk, group.water.pk, TeamFunction.BUYER)
    member = join_team(buyer, by=SYSTEM, at=AT, on=ON)
    assert mix_of(team_of("2210", on=ON)).is_mixed
    assert team_of("2210", on=ON)[0].function == TeamFunction.LEAD
    leave_team(member, by=SYSTEM, at=AT, on=date(2026, 4, 1))
    assert [one.person for one in team_of("2210", on=date(2026, 4, 1))] == [people.analyst]
    assert TeamMember.objects.count() == 2
    leave_team(member, by=SYSTEM, at=AT, on=date(2026, 5, 1))  # from a page that was open since
    assert [one.person for one in team_of("2210", on=date(2026, 4, 1))] == [people.analyst]


def test_somebody_who_has_left_the_group_makes_no_team(group: Group, people: People) -> None:
    gone = NewMember("2210", people.departed.pk, group.water.pk, TeamFunction.LEAD)
    join_team(gone, by=SYSTEM, at=AT, on=ON)
    assert mix_of(team_of("2210", on=ON)).members == 0


def test_a_draft_is_changed_in_place_and_read_by_those_who_manage(people: People) -> None:
    strategy = draft()
    assert draft(replace(TEXTS, goals="Annat mål")) == strategy
    assert strategy_of(strategy.pk, actor_of(people.purchaser)) is None
    assert strategy_of(strategy.pk, actor_of(people.analyst)) == strategy


@pytest.mark.parametrize("name", ["needs", "spend_pattern", "market", "business", "goals"])
def test_a_strategy_without_one_of_its_analyses_is_not_decided(people: People, name: str) -> None:
    strategy = draft(replace(TEXTS, **{name: " "}))
    plan_action(strategy.pk, action(people), by=SYSTEM, at=AT)
    with pytest.raises(StrategyIncompleteError):
        decide(strategy)


def test_a_strategy_without_an_action_is_not_decided() -> None:
    with pytest.raises(StrategyWithoutActionError):
        decide(draft())


def test_one_strategy_is_in_force_a_category_and_replaces_the_one_before(people: People) -> None:
    first, second = decided(people), decided(people, replace(TEXTS, title="Livsmedel 2028"))
    first.refresh_from_db()
    assert (first.state, first.replaced_by) == (StrategyState.REPLACED, second)
    assert current_strategy(("2210", "22")) == second
    with pytest.raises(StrategyClosedError):
        plan_action(first.pk, action(people), by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Strategy.objects.filter(pk=first.pk).update(state=StrategyState.DECIDED)


def test_a_follow_up_needs_words_and_a_strategy_in_force(people: People) -> None:
    strategy = draft()
    with pytest.raises(StrategyNotThere):
        follow_up_strategy(strategy.pk, conclusion="Bra", by=SYSTEM, at=AT, on=ON)
    plan_action(strategy.pk, action(people), by=SYSTEM, at=AT)
    decide(strategy)
    with pytest.raises(WordsMissingError):
        follow_up_strategy(strategy.pk, conclusion=" ", by=SYSTEM, at=AT, on=ON)
    followed = follow_up_strategy(strategy.pk, conclusion="Bra", by=SYSTEM, at=AT, on=ON)
    assert followed.state == StrategyState.FOLLOWED_UP
    assert Entry.objects.filter(verb="strategy.followed-up").count() == 1


def test_an_effect_is_kept_with_how_it_was_counted(people: People) -> None:
    strategy = decided(people)
    waiting = strategy.actions.get()
    mine = actor_of(people.analyst)
    assert list(waiting_actions(mine, until=date(2026, 6, 1))) == [waiting]
    done = ActionOutcome(ActionState.DONE, 30_000_000, "Fakturor mars mot mars")
    with pytest.raises(WordsMissingError):
        follow_action(waiting.pk, replace(done, how=""), by=SYSTEM, at=AT, on=ON)
    follow_action(waiting.pk, done, by=SYSTEM, at=AT, on=ON)
    assert not waiting_actions(mine, until=date(2026, 6, 1)).exists()
    dropped = replace(done, state=ActionState.DROPPED)
    follow_action(waiting.pk, dropped, by=SYSTEM, at=AT, on=ON)
    with pytest.raises(ActionClosedError):
        follow_action(waiting.pk, done, by=SYSTEM, at=AT, on=ON)


def test_the_group_knows_of_its_category_work_and_nothing_recorded_is_no_answer(
    people: People,
) -> None:
    instrument = programme()
    assert "council_categories" not in gather(instrument, on=ON).group
    record_tree_decision(NEW, by=SYSTEM, at=AT, on=ON)
    decided(people)
    known = gather(instrument, on=ON).group
    assert known["council_categories"] is True
    assert known["category_work_initiated"] is True
    assert "category_teams_mixed" not in known


@pytest.mark.parametrize("state", StrategyState)
@pytest.mark.parametrize("verb", StrategyVerb)
def test_a_state_allows_what_the_table_says(state: StrategyState, verb: StrategyVerb) -> None:
    if (state, verb) in TRANSITIONS:
        assert next_state(state, verb) is TRANSITIONS[state, verb]
    else:
        with pytest.raises(StrategyNotThere):
            next_state(state, verb)
