"""Words of suppliers: who they are, how sources spell them, and how spellings become one."""

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


class SettledBy(StrEnum):
    """Why a spelling belongs to its supplier."""

    NUMBER = "number"  # the same organisation number
    NAME = "name"  # the same name once spelling is set aside, and nothing against it
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
