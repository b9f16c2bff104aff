"""From SQL text to the tree: what a predicate may say, and a helpful refusal of all else."""

import difflib
from collections.abc import Callable, Mapping
from typing import Never

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from kornhamn.kernel.errors import N_, DomainError, phrase
from kornhamn.rulebook import literals
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
from kornhamn.rulebook.types import Fact, FactType, Subject


class PredicateError(DomainError):
    """A predicate that does not load; `line` and `column` count from 1 within its text."""

    code = "predicate-refused"
    message = N_("Line %(line)s, column %(column)s: %(problem)s %(remedy)s")

    def __init__(self, problem: str, remedy: str, *, line: int = 1, column: int = 1) -> None:
        self.problem, self.remedy, self.line, self.column = problem, remedy, line, column
        super().__init__(problem=problem, remedy=remedy, line=line, column=column)


_MISSING = N_(
    "Write the condition as it stands: a missing fact is answered by the verdict unknown."
)
_ALLOWED = N_(
    "Use AND, OR, NOT, = <> < <= > >=, IN, BETWEEN, LIKE and list_contains(fact, 'code')."
)
_QUOTES = phrase("Text stands in 'single quotes'.")
_SIGNS: dict[type[exp.Expr], Operator] = {
    exp.EQ: Operator.EQUAL,
    exp.NEQ: Operator.NOT_EQUAL,
    exp.LT: Operator.LESS,
    exp.LTE: Operator.LESS_OR_EQUAL,
    exp.GT: Operator.GREATER,
    exp.GTE: Operator.GREATER_OR_EQUAL,
}
_MIRRORED = {
    Operator.LESS: Operator.GREATER,
    Operator.LESS_OR_EQUAL: Operator.GREATER_OR_EQUAL,
    Operator.GREATER: Operator.LESS,
    Operator.GREATER_OR_EQUAL: Operator.LESS_OR_EQUAL,
}
_FORBIDDEN: tuple[tuple[tuple[type[exp.Expr], ...], str, str], ...] = (
    ((exp.Is, exp.Null, exp.Coalesce), N_("NULL and COALESCE are not used here."), _MISSING),
    ((exp.NullSafeEQ, exp.NullSafeNEQ), N_("IS DISTINCT FROM is not used here."), _MISSING),
    (
        (exp.Subquery, exp.Select),
        N_("A predicate reads the facts of one subject, no tables."),
        N_("Declare what the subquery would answer as a fact."),
    ),
    ((exp.Case, exp.If), N_("CASE is not used here."), N_("Write it with AND, OR and NOT.")),
    ((exp.ILike,), N_("LIKE tells capital letters from small."), N_("Use LIKE.")),
    (
        (exp.Alias, exp.Escape, exp.Placeholder),
        N_("Something stands after the condition."),
        N_("Remove it, or join it with AND or OR."),
    ),
    (
        (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.DPipe, exp.Neg),
        N_("Nothing is calculated in a predicate."),
        N_("Declare the result as a fact and compare that."),
    ),
    ((exp.Func,), N_("That function is not used here."), _ALLOWED),
)


def parsed(text: str, vocabulary: Mapping[str, Fact], subject: Subject) -> Node:
    """Return the tree of a predicate over the facts of `subject`, or raise PredicateError."""
    try:
        return _Parser(text, vocabulary, subject).condition(_statement(text))
    except RecursionError:
        problem = N_("The predicate is nested too deeply.")
        raise PredicateError(problem, N_("Split it into several facts.")) from None


def _statement(text: str) -> exp.Expr:
    try:
        statements = sqlglot.parse(text, read="duckdb")
    except SqlglotError as error:
        raise _unreadable(text, error) from None
    if not statements or statements[0] is None:
        problem = N_("The predicate is empty.")
        raise PredicateError(problem, N_("Write TRUE where it always holds."))
    if len(statements) > 1:
        line, column = _position(text, text.find(";"))
        problem = N_("Something stands after the condition.")
        raise PredicateError(problem, N_("Remove the semicolon."), line=line, column=column)
    return statements[0]


def _unreadable(text: str, error: SqlglotError) -> PredicateError:
    where = error.errors[0] if isinstance(error, ParseError) and error.errors else {}
    column = int(where.get("col", 0) or 0) - len(str(where.get("highlight", ""))) + 1
    remedy = N_("Check quotes, parentheses and that each AND and OR has a condition on both sides.")
    return PredicateError(
        N_("This is no SQL condition."),
        remedy,
        line=int(where.get("line", 0) or text.count("\n") + 1),
        column=max(column, 1) if where else len(text.rpartition("\n")[2]) + 1,
    )


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[: max(offset, 0)]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


