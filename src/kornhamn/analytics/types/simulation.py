"""What another edition would have meant. Amounts are whole öre."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kornhamn.analytics.types.lists import CaseRow, Paging
from kornhamn.analytics.types.selection import Selection, SnapshotInfo
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.types import Clause, Edition, Verdict


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
