"""Questions about ledgers and what their postings are."""

from kornhamn.files.tables.proposing import Certainty, Proposal, Proposed
from kornhamn.spend.ledger.fields import Field
from kornhamn.spend.ledger.mapping import Mapping, mapping_from, missing_fields, unique_names
from kornhamn.spend.ledger.reading import TYPES
from kornhamn.spend.models import LedgerLoad, LedgerSource, Unit
from kornhamn.spend.queries.classification import CATEGORY_OF_POSTING, category_of_posting
from kornhamn.spend.queries.loads import (
    ActiveLoad,
    UnitOfLoad,
    active_loads,
    changed_columns,
    load_with,
    loads,
    remarks_of,
    sources,
    spellings_in,
    state_now,
    units_of,
)
from kornhamn.spend.queries.previews import Preview, preview_file
from kornhamn.spend.queries.review import (
    ReviewQueue,
    WaitingPosting,
    category_decision,
    category_decisions,
    category_rules,
    latest_model,
    model_history,
    review_queue,
    undecided_since_learning,
    waiting_posting,
    would_hold_for,
)

__all__ = [
    "CATEGORY_OF_POSTING",
    "TYPES",
    "ActiveLoad",
    "Certainty",
    "Field",
    "LedgerLoad",
    "LedgerSource",
    "Mapping",
    "Preview",
    "Proposal",
    "Proposed",
    "ReviewQueue",
    "Unit",
    "UnitOfLoad",
    "WaitingPosting",
    "active_loads",
    "category_decision",
    "category_decisions",
    "category_of_posting",
    "category_rules",
    "changed_columns",
    "latest_model",
    "load_with",
    "loads",
    "mapping_from",
    "missing_fields",
    "model_history",
    "preview_file",
    "remarks_of",
    "review_queue",
    "sources",
    "spellings_in",
    "state_now",
    "undecided_since_learning",
    "unique_names",
    "units_of",
    "waiting_posting",
    "would_hold_for",
]
