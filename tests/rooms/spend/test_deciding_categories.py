"""What people say of postings: accepted, corrected, made a rule of, and undone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kornhamn.audit.models import Entry
from kornhamn.categories.queries import CategoryUnknown
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor
from kornhamn.spend.actions import (
    DecisionUndone,
    PostingUnknown,
    RuleSaysNothing,
    RuleThere,
    accept_category,
    learn_categories,
    make_rule,
    remove_rule,
    undo_decision,
)
from kornhamn.spend.models import CategoryModel, CategoryRule, Posting
from kornhamn.spend.types import ClassifiedBy, RuleConditions
from tests.people import People, actor_of
from tests.rooms.spend.postings import posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_labels")]


@pytest.fixture
def anna(people: People) -> Actor:
    return actor_of(people.analyst)


def said_of(one: Posting) -> tuple[str, str]:
    one.refresh_from_db()
    return one.category, one.classified_by


def test_a_decision_holds_and_is_recorded_with_what_was_before(anna: Actor, at: datetime) -> None:
    coffee = posting("Kaffe", category="2210", by=ClassifiedBy.MODEL)
    decision = accept_category([coffee.key], "2250", by=anna, at=at)
    assert said_of(coffee) == ("2250", ClassifiedBy.PERSON)
    assert decision.proposed == "2210"
    entry = Entry.objects.get(verb="category.decided")
    assert entry.details["before"] == "2210"
    assert entry.actor_name == anna.name


def test_a_decision_is_undone_and_everything_is_as_it_was(anna: Actor, at: datetime) -> None:
    coffee = posting("Kaffe", category="2210", by=ClassifiedBy.MODEL)
    decision = accept_category([coffee.key], "2250", by=anna, at=at)
    undo_decision(decision.id, by=anna, at=at)
    assert said_of(coffee) == ("2210", ClassifiedBy.MODEL)
    assert coffee.confidence == 0.5
    with pytest.raises(DecisionUndone):
        undo_decision(decision.id, by=anna, at=at)


def test_an_earlier_decision_is_not_undone_over_a_later_one(anna: Actor, at: datetime) -> None:
    coffee = posting("Kaffe")
    first = accept_category([coffee.key], "2250", by=anna, at=at)
    accept_category([coffee.key], "2260", by=anna, at=at + timedelta(minutes=1))
    with pytest.raises(DecisionUndone):
        undo_decision(first.id, by=anna, at=at)
    assert said_of(coffee)[0] == "2260"


def test_a_category_outside_the_tree_is_refused(anna: Actor, at: datetime) -> None:
    coffee = posting("Kaffe")
    with pytest.raises(CategoryUnknown):
        accept_category([coffee.key], "4711", by=anna, at=at)
    assert said_of(coffee) == ("", "")


def test_a_posting_that_is_gone_is_refused(anna: Actor, at: datetime) -> None:
    with pytest.raises(PostingUnknown):
        accept_category([4711], "2250", by=anna, at=at)


def test_who_may_not_classify_is_refused(people: People, at: datetime) -> None:
    coffee = posting("Kaffe")
    with pytest.raises(NotPermittedError):
        accept_category([coffee.key], "2250", by=actor_of(people.auditor), at=at)


def test_a_rule_takes_the_permission_for_the_whole_group(people: People, at: datetime) -> None:
    with pytest.raises(NotPermittedError):
        make_rule(RuleConditions(words="kaffe"), "2250", by=actor_of(people.responsible), at=at)


def test_a_rule_without_conditions_is_refused(anna: Actor, at: datetime) -> None:
    with pytest.raises(RuleSaysNothing):
        make_rule(RuleConditions(), "2250", by=anna, at=at)


def test_a_rule_decides_what_no_person_has_and_gives_it_back_when_removed(
    anna: Actor, at: datetime
) -> None:
    coffee, decided = posting("Kaffe", "64400 Livsmedel"), posting("Kaffe och te")
    accept_category([decided.key], "2260", by=anna, at=at)
    rule = make_rule(RuleConditions(words="Kaffe"), "2250", by=anna, at=at)
    assert said_of(coffee) == ("2250", ClassifiedBy.RULE)
    assert said_of(decided)[0] == "2260"
    with pytest.raises(RuleThere):
        make_rule(RuleConditions(words="kaffe"), "2210", by=anna, at=at)
    remove_rule(rule.id, by=anna, at=at)
    assert said_of(coffee) == ("2210", ClassifiedBy.RULE)  # its account
    assert not CategoryRule.objects.exists()


def test_twenty_corrections_make_the_model_better_at_what_it_had_not_seen(
    anna: Actor, at: datetime
) -> None:
    learn_categories(by=SYSTEM, at=at)
    many = [posting(f"Fikabröd kardemumma {n}", supplier="Konditori AB") for n in range(20)]
    for one in many:
        accept_category([one.key], "2260", by=anna, at=at)
    learn_categories(by=SYSTEM, at=at + timedelta(hours=1))
    told = CategoryModel.objects.first()
    assert told is not None
    accepted = told.measures["accepted"]
    assert accepted["tested"] == 20
    assert accepted["before"] < 0.5
    assert accepted["after"] == 1.0


def test_learning_again_of_the_same_changes_nothing(at: datetime) -> None:
    first = learn_categories(by=SYSTEM, at=at)
    assert learn_categories(by=SYSTEM, at=at + timedelta(days=1)) == first


def test_the_person_who_decided_is_remembered_by_name(anna: Actor, at: datetime) -> None:
    coffee = posting("Kaffe")
    decision = accept_category([coffee.key], "2250", by=replace(anna, name="Anna B"), at=at)
    assert decision.decided_by_name == "Anna B"
    assert str(decision.decided_by_id) == anna.id
