"""Words of suppliers: who they are, how sources spell them, and how spellings become one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kornhamn.kernel.given_number import NumberKind

__all__ = [
    "CandidateState",
    "DecisionKind",
    "NumberKind",
    "Origin",
    "SettledBy",
    "SupplierKind",
]


class SupplierKind(StrEnum):
    """What a supplier is, as far as its numbers and names tell."""

    LEGAL_PERSON = "legal-person"
    SOLE_TRADER = "sole-trader"  # protected: the number is never shown without the right
    FOREIGN = "foreign"
    MASKED = "masked"  # several natural persons behind one mask: never one supplier
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where a spelling was met."""

    LEDGER = "ledger"
    STATISTICS = "statistics"  # the winners in the national procurement statistics
    REGISTER = "register"
    CONTRACTS = "contracts"  # the parties in contract lists


class SettledBy(StrEnum):
    """Why a spelling belongs to its supplier."""

    NUMBER = "number"  # the same organisation number
    NAME = "name"  # the same name once spelling is set aside, and nothing against it
    LIKE = "like"  # a name alike, and so much more that says the same that it is sure
    ALONE = "alone"  # it founded its supplier
    PERSON = "person"  # somebody merged or split


class CandidateState(StrEnum):
    """Where a proposal that two suppliers are one stands."""

    OPEN = "open"
    MERGED = "merged"
    KEPT_APART = "kept-apart"


class DecisionKind(StrEnum):
    """What a person decided about suppliers."""

    MERGE = "merge"
    SPLIT = "split"
    KEEP_APART = "keep-apart"


class CheckKind(StrEnum):
    """What a supplier is checked for (LOU chapter 13, and the programme's serious suppliers)."""

    COMPANY_REGISTER = "company-register"  # exists, is not struck off, no insolvency
    TAX = "tax"  # registered for F-tax, VAT and as an employer
    DEBTS = "debts"  # at the enforcement authority
    SANCTIONS = "sanctions"  # on the lists of the EU, the UN or the United States
    EXCLUSION = "exclusion"  # the grounds of exclusion, assessed by a person


class CheckOutcome(StrEnum):
    """What a check answered; not having been able to ask is an answer of its own."""

    CLEAR = "clear"
    REMARK = "remark"  # something a person must look at
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source says of one supplier. `details` hold codes and figures, never a person's."""

    supplier: int  # the supplier's key
    outcome: CheckOutcome
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckSource:
    """Where answers come from, as somebody could find it again."""

    kind: CheckKind
    name: str  # "Bolagsverket, bulk file"
    version: str = ""  # the file's date, the list's generation
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How many suppliers stand where, under one kind of check."""

    kind: CheckKind
    clear: int
    remark: int
    unknown: int
    never: int  # not asked yet


class ExclusionGround(StrEnum):
    """The grounds of LOU chapter 13, as a person assesses them one by one."""

    CRIMES = "crimes"  # 13:1
    TAXES = "taxes"  # 13:2, social contributions too
    LAW_OF_WORK_AND_ENVIRONMENT = "law-of-work-and-environment"  # 13:3, 1
    INSOLVENCY = "insolvency"  # 13:3, 2
    MISCONDUCT = "misconduct"  # 13:3, 3
    DISTORTED_COMPETITION = "distorted-competition"  # 13:3, 4 and 6
    CONFLICT_OF_INTEREST = "conflict-of-interest"  # 13:3, 5
    EARLIER_CONTRACTS = "earlier-contracts"  # 13:3, 7
    MISLEADING = "misleading"  # 13:3, 8 and 9


class RiskArea(StrEnum):
    """What may go wrong where a thing is made."""

    LABOUR = "labour"  # the core conventions of the ILO
    CHILDREN = "children"  # the UN convention on the rights of the child
    ENVIRONMENT = "environment"
    CORRUPTION = "corruption"


class RiskLevel(StrEnum):
    """How great a risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class NewRisk:
    """A risk to be assessed: of a category, in a country (blank: anywhere), with its source."""

    category: str
    country: str
    area: RiskArea
    level: RiskLevel
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewInquiry:
    """A questionnaire that goes to a supplier, and when the answer is due."""

    supplier: int
    category: str
    about: str
    due_on: date
