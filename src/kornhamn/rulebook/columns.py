"""A predicate on columns: the same tree as a Polars expression, one column a fact."""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping
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
    Leaf,
    Like,
    ListContains,
    Node,
    Not,
    Operator,
    Or,
    Shape,
)
from kornhamn.rulebook.types import OPEN, Fact, FactType, Subject

_COMPARE: dict[Operator, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    Operator.EQUAL: pl.Expr.eq,
    Operator.NOT_EQUAL: pl.Expr.ne,
    Operator.LESS: pl.Expr.lt,
    Operator.LESS_OR_EQUAL: pl.Expr.le,
    Operator.GREATER: pl.Expr.gt,
    Operator.GREATER_OR_EQUAL: pl.Expr.ge,
}
COLUMN_TYPES: Mapping[FactType, pl.DataType] = {
    FactType.BOOLEAN: pl.Boolean(),
    FactType.INTEGER: pl.Int64(),
    FactType.MONEY: pl.Int64(),
    FactType.DATE: pl.Date(),
    FactType.TEXT: pl.String(),
    FactType.CHOICE: pl.String(),
    FactType.CHOICES: pl.List(pl.String),
}


def code_column(fact: str, code: str) -> str:
    """Return the name of the column that says whether a list of codes holds a code."""
    return f"{fact}={code}"


def encoded(
    frame: pl.DataFrame | pl.LazyFrame, vocabulary: Mapping[str, Fact], subject: Subject
) -> pl.LazyFrame:
    """Return facts as a snapshot should hold them: a boolean column a code instead of lists.

    Searching a list in each of a million rows takes 35 ms, reading a boolean column none. Choices
    become small numbers (Enum). Columns that are no facts of the subject are kept.
    """
    frame = frame.lazy()
    there = [vocabulary[name] for name in frame.collect_schema().names() if name in vocabulary]
    facts = [fact for fact in there if fact.subject is subject]
    lists = [fact for fact in facts if fact.type is FactType.CHOICES]
    choices = [fact for fact in facts if fact.type is FactType.CHOICE]
    return frame.with_columns(
        *(pl.col(fact.name).cast(pl.Enum(list(fact.choices))) for fact in choices),
        *(
            _holds(pl.col(fact.name), code).alias(code_column(fact.name, code))
            for fact in lists
            for code in fact.choices
        ),
    ).drop(fact.name for fact in lists)


def completed(frame: pl.LazyFrame, facts: Iterable[Fact]) -> pl.LazyFrame:
    """Return the frame with a column of blanks for each fact that it lacks."""
    names = set(frame.collect_schema().names())
    spread = {name.partition("=")[0] for name in names}
    absent = [fact for fact in facts if fact.name not in names | spread]
    return frame.with_columns(
        pl.lit(None, dtype=COLUMN_TYPES[fact.type]).alias(fact.name) for fact in absent
    )


def expression(
    node: Node, columns: Collection[str] = (), known: Mapping[Leaf, pl.Expr] | None = None
) -> pl.Expr:
    """Return the tree as an expression over one column a fact; null is unknown.

    `columns` are the frame's: a list that is spread there over a column a code is read so.
    `known` are conditions that are read in another way.
    """
    match node:
        case Constant(value):
            return pl.lit(value)
        case Not(child):
            return ~expression(child, columns, known)
        case And(children):
            return reduce(operator.and_, (expression(child, columns, known) for child in children))
        case Or(children):
            return reduce(operator.or_, (expression(child, columns, known) for child in children))
        case ListContains(fact, value) if code_column(fact.name, value) in columns:
            return pl.col(code_column(fact.name, value))
        case _:
            return known[node] if known and node in known else _condition(node)


def _condition(leaf: Node) -> pl.Expr:
    match leaf:
        case BooleanFact(fact):
            return pl.col(fact.name)
        case Compare(fact, sign, _) | CompareFacts(fact, sign, _):
            return _COMPARE[sign](*_sides(leaf))
        case Between(fact, low, high):
            return pl.col(fact.name).is_between(pl.lit(low), pl.lit(high))
        case In(fact, values):
            return pl.col(fact.name).is_in(list(values))
        case ListContains(fact, value):
            return _holds(pl.col(fact.name), value)
        case Like(fact, _):
            return _like(leaf, pl.col(fact.name))
        case _:
            message = f"{leaf!r} is not a condition"
            raise TypeError(message)


def _holds(codes: pl.Expr, code: str) -> pl.Expr:
    """Return whether a list holds a code; null where it may hold more than it says."""
    may_hold_more = (
        pl.when(codes.list.contains(pl.lit(OPEN))).then(None).otherwise(pl.lit(value=False))
    )
    return codes.list.contains(pl.lit(code)) | may_hold_more


def _sides(leaf: Compare | CompareFacts) -> tuple[pl.Expr, pl.Expr]:
    left = pl.col(leaf.fact.name)
    if isinstance(leaf, Compare):
        return left, pl.lit(leaf.value)
    right = pl.col(leaf.other.name)
    if leaf.fact.type is FactType.CHOICE:  # two facts may number their codes differently
        return left.cast(pl.String), right.cast(pl.String)
    return left, right


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
