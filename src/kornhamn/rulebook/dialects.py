"""A predicate as SQL text for DuckDB or Spark, money in whole öre."""

from collections.abc import Collection
from datetime import date

from sqlglot import exp

from kornhamn.rulebook.columns import code_column
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
    Literal,
    Node,
    Not,
    Operator,
    Or,
)
from kornhamn.rulebook.types import OPEN, Fact, FactType

_COMPARE: dict[Operator, type[exp.Binary]] = {
    Operator.EQUAL: exp.EQ,
    Operator.NOT_EQUAL: exp.NEQ,
    Operator.LESS: exp.LT,
    Operator.LESS_OR_EQUAL: exp.LTE,
    Operator.GREATER: exp.GT,
    Operator.GREATER_OR_EQUAL: exp.GTE,
}


_TYPES = {
    FactType.BOOLEAN: "BOOLEAN",
    FactType.INTEGER: "BIGINT",
    FactType.MONEY: "BIGINT",
    FactType.DATE: "DATE",
    FactType.TEXT: "VARCHAR",
    FactType.CHOICE: "VARCHAR",
}


def sql(node: Node, columns: Collection[str] | None = None) -> exp.Expr:
    """Return the tree as a sqlglot expression, to be written in any dialect.

    `columns` are the table's, if known: a list that is spread there over a column a code is read
    so, and a fact that is no column is missing for all.
    """
    match node:
        case Constant(value):
            return exp.Boolean(this=value)
        case Not(child):
            return exp.not_(sql(child, columns))
        case And(children):
            return exp.and_(*(sql(child, columns) for child in children))
        case Or(children):
            return exp.or_(*(sql(child, columns) for child in children))
        case ListContains(fact, value):
            return _list_contains(fact, value, columns)
        case _:
            condition = _condition(node)
            return condition if columns is None else condition.transform(_blank, node, columns)


def _list_contains(fact: Fact, value: str, columns: Collection[str] | None) -> exp.Expr:
    name = code_column(fact.name, value)
    if columns is not None and name in columns:
        return exp.column(name, quoted=True)
    if columns is not None and fact.name not in columns:
        return exp.cast(exp.Null(), "BOOLEAN")
    holds = exp.ArrayContains(this=_column(fact), expression=_literal(value))
    is_open = exp.ArrayContains(this=_column(fact), expression=_literal(OPEN))
    unless_more = exp.Nullif(this=is_open, expression=exp.true())  # NULL: it may hold more
    return exp.paren(exp.or_(holds, unless_more))


def _blank(part: exp.Expr, leaf: Leaf, columns: Collection[str]) -> exp.Expr:
    """Return NULL of the fact's type in place of a column that the table lacks."""
    if isinstance(part, exp.Column) and part.name not in columns:
        return exp.cast(exp.Null(), _TYPES[leaf.fact.type])
    return part


def _condition(leaf: Node) -> exp.Expr:
    match leaf:
        case BooleanFact(fact):
            return _column(fact)
        case Compare(fact, sign, _) | CompareFacts(fact, sign, _):
            return _COMPARE[sign](this=_column(fact), expression=_other_side(leaf))
        case Between(fact, low, high):
            return exp.Between(this=_column(fact), low=_literal(low), high=_literal(high))
        case In(fact, values):
            return exp.In(this=_column(fact), expressions=[_literal(v) for v in values])
        case Like(fact, pattern):
            return exp.Like(this=_column(fact), expression=_literal(pattern))
        case _:
            message = f"{leaf!r} is not a condition"
            raise TypeError(message)


def _other_side(leaf: Compare | CompareFacts) -> exp.Expr:
    return _literal(leaf.value) if isinstance(leaf, Compare) else _column(leaf.other)


def _column(fact: Fact) -> exp.Expr:
    return exp.column(fact.name, quoted=True)


def _literal(value: Literal) -> exp.Expr:
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    return exp.convert(value)
