"""Texts as they are kept and shown: clean, and without personal numbers where they are shown."""

from typing import TypeVar

import polars as pl

T = TypeVar("T", pl.Expr, pl.Series)

# six figures of a birthday, also of a coordination number, then four more
_PERSONAL = r"\b((?:18|19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01]))[-+ ]?\d{4}\b"


def masked(texts: T) -> T:
    """Hide the last four figures of whatever has the shape of a personal number."""
    return texts.str.replace_all(_PERSONAL, "${1}-****")


def clean(texts: pl.Expr, longest: int) -> pl.Expr:
    """Return texts without controls, invisible marks and double spaces; nothing is blank."""
    plain = texts.fill_null("").str.replace_all(r"\p{Cf}", "")
    return plain.str.replace_all(r"[\s\p{Cc}]+", " ").str.strip_chars().str.head(longest)
