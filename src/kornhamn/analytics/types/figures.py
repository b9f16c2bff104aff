"""The frozen figures of a follow-up. Amounts are whole öre.

A share is between 0 and 1, or None where nothing could be counted.
"""

from dataclasses import dataclass

from kornhamn.analytics.types.selection import AuthorityInfo, Selection, SnapshotInfo
from kornhamn.rulebook.types import Clause, Edition, Fact, Goal, Verdict


@dataclass(frozen=True, slots=True)
class Count:
    """How many assessments (clause and subject) fell out one way, over how many procurements.

    `ore` is the contracted value of those procurements, each counted once; None where the
    subjects are authorities or the group. For one clause, `assessments` equals `cases`.
    """

    assessments: int = 0
    cases: int = 0
    ore: int | None = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The five verdicts, counted."""

    met: Count
    not_met: Count
    unknown: Count
    not_applicable: Count
    departed: Count

    def of(self, verdict: Verdict) -> Count:
        """Return the count of one verdict."""
        count: Count = getattr(self, _FIELDS[verdict])
        return count

    @property
    def answered(self) -> int:
        """Assessments that found the clause to apply, and how it went."""
        return self.met.assessments + self.not_met.assessments + self.departed.assessments

    @property
    def relevant(self) -> int:
        """Assessments that are not known to be beside the point."""
        return self.answered + self.unknown.assessments

    @property
    def share_met(self) -> float | None:
        """Met, of the answered ones (met, not met, departed)."""
        return self.met.assessments / self.answered if self.answered else None

    @property
    def share_unknown(self) -> float | None:
        """Unknown, of the relevant ones: the honest figure."""
        return self.unknown.assessments / self.relevant if self.relevant else None


_FIELDS = {verdict: verdict.value.replace("-", "_") for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class ClauseFigures:
    """One clause over the selection. Clauses on authorities or the group count those."""

    clause: Clause
    tally: Tally


@dataclass(frozen=True, slots=True)
class GoalFigures:
    """One goal: its clauses, and the tally of those assessed on procurements."""

    goal: Goal
    clauses: tuple[ClauseFigures, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class WantedFact:
    """A fact that would turn unknowns into answers.

    `missing_in` assessments lack it; in `alone` of them nothing else is missing; `together` is
    how many are answered by this fact and those listed before it.
    """

    fact: Fact
    missing_in: int
    alone: int
    together: int


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The programme followed up over a selection: the honest figure first."""

    selection: Selection
    edition: Edition
    snapshot: SnapshotInfo
    cases: int
    ore: int
    without_value: int  # procurements whose value is not known, absent from every sum
    governed_by_other: int  # opened under another edition, or under none
    tally: Tally  # all assessments on procurements
    goals: tuple[GoalFigures, ...]
    wanted: tuple[WantedFact, ...]

    @property
    def clauses(self) -> tuple[ClauseFigures, ...]:
        """Every clause's figures, in the order of the goals."""
        return tuple(figures for goal in self.goals for figures in goal.clauses)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Clauses down, authorities across: `cells[row][column]`."""

    clauses: tuple[Clause, ...]
    authorities: tuple[AuthorityInfo, ...]
    cells: tuple[tuple[Tally, ...], ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a selection: a month ("2021-03"), a CPV division ("45") or an authority's id.

    The key "" holds the procurements without a date, code or authority. `tally` covers the
    selection's clause, its goal, or all clauses on procurements.
    """

    key: str
    name: str
    cases: int
    ore: int
    tally: Tally
