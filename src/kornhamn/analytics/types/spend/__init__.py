"""What figures of spend are asked over, and the frozen figures they answer with."""

from kornhamn.analytics.types.spend.figures import (
    Anomaly,
    Concentration,
    Dependence,
    KindShare,
    Newcomers,
    Pareto,
    PaymentTimes,
    PriceDrift,
    PriceIndex,
    ProcessFigures,
    SpendOverview,
    SpendPart,
    SpendTotals,
    SupplierInfo,
    SupplierSpend,
    share_of,
)
from kornhamn.analytics.types.spend.lines import LinePage, LineSort, SpendLine
from kornhamn.analytics.types.spend.selection import (
    UNKNOWN,
    Process,
    SpendSelection,
    SpendSnapshotInfo,
)

__all__ = [
    "UNKNOWN",
    "Anomaly",
    "Concentration",
    "Dependence",
    "KindShare",
    "LinePage",
    "LineSort",
    "Newcomers",
    "Pareto",
    "PaymentTimes",
    "PriceDrift",
    "PriceIndex",
    "Process",
    "ProcessFigures",
    "SpendLine",
    "SpendOverview",
    "SpendPart",
    "SpendSelection",
    "SpendSnapshotInfo",
    "SpendTotals",
    "SupplierInfo",
    "SupplierSpend",
    "share_of",
]
