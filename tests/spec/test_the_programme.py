"""What holds for every clause of every edition of the purchasing programme."""

from collections import defaultdict

import pytest

from kornhamn.rulebook.cases import load_situations
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import PROGRAMME, installed_rulebooks, programme
from kornhamn.rulebook.types import Addressee, Clause, Edition, Subject, Verdict

SUBJECT_OF = {
    Addressee.AUTHORITY: {Subject.CASE, Subject.AUTHORITY},
    Addressee.EXECUTIVE_BOARD: {Subject.GROUP},
    Addressee.EXECUTIVE_OFFICE: {Subject.GROUP},
    Addressee.COUNCIL: {Subject.GROUP},
    Addressee.GROUP_BOARD: {Subject.GROUP},
}

each_edition = pytest.mark.parametrize(
    "edition", programme().editions, ids=[edition.id for edition in programme().editions]
)


@each_edition
def test_every_clause_is_met_broken_and_left_open_by_some_situation(edition: Edition) -> None:
    path = installed_rulebooks() / PROGRAMME / f"{edition.id}.cases.toml"
    verdicts = defaultdict(set)
    for situation in load_situations(path, edition, FACTS):
        verdicts[situation.clause].add(situation.verdict)
    left_open = {Verdict.UNKNOWN, Verdict.NOT_APPLICABLE}
    thin = [
        clause.id
        for clause in edition.clauses
        if not verdicts[clause.id] >= {Verdict.MET, Verdict.NOT_MET}
        or not verdicts[clause.id] & left_open
    ]
    assert thin == []


@each_edition
def test_every_goal_is_served_by_some_clause(edition: Edition) -> None:
    assert {clause.goal for clause in edition.clauses} == {goal.id for goal in edition.goals}


@each_edition
def test_knowing_nothing_never_meets_a_clause(edition: Edition) -> None:
    assert [clause.id for clause in edition.clauses if _settled(clause)] == []


def _settled(clause: Clause) -> bool:
    return bool(clause.applies.evaluate({}) and clause.satisfied.evaluate({}) is not None)


@each_edition
def test_the_first_addressee_can_answer_for_the_subject(edition: Edition) -> None:
    wrong = [c.id for c in edition.clauses if c.subject not in SUBJECT_OF[c.addressees[0]]]
    assert wrong == []


def test_a_clause_that_differs_between_the_editions_says_so_in_its_statement() -> None:
    in_force, proposed = programme().editions
    kept = {clause.id for clause in in_force.clauses} & {c.id for c in proposed.clauses}
    silent = [name for name in kept if _silent(in_force.clause(name), proposed.clause(name))]
    assert silent == []


def _silent(old: Clause, new: Clause) -> bool:
    ruled_otherwise = (old.applies.text, old.satisfied.text, old.force) != (
        new.applies.text,
        new.satisfied.text,
        new.force,
    )
    return ruled_otherwise and old.statement == new.statement
