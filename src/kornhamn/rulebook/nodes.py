"""The tree of a predicate: a few frozen node kinds of our own, free of any SQL library."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kornhamn.rulebook.types import Fact

# What each character of a LIKE pattern is in a regular expression, in Python and in Rust alike.
_REGEX = {"%": ".*", "_": "."} | {c: "\\" + c for c in r"\.+*?()|[]{}^$"}

Literal = int | str | date  # money is whole öre here, whatever the text said in kronor


class Operator(StrEnum):
    """The comparisons a predicate may make."""

    EQUAL = "="
    NOT_EQUAL = "<>"
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="


class Shape(StrEnum):
    """What a LIKE pattern asks, so that the common ones need no regular expression."""

    EXACT = "exact"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    CONTAINS = "contains"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Constant:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class BooleanFact:
    """A boolean fact standing alone."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against a fixed value of its type."""

    fact: Fact
    operator: Operator
    value: Literal


@dataclass(frozen=True, slots=True)
class CompareFacts:
    """A fact against another fact of the same type; unknown when either is missing."""

    fact: Fact
    operator: Operator
    other: Fact


@dataclass(frozen=True, slots=True)
class Between:
    """A fact between two fixed values, both included."""

    fact: Fact
    low: Literal
    high: Literal


@dataclass(frozen=True, slots=True)
class In:
    """A fact equal to one of some fixed values."""

    fact: Fact
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A text against a pattern: % any run of characters, _ one character, case matters.

    The whole text must match, line breaks are characters as any other and there is no escape.
    """

    fact: Fact
    pattern: str

    @property
    def shape(self) -> tuple[Shape, str]:
        """Return what the pattern asks and the fixed text in it."""
        fixed = self.pattern.strip("%")
        if "%" in fixed or "_" in fixed or "%%" in self.pattern:
            return Shape.PATTERN, self.pattern
        starts, ends = self.pattern.startswith("%"), self.pattern.endswith("%")
        if starts and ends:
            return (Shape.CONTAINS if fixed else Shape.PREFIX), fixed
        if starts:
            return Shape.SUFFIX, fixed
        return (Shape.PREFIX if ends else Shape.EXACT), fixed

    @property
    def regex(self) -> str:
        """Return the pattern as a regular expression that the whole text has to match."""
        return "(?s)^" + "".join(_REGEX.get(c, c) for c in self.pattern)


@dataclass(frozen=True, slots=True)
class ListContains:
    """A list of codes holds a code; false for an empty list, unknown for a missing one."""

    fact: Fact
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """False if any child is false, else unknown if any is unknown, else true."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True if any child is true, else unknown if any is unknown, else false."""

    children: tuple["Node", ...]


Leaf = BooleanFact | Compare | CompareFacts | Between | In | Like | ListContains
Node = Constant | Leaf | Not | And | Or


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the conditions of a tree from left to right, repeated ones too."""
    match node:
        case Constant():
            return
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child)
        case Not(child):
            yield from leaves(child)
        case _:
            yield node


def facts_of(leaf: Leaf) -> tuple[str, ...]:
    """Return the names of the one or two facts that a condition reads."""
    if isinstance(leaf, CompareFacts) and leaf.fact.name != leaf.other.name:
        return (leaf.fact.name, leaf.other.name)
    return (leaf.fact.name,)
