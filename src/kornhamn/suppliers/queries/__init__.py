"""Questions about suppliers."""

from kornhamn.suppliers.models import (
    Check,
    CheckRun,
    MatchCandidate,
    MatchDecision,
    ProductionRisk,
    Spelling,
    Supplier,
    SupplyAction,
    SupplyInquiry,
)
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
from kornhamn.suppliers.queries.families import family_of
from kornhamn.suppliers.queries.naming import suppliers_meant
from kornhamn.suppliers.queries.parties import (
    decisions_about,
    latest_decisions,
    open_questions,
    questions_about,
    sees_persons,
    spellings_concerned,
    spellings_of,
    supplier_of,
    suppliers_as_seen,
)
from kornhamn.suppliers.queries.production import (
    all_risks,
    current_risks,
    inquiries_of,
    inquiry_of,
    late_inquiries,
    supply_action_of,
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
    "all_risks",
    "check_counts",
    "check_runs",
    "check_with_history",
    "checks_of",
    "current_risks",
    "decisions_about",
    "family_of",
    "inquiries_of",
    "inquiry_of",
    "late_inquiries",
    "latest_decisions",
    "news",
    "numbered_suppliers",
    "open_questions",
    "questions_about",
    "remarks_to_assess",
    "sees_persons",
    "spellings_concerned",
    "spellings_of",
    "standing_suppliers",
    "supplier_columns",
    "supplier_names",
    "supplier_of",
    "supplier_of_spelling",
    "suppliers_as_seen",
    "suppliers_meant",
    "supply_action_of",
]
