"""Patterns on text, asked of the distinct texts once rather than of every row."""

from collections.abc import Iterable, Mapping

import polars as pl

from kornhamn.rulebook.columns import expression
from kornhamn.rulebook.nodes import Leaf, Like

_WORTH_IT = 4  # fewer patterns cost less than numbering the texts
_MANY = 50_000


def numbered(
    frame: pl.LazyFrame, leaves: Iterable[Leaf]
) -> tuple[pl.LazyFrame, Mapping[Leaf, pl.Expr]]:
    """Return the frame with numbered texts where that pays, and how to ask each pattern then."""
    patterns: dict[str, list[Like]] = {}
    for leaf in dict.fromkeys(leaves):
        if isinstance(leaf, Like):
            patterns.setdefault(leaf.fact.name, []).append(leaf)
    known: dict[Leaf, pl.Expr] = {}
    for name, likes in patterns.items():
        texts = _distinct(frame, name) if len(likes) >= _WORTH_IT else None
        if texts is not None and texts.height <= _MANY:
            number = f"{name} by number"
            frame = frame.with_columns(pl.col(name).cast(pl.Categorical).alias(number))
            for like in likes:
                known[like] = _is_one_of(number, texts.filter(expression(like))[name].to_list())
    return frame, known


def _distinct(frame: pl.LazyFrame, name: str) -> pl.DataFrame:
    return frame.select(pl.col(name).unique()).collect(engine="streaming")


def _is_one_of(column: str, texts: list[str]) -> pl.Expr:
    if texts:
        return pl.col(column).is_in(texts)
    return pl.when(pl.col(column).is_not_null()).then(pl.lit(value=False))
