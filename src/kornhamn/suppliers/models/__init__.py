"""Tables of suppliers: who they are, what people decided, what checks said, how they produce."""

from kornhamn.suppliers.models.production import ProductionRisk, SupplyAction, SupplyInquiry
from kornhamn.suppliers.models.supplier import (
    Check,
    CheckRun,
    MatchCandidate,
    MatchDecision,
    Spelling,
    Supplier,
)

__all__ = [
    "Check",
    "CheckRun",
    "MatchCandidate",
    "MatchDecision",
    "ProductionRisk",
    "Spelling",
    "Supplier",
    "SupplyAction",
    "SupplyInquiry",
]
