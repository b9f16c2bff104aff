"""Words of the supply chain: subcontractors, and alarms about suppliers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class SubcontractorState(StrEnum):
    """Where a subcontractor stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    REPLACED = "replaced"


class AlarmState(StrEnum):
    """Where an alarm about a supplier stands."""

    OPEN = "open"
    ACTING = "acting"  # somebody has promised to act by a day
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class NewSubcontractor:
    """A supplier that works for another under a contract. `above` is None under the contract's."""

    contract: UUID
    party: int  # the contracted supplier it works for, in the end
    supplier: int
    role: str
    above: UUID | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class AlarmAnswer:
    """What is done about an alarm: an action by a day, or a decision that it changes nothing."""

    words: str
    act_by: date | None = None
