"""What a follow-up is asked over, and the frozen figures it answers with.

Amounts are whole öre. A share is between 0 and 1, or None where nothing could be counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.types import Clause, Edition, Fact, Finding, Goal, Verdict


class NoSnapshotError(DomainError):
    """Nothing has been followed up yet."""

    code = "analytics.no-snapshot"
    message = N_(
        "There is nothing to follow up yet: import procurements, then run “kornhamn refresh”."
    )


class NoSuchEditionError(DomainError):
    """The programme has no edition of that name."""

    code = "analytics.no-such-edition"
    message = N_("The programme has no edition “%(edition)s”. It has: %(known)s.")


class NoSuchClauseError(DomainError):
    """The edition has no clause of that name."""

    code = "analytics.no-such-clause"
    message = N_("The edition “%(edition)s” has no clause “%(clause)s”.")


class NoSuchAuthorityError(DomainError):
    """Neither an authority's code nor an organisation number."""

    code = "analytics.no-such-authority"
    message = N_(
        "“%(given)s” is neither an organisation number nor the code of an authority. "
        "The group has: %(known)s."
    )


class NoSuchSimulationError(DomainError):
    """No simulation of that address that the reader may see."""

    code = "analytics.no-such-simulation"
    message = N_("There is no such simulation, or it is over authorities that you may not see.")


class SimulationWithoutNameError(DomainError):
    """A simulation to save that nobody could find again."""

    code = "analytics.simulation-without-name"
    message = N_("Give the simulation a name, so that you and others can find it again.")


class Part(StrEnum):
    """The two halves of the group."""

    MUNICIPALITY = "municipality"  # the municipality with its committees
    COMPANIES = "companies"


@dataclass(frozen=True, slots=True)
class Selection:
    """What to follow up: an edition, and which procurements.

    Without `authorities` and `buyers` it is the whole group, as far as the reader may see;
    `buyers` are organisation numbers, also of buyers outside the group. A period keeps the
    procurements published in it. `goal` or `clause` narrows the clauses, not the procurements.
    """

    edition: str
    period: Period | None = None
    authorities: frozenset[UUID] | None = None
    part: Part | None = None
    cpv_division: str | None = None  # two digits
    goal: str | None = None
    clause: str | None = None
    buyers: frozenset[str] = frozenset()
    only_governed: bool = False  # keep the procurements opened under this very edition

    def narrowed(self, **changes: object) -> "Selection":
        """Return the selection with some fields changed, for the links of a page."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """Which columns the figures were counted from; the digest is the same for the same data."""

    digest: str
    folder: str
    made_at: datetime
    cases: int
    size: int  # bytes on disk


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
class AuthorityInfo:
    """An authority as it stands in a snapshot."""

    id: UUID
    code: str
    name: str
    kind: str
    organisation_number: str


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


class Sort(StrEnum):
    """What a list of procurements can be sorted by."""

    PUBLISHED = "published"
    VALUE = "value"
    AUTHORITY = "authority"
    TITLE = "title"
    CPV = "cpv"


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list, and in what order."""

    page: int = 1
    per_page: int = 50
    sort: Sort = Sort.PUBLISHED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One procurement in a list; the verdict where the selection names a clause."""

    id: UUID
    authority: UUID | None
    authority_name: str  # of the buyer where it is outside the group
    reference: str
    title: str
    published_on: date | None
    cpv: str | None
    edition: str
    ore: int | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the procurements behind a number: `total` and `ore` are of all pages."""

    total: int
    assessments: int
    ore: int
    paging: Paging
    rows: tuple[CaseRow, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.paging.per_page))


@dataclass(frozen=True, slots=True)
class AuthorityFinding:
    """A clause on authorities, found for one of them; `authority` is None for the group."""

    authority: AuthorityInfo | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Transition:
    """Procurements whose verdict on a clause goes from one to another; None is no such clause."""

    before: Verdict | None
    after: Verdict | None
    cases: int  # authorities, or the group, where the clause is on those
    ore: int | None  # None there

    @property
    def is_change(self) -> bool:
        """A clause that is absent says as little as one that does not apply."""
        return _as_found(self.before) is not _as_found(self.after)


def _as_found(verdict: Verdict | None) -> Verdict:
    return verdict or Verdict.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class ClauseShift:
    """One clause in one or both editions, and how its verdicts move."""

    clause_id: str
    before: Clause | None
    after: Clause | None
    transitions: tuple[Transition, ...]

    @property
    def changes(self) -> tuple[Transition, ...]:
        """The transitions that change anything."""
        return tuple(t for t in self.transitions if t.is_change)


@dataclass(frozen=True, slots=True)
class Affected:
    """One authority, supplier or CPV division, and the procurements whose verdicts change."""

    key: str
    name: str
    changed: int
    newly_not_met: int
    ore: int


class Consequence(StrEnum):
    """What a change means for a procurement."""

    NEWLY_NOT_MET = "newly-not-met"
    NO_LONGER_NOT_MET = "no-longer-not-met"
    NEWLY_UNKNOWN = "newly-unknown"


@dataclass(frozen=True, slots=True)
class Impact:
    """Distinct procurements with at least one verdict of the kind, and their value."""

    cases: int
    ore: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What to simulate: `after` in the place of `before`, over a selection.

    The selection's own edition, goal and clause are not asked for. Without a snapshot it is the
    current one.
    """

    before: Edition
    after: Edition
    selection: Selection
    snapshot: SnapshotInfo | None = None


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """What another edition would have meant for a selection."""

    comparison: Comparison  # with its snapshot
    cases: int
    ore: int
    changed: Impact  # any verdict differs
    newly_not_met: Impact  # a clause is not met that was not "not met" before
    no_longer_not_met: Impact
    newly_unknown: Impact
    shifts: tuple[ClauseShift, ...]
    authorities: tuple[Affected, ...]
    suppliers: tuple[Affected, ...]  # those with the most changed procurements
    suppliers_in_all: int  # who won any changed procurement
    divisions: tuple[Affected, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A verdict on one clause goes from one to another; None is no such clause."""

    clause_id: str
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True)
class CaseShift:
    """One procurement and everything that changes in it."""

    case: CaseRow
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class CaseShiftPage:
    """A page of the procurements that change: `total` and `ore` are of all pages."""

    total: int
    ore: int
    paging: Paging
    rows: tuple[CaseShift, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.paging.per_page))


@dataclass(frozen=True, slots=True)
class SavedSimulation:
    """A simulation somebody saved, with what it was counted from."""

    id: UUID
    name: str
    from_edition: str
    to_edition: str
    selection: Selection
    scope: Scope  # what it was counted over; run it again over the same
    made_by: str
    made_at: datetime
    snapshot: SnapshotInfo
    from_digest: str
    to_digest: str
    summary: Mapping[str, object]
    is_kept: bool  # its snapshot is still there
    is_reproducible: bool  # and both editions read as they did
