"""Tallies out of a book: of clauses, of goals, and what the unknown ones wait for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kornhamn.analytics.book import PROFILES, VERDICTS, Book
from kornhamn.analytics.counting import Cut, Table, count_columns
from kornhamn.analytics.types import Count, Tally
from kornhamn.analytics.wanted import Unknowns
from kornhamn.rulebook.types import Verdict

# which verdicts each profile (a set of verdicts, a bit each) holds
_HELD = np.array([[p >> v & 1 for v in range(VERDICTS)] for p in range(PROFILES)], dtype=np.int64)


EMPTY = Tally(*(Count() for _ in Verdict))


@dataclass(frozen=True, slots=True)
class Counted:
    """Some clauses of a book counted over a cut: cases and öre by place and outcome."""

    book: Book
    cut: Cut
    tables: Mapping[int, tuple[Table, Table]]

    def verdicts(self, number: int) -> tuple[Table, Table]:
        """Return a clause's cases and öre, by the place of the cut and by verdict."""
        numbers = [outcome.verdict.number for outcome in self.book.outcomes.tables[number]]
        one_hot = np.eye(VERDICTS, dtype=np.int64)[np.array(numbers, dtype=np.intp)]
        cases, ore = self.tables[number]
        return cases @ one_hot, ore @ one_hot

    def clause(self, number: int) -> list[Tally]:
        """Return a clause's tally at each place of the cut."""
        cases, ore = self.verdicts(number)
        return _tallies(cases, cases, ore)

    def assessments(self, goal: str | None) -> Table:
        """Return the assessments of a goal's clauses (None: all), by place and verdict."""
        total = np.zeros((self.cut.size, VERDICTS), dtype=np.int64)
        for number in self.tables:
            if goal in (None, self.book.clauses[number].goal):
                total += self.verdicts(number)[0]
        return total

    def unknowns(self) -> Unknowns:
        """Return how many assessments wait for which facts, over the whole cut."""
        unknowns: Counter[frozenset[str]] = Counter()
        for number, (cases, _) in self.tables.items():
            found = zip(self.book.outcomes.tables[number], cases.sum(axis=0).tolist(), strict=True)
            for outcome, cases_of_it in found:
                if outcome.verdict is Verdict.UNKNOWN and cases_of_it:
                    unknowns[outcome.missing] += cases_of_it
        return unknowns


def counted(book: Book, cut: Cut, numbers: Sequence[int]) -> Counted:
    """Count some clauses over a cut."""
    tables = count_columns(cut, book.packs, set(numbers))
    return Counted(book, cut, {number: tables[number] for number in numbers})


def goal_tallies(on_cases: Counted, goals: Sequence[str | None]) -> list[list[Tally]]:
    """Return the tallies of some goals' clauses (None: all clauses) at each place of the cut.

    All those clauses must be among the counted. Cases and öre are counted once however many
    clauses agree.
    """
    book, cut = on_cases.book, on_cases.cut
    profiles = [book.profile_of(goal) for goal in goals]
    tables = count_columns(cut, book.profile_packs, set(profiles))
    tallies = []
    for goal, profile in zip(goals, profiles, strict=True):
        cases, ore = (table @ _HELD for table in tables[profile])
        tallies.append(_tallies(on_cases.assessments(goal), cases, ore))
    return tallies


def subjects_tally(verdicts: Sequence[Verdict]) -> Tally:
    """Return the tally of a clause on authorities or the group: no cases, no öre of theirs."""
    number = Counter(verdicts)
    return Tally(*(Count(number[each], number[each], None) for each in Verdict))


def _tallies(assessments: Table, cases: Table, ore: Table) -> list[Tally]:
    return [
        Tally(*(Count(*numbers) for numbers in zip(*place, strict=True)))
        for place in zip(assessments.tolist(), cases.tolist(), ore.tolist(), strict=True)
    ]
