"""Questions about ledgers and what their postings are."""

from kornhamn.spend.queries.classification import CATEGORY_OF_POSTING, category_of_posting
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
    "ReviewQueue",
    "WaitingPosting",
    "category_decision",
    "category_decisions",
    "category_of_posting",
    "category_rules",
    "latest_model",
    "model_history",
    "review_queue",
    "undecided_since_learning",
    "waiting_posting",
    "would_hold_for",
]
