"""Tables of procurements, as records filled by imports and by people's answers."""

from kornhamn.procurement.models.answers import Departure, StatedFact
from kornhamn.procurement.models.imports import (
    Correction,
    ImportRun,
    Remark,
    Statement,
    StatisticsFile,
)
from kornhamn.procurement.models.lots import ContractedTender, DerivedFacts, Lot
from kornhamn.procurement.models.procurement import Procurement, ProcurementQuerySet

__all__ = [
    "ContractedTender",
    "Correction",
    "Departure",
    "DerivedFacts",
    "ImportRun",
    "Lot",
    "Procurement",
    "ProcurementQuerySet",
    "Remark",
    "StatedFact",
    "Statement",
    "StatisticsFile",
]
