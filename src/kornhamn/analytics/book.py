"""A snapshot assessed under one edition, kept in memory and ready to be counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from kornhamn.analytics.counting import Pack, packed
from kornhamn.analytics.outcomes import Outcomes, outcomes
from kornhamn.analytics.portfolio import Portfolio, load
from kornhamn.rulebook.assess import assess
from kornhamn.rulebook.types import Clause, Edition, Finding, Subject, Verdict

VERDICTS = len(Verdict)
PROFILES = 1 << VERDICTS
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Book:
    """Outcomes of the clauses on cases, packed for counting.

    `verdicts[clause, case]` are verdict numbers; `numbers[goal, verdict, case]` is how many of a
    goal's clauses have that verdict, the last "goal" being all clauses. A profile, packed alike,
    says which verdicts occur at all. Findings on authorities are by their code.
    """

    portfolio: Portfolio
    edition: Edition
    clauses: tuple[Clause, ...]
    outcomes: Outcomes
    verdicts: NDArray[np.uint8]
    packs: tuple[Pack, ...]
    numbers: NDArray[np.uint16]
    profile_packs: tuple[Pack, ...]
    on_authorities: Mapping[str, tuple[Finding, ...]]
    on_group: tuple[Finding, ...]

    def number(self, clause_id: str) -> int | None:
        """Return the place of a clause on cases, or None where there is none."""
        return next((n for n, clause in enumerate(self.clauses) if clause.id == clause_id), None)

    def profile_of(self, goal: str | None) -> int:
        """Return the place of a goal's profile, or of the profile of all clauses."""
        goals = [each.id for each in self.edition.goals]
        return len(goals) if goal is None else goals.index(goal)


def assessed(portfolio: Portfolio, edition: Edition) -> Book:
    """Assess every case under an edition."""
    clauses = edition.clauses_on(Subject.CASE)
    found = outcomes(portfolio.cases, clauses)
    verdicts = np.empty(found.codes.shape, dtype=np.uint8)
    for number, table in enumerate(found.tables):
        of_outcome = np.array([outcome.verdict.number for outcome in table], dtype=np.uint8)
        verdicts[number] = of_outcome[found.codes[number]]
    numbers = _numbers(edition, clauses, verdicts)
    profiles = _profiles(numbers)
    return Book(
        portfolio=portfolio,
        edition=edition,
        clauses=clauses,
        outcomes=found,
        verdicts=verdicts,
        packs=packed(found.codes, [len(table) for table in found.tables]),
        numbers=numbers,
        profile_packs=packed(profiles, [PROFILES] * len(profiles)),
        on_authorities={
            code: assess(edition, facts, subject=Subject.AUTHORITY)
            for code, facts in portfolio.organisation.facts.items()
        },
        on_group=assess(edition, portfolio.organisation.group, subject=Subject.GROUP),
    )


class Shelf:
    """The books used last, each assessed once however many ask at the same time."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept, self._lock = kept, Lock()
        self._books: dict[tuple[Path, str], Book] = {}

    def book(self, folder: Path, edition: Edition) -> Book:
        """Return the snapshot in a folder assessed under an edition as its file reads now."""
        key = (folder, edition.digest)
        with self._lock:
            book = self._books.pop(key, None) or assessed(load(folder), edition)
            self._books[key] = book
            for oldest in list(self._books)[: -self._kept]:
                del self._books[oldest]
        return book


def _numbers(
    edition: Edition, clauses: Sequence[Clause], verdicts: NDArray[np.uint8]
) -> NDArray[np.uint16]:
    """Return how many clauses of each goal (last: of all) have each verdict, for each case."""
    goals = [goal.id for goal in edition.goals]
    numbers = np.zeros((len(goals) + 1, VERDICTS, verdicts.shape[1]), dtype=np.uint16)
    for number, clause in enumerate(clauses):
        for verdict in range(VERDICTS):
            has_it = verdicts[number] == verdict
            numbers[goals.index(clause.goal), verdict] += has_it
            numbers[-1, verdict] += has_it
    return numbers


def _profiles(numbers: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Return which verdicts occur, a bit each, for each goal (last: any) and case."""
    bits = (np.uint8(1) << np.arange(VERDICTS, dtype=np.uint8))[np.newaxis, :, np.newaxis]
    profiles: NDArray[np.uint8] = np.bitwise_or.reduce(
        np.where(numbers > 0, bits, np.uint8(0)), axis=1
    )
    return profiles
