"""Every declared fact can be asked, answered and read in both languages."""

import re

import pytest

from kornhamn.kernel.texts import Text
from kornhamn.rulebook import facts
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import Fact, FactType

each_fact = pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)


def test_no_name_is_declared_twice() -> None:
    groups = [value for name, value in vars(facts).items() if name.endswith("_FACTS")]
    names = [fact.name for group in groups for fact in group]
    assert sorted(names) == sorted(FACTS)


@each_fact
def test_the_name_can_be_a_column(fact: Fact) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", fact.name)


@each_fact
def test_the_question_is_one_sentence_with_a_question_mark(fact: Fact) -> None:
    assert fact.question.sv.count("?") == fact.question.en.count("?") == 1


@each_fact
def test_labels_stand_inside_a_sentence(fact: Fact) -> None:
    texts = [fact.label, *fact.choices.values()]
    assert not [text for text in texts if _ends_a_sentence(text)]


def _ends_a_sentence(text: Text) -> bool:
    return (
        not text.sv.strip() or not text.en.strip() or text.sv[-1] in ".?!" or text.en[-1] in ".?!"
    )


@each_fact
def test_only_a_choice_has_choices(fact: Fact) -> None:
    assert bool(fact.choices) is (fact.type in (FactType.CHOICE, FactType.CHOICES))


@each_fact
def test_numbers_say_what_they_count(fact: Fact) -> None:
    assert bool(fact.unit) is (fact.type in (FactType.INTEGER, FactType.MONEY))


def test_a_fact_that_nothing_supplies_is_asked_only_for_a_clause() -> None:
    predicates = [
        predicate
        for edition in programme().editions
        for clause in edition.clauses
        for predicate in (clause.applies, clause.satisfied)
    ]
    used = {name for predicate in predicates for name in predicate.facts}
    asked = {fact.name for fact in FACTS.values() if fact.supplied_by == "person"}
    assert asked <= used


def test_every_code_of_a_list_is_asked_for_by_a_clause() -> None:
    texts = " ".join(
        predicate.text
        for edition in programme().editions
        for clause in edition.clauses
        for predicate in (clause.applies, clause.satisfied)
    )
    lists = [fact for fact in FACTS.values() if fact.type is FactType.CHOICES]
    unused = [code for fact in lists for code in fact.choices if f"'{code}'" not in texts]
    assert unused == []
