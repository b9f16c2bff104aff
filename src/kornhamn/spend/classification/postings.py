"""Postings as columns: read from the database in one stream, and written back in one statement."""

import polars as pl
from django.db import connection

from kornhamn.spend.classification.columns import read_columns
from kornhamn.spend.types import ClassifiedBy

POSTINGS = pl.Schema(
    {
        "posting": pl.Int32(),
        "supplier": pl.Int32(),
        "supplier_name": pl.String(),  # blank for natural persons: a name is no merchandise
        "account": pl.String(),
        "account_text": pl.String(),
        "text": pl.String(),
        "category": pl.String(),
        "by": pl.String(),
        "confidence": pl.Float64(),
    }
)
DECIDED = pl.Schema({"posting": pl.Int32(), "category": pl.String(), "by": pl.String()}) | {
    "confidence": pl.Float64()
}
_SELECT = """
    SELECT p.key, s.supplier_id,
           CASE WHEN s.number_kind IN ('personal', 'masked') THEN '' ELSE s.name END,
           a.number, a.text, p.text, p.category, p.classified_by, p.confidence
    FROM spend_posting p
    JOIN spend_account a ON a.key = p.account_id
    JOIN suppliers_spelling s ON s.key = p.spelling_id
"""
NEW = "p.classified_by = ''"
UNDECIDED = f"p.classified_by <> '{ClassifiedBy.PERSON}'"  # what a person has not decided
OPEN = f"p.classified_by NOT IN ('{ClassifiedBy.PERSON}', '{ClassifiedBy.RULE}')"
BY_PEOPLE = f"p.classified_by = '{ClassifiedBy.PERSON}' AND p.category <> ''"


def read_postings(condition: str) -> pl.DataFrame:
    """Return the postings that one of the conditions of this file chooses, by key: POSTINGS."""
    return read_columns(f"{_SELECT} WHERE {condition} ORDER BY p.key", POSTINGS)


def alike_rows(key: int) -> pl.DataFrame:
    """Return a posting and the open ones that differ by the supplier's spelling alone."""
    own = int(key)
    same = f"""{OPEN} AND (s.supplier_id, a.number, p.text) = (
        SELECT other.supplier_id, account.number, posting.text
        FROM spend_posting posting
        JOIN spend_account account ON account.key = posting.account_id
        JOIN suppliers_spelling other ON other.key = posting.spelling_id
        WHERE posting.key = {own})"""  # noqa: S608 - a number
    return read_postings(f"p.key = {own} OR ({same})")


def with_words(postings: pl.DataFrame) -> pl.DataFrame:
    """Add `words`: what a posting says of itself, for the model to read."""
    said = pl.concat_str("text", "account_text", "supplier_name", separator=" ")
    return postings.with_columns(words=said.str.replace_all(r"\s+", " ").str.strip_chars())


def write_categories(decided: pl.DataFrame) -> int:
    """Give postings their category and reason; return how many changed. Never a person's.

    One statement whatever the number, in the caller's transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE decided (posting integer, category text, reason text,"
            " confidence double precision) ON COMMIT DROP"
        )
        with cursor.copy("COPY decided FROM STDIN (FORMAT csv)") as copy:
            copy.write(decided.select(DECIDED.names()).write_csv(include_header=False))
        cursor.execute(_UPDATE)
        changed = int(cursor.rowcount)
        cursor.execute("DROP TABLE decided")
    return changed


_UPDATE = """
    UPDATE spend_posting p
    SET category = COALESCE(d.category, ''), classified_by = d.reason, confidence = d.confidence
    FROM decided d
    WHERE p.key = d.posting AND p.classified_by <> 'person'
      AND (p.category, p.classified_by) IS DISTINCT FROM (COALESCE(d.category, ''), d.reason)
"""
