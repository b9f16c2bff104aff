"""A predicate as SQL text for DuckDB or Spark, money in whole öre."""

from datetime import date

from sqlglot import exp

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
    Literal,
    Node,
    Not,
    Operator,
    Or,
)
from kornhamn.rulebook.types import Fact

_COMPARE: dict[Operator, type[exp.Binary]] = {
    Operator.EQUAL: exp.EQ,
    Operator.NOT_EQUAL: exp.NEQ,
    Operator.LESS: exp.LT,
    Operator.LESS_OR_EQUAL: exp.LTE,
    Operator.GREATER: exp.GT,
    Operator.GREATER_OR_EQUAL: exp.GTE,
}


def sql(node: Node) -> exp.Expr:
    """Return the tree as a sqlglot expression, to be written in any dialect."""
    match node:
        case Constant(value):
            return exp.Boolean(this=value)
        case Not(child):
            return exp.not_(sql(child))
        case And(children):
            return exp.and_(*map(sql, children))
        case Or(children):
            return exp.or_(*map(sql, children))
        case _:
            return _condition(node)


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
        case ListContains(fact, value):
            return exp.ArrayContains(this=_column(fact), expression=_literal(value))
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
