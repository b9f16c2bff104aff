"""A predicate on the facts of one case: compiled once to closures, three-valued."""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kornhamn.rulebook.nodes import (
    And,
    Between,
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
    facts_of,
)
from kornhamn.rulebook.types import OPEN, Facts

Test = Callable[[Facts], bool | None]
Ask = Callable[[Any], bool | None]

_COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.NOT_EQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.LESS_OR_EQUAL: operator.le,
    Operator.GREATER: operator.gt,
    Operator.GREATER_OR_EQUAL: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """Two functions of the facts: the value, and the facts still missing when it is unknown."""

    test: Test
    missing: Callable[[Facts], tuple[str, ...]]


def compiled(node: Node) -> Compiled:
    """Turn a tree into functions."""
    match node:
        case Constant(value):
            return Compiled(lambda _: value, lambda _: ())
        case Not(child):
            return _opposite(compiled(child))
        case And(children):
            return _joined(tuple(map(compiled, children)), decisive=False)
        case Or(children):
            return _joined(tuple(map(compiled, children)), decisive=True)
        case _:
            return _leaf(node)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names once each, in the order they came."""
    return tuple(dict.fromkeys(names))


def _opposite(child: Compiled) -> Compiled:
    test = child.test

    def opposite(facts: Facts) -> bool | None:
        value = test(facts)
        return None if value is None else not value

    return Compiled(opposite, child.missing)


def _joined(children: tuple[Compiled, ...], *, decisive: bool) -> Compiled:
    """AND is decided by a false child, OR by a true one; else unknown if any child is."""
    tests = tuple(child.test for child in children)

    def joined(facts: Facts) -> bool | None:
        answer: bool | None = not decisive
        for test in tests:
            value = test(facts)
            if value is decisive:
                return decisive
            if value is None:
                answer = None
        return answer

    def missing(facts: Facts) -> tuple[str, ...]:
        unknown = (child for child in children if child.test(facts) is None)
        return unique(name for child in unknown for name in child.missing(facts))

    return Compiled(joined, missing)


def _leaf(leaf: Leaf) -> Compiled:
    if isinstance(leaf, CompareFacts):
        names = facts_of(leaf)
        return Compiled(
            _pair(leaf), lambda facts: tuple(name for name in names if facts.get(name) is None)
        )
    name, test = leaf.fact.name, _single(leaf.fact.name, _question(leaf))
    return Compiled(test, lambda facts: (name,) if test(facts) is None else ())


def _single(name: str, ask: Ask) -> Test:
    def test(facts: Facts) -> bool | None:
        value = facts.get(name)
        return None if value is None else ask(value)

    return test


def _pair(leaf: CompareFacts) -> Test:
    compare, left, right = _COMPARE[leaf.operator], leaf.fact.name, leaf.other.name

    def test(facts: Facts) -> bool | None:
        one, other = facts.get(left), facts.get(right)
        return None if one is None or other is None else compare(one, other)

    return test


def _question(leaf: Leaf) -> Ask:
    """Return the function that answers a condition from its one known fact."""
    match leaf:
        case Compare(_, sign, value):
            compare = _COMPARE[sign]
            return lambda known: compare(known, value)
        case Between(_, low, high):
            return lambda known: low <= known <= high
        case In(_, values):
            return frozenset(values).__contains__
        case ListContains(_, value):
            return lambda known: value in known or (None if OPEN in known else False)
        case Like():
            return _pattern(leaf)
        case _:
            return bool


def _pattern(like: Like) -> Ask:
    shape, fixed = like.shape
    if shape is Shape.PATTERN:
        matches = re.compile(like.regex).fullmatch
        return lambda known: matches(known) is not None
    ask: dict[Shape, Ask] = {
        Shape.EXACT: lambda known: known == fixed,
        Shape.PREFIX: lambda known: known.startswith(fixed),
        Shape.SUFFIX: lambda known: known.endswith(fixed),
        Shape.CONTAINS: lambda known: fixed in known,
    }
    return ask[shape]
