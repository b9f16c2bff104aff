"""What figures are asked over: an edition, procurements, a snapshot, authorities."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kornhamn.kernel.period import Period


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
class AuthorityInfo:
    """An authority as it stands in a snapshot."""

    id: UUID
    code: str
    name: str
    kind: str
    organisation_number: str
