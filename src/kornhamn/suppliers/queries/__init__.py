"""Questions about suppliers."""

from kornhamn.suppliers.models import Check, CheckRun
from kornhamn.suppliers.queries.checks import (
    check_counts,
    check_runs,
    check_with_history,
    checks_of,
    news,
    numbered_suppliers,
    remarks_to_assess,
    supplier_names,
)
from kornhamn.suppliers.queries.columns import (
    standing_suppliers,
    supplier_columns,
    supplier_of_spelling,
)

__all__ = [
    "Check",
    "CheckRun",
    "check_counts",
    "check_runs",
    "check_with_history",
    "checks_of",
    "news",
    "numbered_suppliers",
    "remarks_to_assess",
    "standing_suppliers",
    "supplier_columns",
    "supplier_names",
    "supplier_of_spelling",
]
