"""Questions about ledgers and what their postings are."""

from kornhamn.spend.queries.classification import CATEGORY_OF_POSTING, category_of_posting

__all__ = ["CATEGORY_OF_POSTING", "category_of_posting"]
