"""A predicate on columns: the same tree as a Polars expression."""

import operator
from collections.abc import Callable
from functools import reduce

import polars as pl

from kornhamn.rulebook.nodes import (
    And,
    Between,
    BooleanFact,
    Compare,
    CompareFacts,
    Constant,
    In,
    Like,
    ListContains,
    Node,
    Not,
    Operator,
    Or,
    Shape,
)

_COMPARE: dict[Operator, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    Operator.EQUAL: pl.Expr.eq,
    Operator.NOT_EQUAL: pl.Expr.ne,
    Operator.LESS: pl.Expr.lt,
    Operator.LESS_OR_EQUAL: pl.Expr.le,
    Operator.GREATER: pl.Expr.gt,
    Operator.GREATER_OR_EQUAL: pl.Expr.ge,
}


def expression(node: Node) -> pl.Expr:
    """Return the tree as an expression over one column a fact; null is unknown."""
    match node:
        case Constant(value):
            return pl.lit(value)
        case Not(child):
            return ~expression(child)
        case And(children):
            return reduce(operator.and_, map(expression, children))
        case Or(children):
            return reduce(operator.or_, map(expression, children))
        case _:
            return condition(node)


def condition(leaf: Node) -> pl.Expr:
    """Return one condition as an expression."""
    match leaf:
        case BooleanFact(fact):
            return pl.col(fact.name)
        case Compare(fact, sign, _) | CompareFacts(fact, sign, _):
            return _COMPARE[sign](pl.col(fact.name), _other_side(leaf))
        case Between(fact, low, high):
            return pl.col(fact.name).is_between(pl.lit(low), pl.lit(high))
        case In(fact, values):
            return pl.col(fact.name).is_in(list(values))
        case ListContains(fact, value):
            return pl.col(fact.name).list.contains(pl.lit(value))
        case Like(fact, _):
            return _like(leaf, pl.col(fact.name))
        case _:
            message = f"{leaf!r} is not a condition"
            raise TypeError(message)


def _other_side(leaf: Compare | CompareFacts) -> pl.Expr:
    return pl.lit(leaf.value) if isinstance(leaf, Compare) else pl.col(leaf.other.name)


def _like(like: Like, column: pl.Expr) -> pl.Expr:
    shape, fixed = like.shape
    match shape:
        case Shape.EXACT:
            return column == pl.lit(fixed)
        case Shape.PREFIX:
            return column.str.starts_with(fixed)
        case Shape.SUFFIX:
            return column.str.ends_with(fixed)
        case Shape.CONTAINS:
            return column.str.contains(fixed, literal=True)
        case Shape.PATTERN:
            return column.str.contains(like.regex + r"\z")
