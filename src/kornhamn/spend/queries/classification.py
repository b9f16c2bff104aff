"""What category postings have, and who said so."""

import polars as pl

from kornhamn.spend.classification.columns import read_columns

CATEGORY_OF_POSTING = pl.Schema(
    {
        "posting": pl.Int32(),
        "category": pl.String(),  # a code of the tree
        "by": pl.String(),  # a word of ClassifiedBy
        "confidence": pl.Float64(),  # 0–1 where the model proposed it, else null
    }
)
_SQL = """
    SELECT key, category, classified_by, confidence FROM spend_posting
    WHERE category <> '' ORDER BY key
"""


def category_of_posting() -> pl.DataFrame:
    """Return every posting that has a category, in the order of its key: CATEGORY_OF_POSTING."""
    return read_columns(_SQL, CATEGORY_OF_POSTING)
