"""Two editions over the same cases: how the verdicts of each clause move from one to the other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kornhamn.analytics.book import VERDICTS, Book
from kornhamn.analytics.counting import Cut
from kornhamn.analytics.types import AuthorityFinding, ClauseShift, Impact, Move, Transition
from kornhamn.rulebook.types import Edition, Verdict

_ABSENT = VERDICTS  # the number of "no such clause"
_KINDS = VERDICTS + 1
_MEANING: tuple[Verdict | None, ...] = (*Verdict, None)

Mark = NDArray[np.bool_]
Numbers = NDArray[np.uint8]


@dataclass(frozen=True)
class Marks:
    """A mark for each case of the cut that has at least one verdict of the kind."""

    changed: Mark
    newly_not_met: Mark
    no_longer_not_met: Mark
    newly_unknown: Mark

    def add(self, before: Numbers, after: Numbers) -> None:
        """Mark the cases that one clause changes."""
        not_met, unknown = Verdict.NOT_MET.number, Verdict.UNKNOWN.number
        changed = before != after
        for marks, is_it in (
            (self.changed, changed),
            (self.newly_not_met, changed & (after == not_met)),
            (self.no_longer_not_met, changed & (before == not_met)),
            (self.newly_unknown, changed & (after == unknown)),
        ):
            np.logical_or(marks, is_it, out=marks)


@dataclass(frozen=True)
class Pair:
    """The same snapshot assessed under two editions, and the cases to compare them over."""

    before: Book
    after: Book
    cut: Cut

    @property
    def clause_ids(self) -> tuple[str, ...]:
        """The clauses on cases of either: in the order of the later, then what is gone."""
        ids = [clause.id for book in (self.after, self.before) for clause in book.clauses]
        return tuple(dict.fromkeys(ids))

    def numbers(self, clause_id: str) -> tuple[Numbers, Numbers]:
        """Return a clause's verdict numbers before and after, over the cut."""
        return self._of(self.before, clause_id), self._of(self.after, clause_id)

    def shift(self, clause_id: str) -> ClauseShift:
        """Return how a clause's verdicts move, in cases and öre."""
        before, after = self.numbers(clause_id)
        keys = before.astype(np.intp) * _KINDS + after
        cases = np.bincount(keys, minlength=_KINDS * _KINDS)
        ore = self.cut.added(keys, _KINDS * _KINDS)
        transitions = tuple(
            Transition(
                _MEANING[code // _KINDS], _MEANING[code % _KINDS], int(cases[code]), int(ore[code])
            )
            for code in np.flatnonzero(cases).tolist()
        )
        return _shift(clause_id, (self.before.edition, self.after.edition), transitions)

    @cached_property
    def marks(self) -> Marks:
        """Which cases change at all, and in which ways."""
        marks = Marks(*(np.zeros(len(self.cut.rows), dtype=bool) for _ in range(4)))
        for clause_id in self.clause_ids:
            before, after = self.numbers(clause_id)
            marks.add(_as_found(before), _as_found(after))
        return marks

    def moved(self, clause_id: str) -> Mark:
        """Mark the cases whose verdict on a clause changes."""
        before, after = (_as_found(each) for each in self.numbers(clause_id))
        moved: Mark = before != after
        return moved

    def made(self, move: Move) -> Mark:
        """Mark the cases whose verdict on a clause goes just so."""
        before, after = self.numbers(move.clause_id)
        made: Mark = (before == _MEANING.index(move.before)) & (after == _MEANING.index(move.after))
        return made

    def moves(self, places: NDArray[np.intp]) -> list[tuple[Move, ...]]:
        """Return for each of a few places in the cut all that changes there."""
        found: list[list[Move]] = [[] for _ in places]
        for clause_id in self.clause_ids:
            before, after = (each[places] for each in self.numbers(clause_id))
            for place in np.flatnonzero(_as_found(before) != _as_found(after)).tolist():
                move = Move(clause_id, _MEANING[before[place]], _MEANING[after[place]])
                found[place].append(move)
        return [tuple(of_one) for of_one in found]

    def _of(self, book: Book, clause_id: str) -> Numbers:
        number = book.number(clause_id)
        if number is None:
            return np.full(len(self.cut.rows), _ABSENT, dtype=np.uint8)
        numbers: Numbers = book.verdicts[number][self.cut.rows]
        return numbers


def impact(cut: Cut, marks: Mark) -> Impact:
    """Return how many cases are marked, and their value."""
    return Impact(int(marks.sum()), int(cut.ore[marks].sum()))


def subject_shifts(
    before: tuple[Edition, Sequence[AuthorityFinding]],
    after: tuple[Edition, Sequence[AuthorityFinding]],
) -> Iterator[ClauseShift]:
    """Yield how the clauses on authorities and on the group move, without amounts."""
    old, new = _by_clause(before[1]), _by_clause(after[1])
    for clause_id in dict.fromkeys((*new, *old)):
        was, becomes = old.get(clause_id, {}), new.get(clause_id, {})
        number = Counter(
            (was.get(subject), becomes.get(subject)) for subject in dict.fromkeys((*was, *becomes))
        )
        transitions = tuple(Transition(*pair, cases, None) for pair, cases in number.items())
        yield _shift(clause_id, (before[0], after[0]), transitions)


def _by_clause(found: Sequence[AuthorityFinding]) -> Mapping[str, dict[str, Verdict]]:
    verdicts: dict[str, dict[str, Verdict]] = {}
    for each in found:
        subject = each.authority.code if each.authority else ""
        verdicts.setdefault(each.finding.clause.id, {})[subject] = each.finding.verdict
    return verdicts


def _as_found(numbers: Numbers) -> Numbers:
    """An absent clause says as little as one that does not apply."""
    return np.where(numbers == _ABSENT, np.uint8(Verdict.NOT_APPLICABLE.number), numbers)


def _shift(
    clause_id: str, editions: tuple[Edition, Edition], transitions: tuple[Transition, ...]
) -> ClauseShift:
    before, after = (
        next((clause for clause in edition.clauses if clause.id == clause_id), None)
        for edition in editions
    )
    return ClauseShift(clause_id, before, after, transitions)