class _Parser:
    """Walks one sqlglot tree; whatever it does not know, it refuses."""

    def __init__(self, text: str, vocabulary: Mapping[str, Fact], subject: Subject) -> None:
        self.text, self.vocabulary, self.subject = text, vocabulary, subject

    def condition(self, node: exp.Expr) -> Node:
        node = node.unnest()
        rules: dict[type[exp.Expr], Callable[[exp.Expr], Node]] = {
            exp.And: self._and,
            exp.Or: self._or,
            exp.Not: lambda node: Not(self.condition(node.this)),
            exp.Boolean: lambda node: Constant(bool(node.this)),
            exp.Column: self._boolean_fact,
            exp.In: self._in,
            exp.Between: self._between,
            exp.Like: self._like,
            exp.ArrayContains: self._list_contains,
        }
        if type(node) in _SIGNS:
            return self._compare(node, _SIGNS[type(node)])
        return rules.get(type(node), self._forbid)(node)

    def _and(self, node: exp.Expr) -> Node:
        return And(tuple(self.condition(part) for part in node.flatten()))

    def _or(self, node: exp.Expr) -> Node:
        return Or(tuple(self.condition(part) for part in node.flatten()))

    def _boolean_fact(self, node: exp.Expr) -> Node:
        fact = self._fact(node)
        if fact.type is not FactType.BOOLEAN:
            problem = phrase(
                "%(fact)s is %(type)s, which is neither true nor false alone.",
                fact=fact.name,
                type=fact.type,
            )
            raise self._error(node, problem, N_("Compare it with something."))
        return BooleanFact(fact)

    def _compare(self, node: exp.Expr, sign: Operator) -> Node:
        left, right = node.this.unnest(), node.expression.unnest()
        if not isinstance(left, exp.Column):
            left, right, sign = right, left, _MIRRORED.get(sign, sign)
        if not isinstance(left, exp.Column):
            self._refuse_calculation(left, right)
            problem = N_("Neither side of the comparison is a fact.")
            raise self._error(node, problem, N_("Compare a fact with a value or with a fact."))
        fact = self._fact(left)
        self._check_sign(left, fact, sign)
        if isinstance(right, exp.Column):
            return self._compare_facts(right, fact, sign)
        if fact.type is FactType.BOOLEAN:
            return self._compare_boolean(right, fact, sign)
        return Compare(fact, sign, self._literal(right, fact))

    def _check_sign(self, node: exp.Expr, fact: Fact, sign: Operator) -> None:
        if fact.type is FactType.CHOICES:
            problem = phrase("%(fact)s is a list of codes and is not compared.", fact=fact.name)
            raise self._error(
                node, problem, phrase("Use list_contains(%(fact)s, 'code').", fact=fact.name)
            )
        unordered = fact.type in (FactType.BOOLEAN, FactType.CHOICE)
        if unordered and sign not in (Operator.EQUAL, Operator.NOT_EQUAL):
            problem = phrase(
                "%(fact)s is %(type)s, which has no order.", fact=fact.name, type=fact.type
            )
            raise self._error(node, problem, N_("Use = or <>, or IN for a choice."))

    def _compare_facts(self, node: exp.Expr, fact: Fact, sign: Operator) -> Node:
        other = self._fact(node)
        if other.type is not fact.type:
            problem = phrase(
                "%(fact)s is %(type)s but %(other)s is %(other_type)s.",
                fact=fact.name,
                type=fact.type,
                other=other.name,
                other_type=other.type,
            )
            raise self._error(node, problem, N_("Compare facts of the same type."))
        return CompareFacts(fact, sign, other)

    def _compare_boolean(self, node: exp.Expr, fact: Fact, sign: Operator) -> Node:
        if not isinstance(node, exp.Boolean):
            self._refuse_calculation(node)
            problem = phrase(
                "%(fact)s is true or false and is compared with something else.", fact=fact.name
            )
            raise self._error(
                node, problem, phrase("Write %(fact)s or NOT %(fact)s.", fact=fact.name)
            )
        affirmed = bool(node.this) is (sign is Operator.EQUAL)
        return BooleanFact(fact) if affirmed else Not(BooleanFact(fact))

    def _in(self, node: exp.Expr) -> Node:
        self._only(node, "this", "expressions", "query")
        fact = self._left(node)
        if node.args.get("query"):
            self._forbid(node.args["query"])
        if not node.expressions:
            raise self._error(node.this, N_("The list after IN is empty."), N_("Name the values."))
        values = [self._literal(value.unnest(), fact) for value in node.expressions]
        return In(fact, tuple(dict.fromkeys(values)))

    def _between(self, node: exp.Expr) -> Node:
        self._only(node, "this", "low", "high")
        fact = self._left(node)
        self._check_sign(node.this, fact, Operator.LESS_OR_EQUAL)
        low, high = node.args["low"].unnest(), node.args["high"].unnest()
        for bound in (low, high):
            if isinstance(bound, exp.Column):
                remedy = N_("Write it with >= and <=.")
                raise self._error(bound, N_("BETWEEN takes two fixed values."), remedy)
        between = Between(fact, self._literal(low, fact), self._literal(high, fact))
        if between.low > between.high:  # type: ignore[operator]
            problem = N_("The first bound of BETWEEN is above the second, so it never holds.")
            raise self._error(low, problem, N_("Swap the bounds."))
        return between

    def _like(self, node: exp.Expr) -> Node:
        self._only(node, "this", "expression", "negate")
        fact = self._left(node)
        if fact.type is not FactType.TEXT:
            problem: str = phrase(
                "%(fact)s is %(type)s; LIKE is for text.", fact=fact.name, type=fact.type
            )
            raise self._error(node.this, problem, N_("Use = or IN."))
        pattern = self._literal(node.expression.unnest(), fact)
        if "\\" in str(pattern):
            problem = N_("A pattern has no escape character.")
            raise self._error(node.expression, problem, N_("Remove the backslash."))
        like = Like(fact, str(pattern))
        return Not(like) if node.args.get("negate") else like

    def _list_contains(self, node: exp.Expr) -> Node:
        self._only(node, "this", "expression")
        fact = self._left(node)
        if fact.type is not FactType.CHOICES:
            problem = phrase(
                "%(fact)s is %(type)s, not a list of codes.", fact=fact.name, type=fact.type
            )
            raise self._error(node.this, problem, N_("Use = or IN."))
        return ListContains(fact, str(self._literal(node.expression.unnest(), fact)))

    def _left(self, node: exp.Expr) -> Fact:
        left = node.this.unnest()
        if isinstance(left, exp.Column):
            return self._fact(left)
        self._refuse_calculation(left)
        raise self._error(
            node, N_("A fact must stand first."), N_("Put the fact before the operator.")
        )

    def _fact(self, node: exp.Expr) -> Fact:
        if node.args.get("table"):
            raise self._error(
                node, N_("A fact has no prefix."), N_("Remove what stands before the dot.")
            )
        fact = self.vocabulary.get(node.name)
        if fact is None:
            quoted = bool(node.this.args.get("quoted"))
            remedy = _QUOTES if quoted else self._suggestion(node.name)
            raise self._error(node, phrase("There is no fact %(name)s.", name=node.name), remedy)
        if fact.subject is not self.subject:
            problem = phrase(
                "%(fact)s is a fact of %(subject)s, not of %(own)s.",
                fact=fact.name,
                subject=fact.subject,
                own=self.subject,
            )
            remedy = phrase(
                "Use a fact of %(own)s, or change the clause's subject.", own=self.subject
            )
            raise self._error(node, problem, remedy)
        return fact

    def _suggestion(self, name: str) -> str:
        own = [fact.name for fact in self.vocabulary.values() if fact.subject is self.subject]
        near = difflib.get_close_matches(name, own, n=1)
        if near:
            return phrase("Did you mean %(near)s?", near=near[0])
        return phrase("Declare it in facts.py first. %(quotes)s", quotes=_QUOTES)

    def _literal(self, node: exp.Expr, fact: Fact) -> Literal:
        try:
            return literals.value(node, fact)
        except literals.NotALiteral:
            self._refuse_calculation(node)
            problem = phrase(
                "%(fact)s is %(type)s and is compared with something else.",
                fact=fact.name,
                type=fact.type,
            )
            raise self._error(node, problem, literals.remedy(fact)) from None
        except literals.WrongLiteral as error:
            raise self._error(node, error.problem, error.remedy) from None

    def _refuse_calculation(self, *nodes: exp.Expr) -> None:
        """Raise the particular refusal of what stands where a value was expected, if any."""
        for node in nodes:
            plain = (exp.Column, exp.Literal, exp.Boolean, exp.Cast)
            number = isinstance(node, exp.Neg) and isinstance(node.this, exp.Literal)
            if not isinstance(node, plain) and not number:
                self._forbid(node)

    def _only(self, node: exp.Expr, *known: str) -> None:
        """Refuse parts of a known construct that we would otherwise silently drop."""
        if any(part for name, part in node.args.items() if name not in known):
            raise self._error(node, N_("This form of the condition is not used here."), _ALLOWED)

    def _forbid(self, node: exp.Expr) -> Never:
        for kinds, problem, remedy in _FORBIDDEN:
            if isinstance(node, kinds):
                raise self._error(node, problem, remedy)
        if isinstance(node, exp.Literal):
            problem = N_("A fixed value is neither true nor false.")
            raise self._error(node, problem, N_("Compare it with a fact."))
        raise self._error(node, N_("This is not used in a predicate."), _ALLOWED)

    def _error(self, node: exp.Expr, problem: str, remedy: str) -> PredicateError:
        starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
        line, column = _position(self.text, min(starts, default=0))
        return PredicateError(problem, remedy, line=line, column=column)
