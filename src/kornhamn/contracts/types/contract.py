"""Words of contracts: their states, options and terms."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class ContractState(StrEnum):
    """Where a contract stands in its life."""

    PLANNED = "planned"  # agreed, and its implementation is being prepared
    IN_FORCE = "in-force"
    ENDED = "ended"  # its time is out
    TERMINATED = "terminated"  # ended before its time


class ContractVerb(StrEnum):
    """What moves a contract from one state to another."""

    START = "start"
    PROLONG = "prolong"
    END = "end"
    TERMINATE = "terminate"


class OptionState(StrEnum):
    """What became of a right to prolong."""

    OPEN = "open"
    USED = "used"
    DECLINED = "declined"
    LAPSED = "lapsed"  # the last day to decide passed without a decision


class TermKind(StrEnum):
    """What a term is about; the first ones in the words of the fact `contract_terms`."""

    ANTI_DISCRIMINATION_LAW = "anti-discrimination-law"
    ANTI_DISCRIMINATION_CLAUSE = "anti-discrimination-clause"
    COLLECTIVE_AGREEMENT_LEVEL = "collective-agreement-level"
    WORK_ENVIRONMENT = "work-environment"
    PUBLIC_INSIGHT = "public-insight"
    WHISTLEBLOWING = "whistleblowing"
    JOINT_FOLLOW_UP = "joint-follow-up"
    FUNDAMENTAL_RIGHTS = "fundamental-rights"
    SUBCONTRACTOR_FLOW_DOWN = "subcontractor-flow-down"
    STAFF_INFORMATION = "staff-information"
    PROACTIVE_SUPPLY_CHAIN = "proactive-supply-chain"
    ENVIRONMENT = "environment"
    QUALITY = "quality"
    DELIVERY = "delivery"
    PRICE = "price"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NewParty:
    """A supplier of a contract to be registered: the supplier's key, its lot and rank."""

    supplier: int
    lot: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class NewOption:
    """A right to prolong to be registered: the last day if used, the last day to decide."""

    last_day: date
    notice_on: date


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract to be registered. `last_day` is None while it runs until further notice."""

    reference: str
    title: str
    authority: UUID
    first_day: date
    last_day: date | None
    parties: tuple[NewParty, ...]
    category: str = ""
    is_framework: bool = False
    for_the_group: bool = False
    users: tuple[UUID, ...] = ()
    options: tuple[NewOption, ...] = ()
    ceiling_ore: int | None = None
    procurement: UUID | None = None
    manager: UUID | None = None
    prices: str = ""
    indexation: str = ""
