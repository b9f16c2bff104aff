"""Every situation beside an edition gets the verdict that its lawyer expects."""

from collections import defaultdict

import pytest

from kornhamn.rulebook.assess import find
from kornhamn.rulebook.cases import Situation, load_situations
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import installed_rulebooks, instrument
from kornhamn.rulebook.types import Clause, Edition, Verdict

FOLDERS = sorted(path.parent for path in installed_rulebooks().glob("*/instrument.toml"))
EDITIONS = [edition for folder in FOLDERS for edition in instrument(folder.name).editions]
HERE = {
    edition.id: load_situations(
        installed_rulebooks() / edition.instrument / f"{edition.id}.cases.toml", edition, FACTS
    )
    for edition in EDITIONS
}
SITUATIONS = [
    pytest.param(edition, situation, id=f"{edition.id}:{situation.line}:{situation.clause}")
    for edition in EDITIONS
    for situation in HERE[edition.id]
]
CLAUSES = [
    pytest.param(edition, clause, id=f"{edition.id}:{clause.id}")
    for edition in EDITIONS
    for clause in edition.clauses
]


@pytest.mark.parametrize(("edition", "situation"), SITUATIONS)
def test_the_situation_gets_its_verdict(edition: Edition, situation: Situation) -> None:
    clause = edition.clause(situation.clause)
    finding = find(clause, situation.facts, departed=situation.departed)
    assert finding.verdict is situation.verdict
    assert set(finding.missing) == set(situation.missing)


@pytest.mark.parametrize(("edition", "clause"), CLAUSES)
def test_a_clause_has_situations_met_not_met_and_neither(edition: Edition, clause: Clause) -> None:
    told = defaultdict(list)
    for situation in HERE[edition.id]:
        if situation.clause == clause.id:
            told[situation.verdict].append(situation)
    assert sum(map(len, told.values())) >= 3
    assert told[Verdict.MET]
    assert told[Verdict.NOT_MET]
    assert told[Verdict.NOT_APPLICABLE] or told[Verdict.UNKNOWN]
