"""What figures of spend are asked over: lines of the ledgers, and the snapshot they came by."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kornhamn.analytics.types.selection import Part

UNKNOWN = "-"  # in the place of a category or an authority: those that have none


class Process(StrEnum):
    """Whether a purchase is known to rest on an agreement or a procurement."""

    INSIDE = "inside"  # an agreement is named, or the authority procured from the supplier
    OUTSIDE = "outside"  # the ledger names agreements, but none here, and no procurement is known
    UNKNOWN = "unknown"  # the ledger names no agreements at all, and no procurement is known


@dataclass(frozen=True, slots=True)
class SpendSelection:
    """Which purchases: without anything, all that the reader may see.

    Months are written 2026-03 and both counted in; lines without a day are in no period.
    `category` is a code or the beginning of some, or UNKNOWN. `unmatched` keeps the lines whose
    unit is matched to no authority.
    """

    first: str | None = None
    last: str | None = None
    authorities: frozenset[UUID] | None = None
    part: Part | None = None
    category: str | None = None
    supplier: UUID | None = None
    unmatched: bool = False

    def narrowed(self, **changes: object) -> "SpendSelection":
        """Return the selection with some fields changed, for the links of a page."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class SpendSnapshotInfo:
    """Which ledgers the figures were counted from; the digest is of what the figures say."""

    digest: str
    folder: str
    made_at: datetime
    loads: int
    lines: int
    ore: int
    parts: int
    size: int  # bytes on disk
