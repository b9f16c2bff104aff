"""A predicate in readable words, and its conditions as the lawyer would write them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

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
    Shape,
)
from kornhamn.rulebook.types import Fact, FactType

_SV = {
    "and": "och",
    "or": "eller",
    "not": "det inte är så att",
    "always": "alltid",
    "never": "aldrig",
    "among": "finns bland",
    "all among": "finns bland",
    "not among": "finns inte bland",
    "between": "är mellan {} och {}",
    "not between": "är inte mellan {} och {}",
    "=": "är",
    "<>": "är inte",
    "<": "är mindre än",
    "<=": "är högst",
    ">": "är mer än",
    ">=": "är minst",
    "date <": "är före",
    "date <=": "är senast",
    "date >": "är efter",
    "date >=": "är tidigast",
    "exact": "är",
    "prefix": "börjar med",
    "suffix": "slutar med",
    "text contains": "innehåller",
    "pattern": "följer mönstret",
    "not exact": "är inte",
    "not prefix": "börjar inte med",
    "not suffix": "slutar inte med",
    "not text contains": "innehåller inte",
    "not pattern": "följer inte mönstret",
}
_EN = {word: word for word in ("and", "or", "always", "never")} | {
    "not": "it is not so that",
    "among": "is among",
    "all among": "are among",
    "not among": "is not among",
    "between": "is between {} and {}",
    "not between": "is not between {} and {}",
    "=": "is",
    "<>": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
    "date <": "is before",
    "date <=": "is no later than",
    "date >": "is after",
    "date >=": "is no earlier than",
    "exact": "is",
    "prefix": "begins with",
    "suffix": "ends with",
    "text contains": "contains",
    "pattern": "follows the pattern",
    "not exact": "is not",
    "not prefix": "does not begin with",
    "not suffix": "does not end with",
    "not text contains": "does not contain",
    "not pattern": "does not follow the pattern",
}
_OPPOSITE = {
    Operator.EQUAL: Operator.NOT_EQUAL,
    Operator.NOT_EQUAL: Operator.EQUAL,
    Operator.LESS: Operator.GREATER_OR_EQUAL,
    Operator.LESS_OR_EQUAL: Operator.GREATER,
    Operator.GREATER: Operator.LESS_OR_EQUAL,
    Operator.GREATER_OR_EQUAL: Operator.LESS,
}


def plain(node: Node, language: str) -> str:
    """Return the tree in Swedish, or in English if `language` begins with "en"."""
    return _Writer("en" if language.startswith("en") else "sv").clause(node)


class _Writer:
    """Writes one tree in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.word = _EN if language == "en" else _SV

    def clause(self, node: Node, *, holds: bool = True) -> str:
        """Return the words of a tree, or of its opposite."""
        match node:
            case Constant(value):
                return self.word["always" if value is holds else "never"]
            case Not(child):
                return self.clause(child, holds=not holds)
            case And(children):
                return self._joined(children, "and" if holds else "or", holds=holds)
            case Or(children):
                return self._joined(children, "or" if holds else "and", holds=holds)
            case _:
                return self._condition(node, holds=holds)

    def _joined(self, children: Sequence[Node], how: str, *, holds: bool) -> str:
        runs = _runs(children, how) if holds else [[child] for child in children]
        parts = [
            self._shared(run, how) if len(run) > 1 else self._part(run[0], holds=holds)
            for run in runs
        ]
        return self._series(list(dict.fromkeys(parts)), how)

    def _part(self, child: Node, *, holds: bool) -> str:
        words = self.clause(child, holds=holds)
        return f"({words})" if isinstance(_core(child), And | Or) else words

    def _shared(self, run: Sequence[Node], how: str) -> str:
        """Return neighbouring conditions on one fact as one: x, y and z are among its codes."""
        leaves = [_core(child) for child in run]
        codes = [leaf for leaf in leaves if isinstance(leaf, ListContains)]
        if codes:
            named = [self._value(leaf.value, leaf.fact) for leaf in codes]
            verb = self.word["all among" if how == "and" else "among"]
            return f"{self._series(named, how)} {verb} {self._label(codes[0].fact)}"
        prefixes = [leaf for leaf in leaves if isinstance(leaf, Like)]
        verb = self.word["prefix" if how == "or" else "not prefix"]
        named = [self._quoted(leaf.shape[1]) for leaf in prefixes]
        return f"{self._label(prefixes[0].fact)} {verb} {self._series(named, 'or')}"

    def _series(self, parts: Sequence[str], how: str) -> str:
        head, last = parts[:-1], parts[-1]
        return f"{', '.join(head)} {self.word[how]} {last}" if head else last

    def _condition(self, leaf: Leaf, *, holds: bool) -> str:
        match leaf:
            case BooleanFact(fact):
                return self._label(fact) if holds else f"{self.word['not']} {self._label(fact)}"
            case Compare(fact, sign, value):
                return self._compare(fact, sign, self._value(value, fact), holds=holds)
            case CompareFacts(fact, sign, other):
                return self._compare(fact, sign, self._label(other), holds=holds)
            case Between(fact, low, high):
                between = self.word["between" if holds else "not between"]
                ends = between.format(self._value(low, fact), self._value(high, fact))
                return f"{self._label(fact)} {ends}"
            case _:
                return self._codes(leaf, holds=holds)

    def _codes(self, leaf: Leaf, *, holds: bool) -> str:
        match leaf:
            case In(fact, values):
                named = [self._value(value, fact) for value in values]
                verb = self.word["=" if holds else "<>"]
                return f"{self._label(fact)} {verb} {self._series(named, 'or')}"
            case ListContains(fact, value):
                verb = self.word["among" if holds else "not among"]
                return f"{self._value(value, fact)} {verb} {self._label(fact)}"
            case Like(fact, _):
                shape, fixed = leaf.shape
                name = "text contains" if shape is Shape.CONTAINS else str(shape)
                verb = self.word[name if holds else f"not {name}"]
                return f"{self._label(fact)} {verb} {self._quoted(fixed)}"
            case _:
                message = f"{leaf!r} has no words"
                raise TypeError(message)

    def _compare(self, fact: Fact, sign: Operator, against: str, *, holds: bool) -> str:
        sign = sign if holds else _OPPOSITE[sign]
        ordered = sign not in (Operator.EQUAL, Operator.NOT_EQUAL)
        verb = f"date {sign}" if ordered and fact.type is FactType.DATE else str(sign)
        return f"{self._label(fact)} {self.word[verb]} {against}"

    def _label(self, fact: Fact) -> str:
        return _inside(fact.label.in_language(self.language))

    def _value(self, value: Literal, fact: Fact) -> str:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int):
            return self._number(value, fact)
        if value in fact.choices:
            return _inside(fact.choices[value].in_language(self.language))
        return self._quoted(value)

    def _number(self, value: int, fact: Fact) -> str:
        text = f"{value:,}" if fact.type is not FactType.MONEY else _kronor(value, ",")
        if self.language == "en":
            return f"SEK\N{NO-BREAK SPACE}{text}" if fact.type is FactType.MONEY else text
        text = text.replace(".", ";").replace(",", "\N{NO-BREAK SPACE}").replace(";", ",")
        return f"{text}\N{NO-BREAK SPACE}kr" if fact.type is FactType.MONEY else text

    def _quoted(self, text: str) -> str:
        return f"“{text}”" if self.language == "en" else f"”{text}”"


def _inside(text: str) -> str:
    """Return a label as it stands inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _runs(children: Sequence[Node], how: str) -> list[list[Node]]:
    """Return the children with neighbours put together that can be said in one breath."""
    keyed = [(_breath(child, how) or str(place), child) for place, child in enumerate(children)]
    return [[child for _, child in run] for _, run in groupby(keyed, key=itemgetter(0))]


def _breath(node: Node, how: str) -> str:
    """Return what a condition shares with those it can be said with; nothing if it stands alone."""
    match node:
        case ListContains(fact, _):
            return f"codes of {fact.name}"
        case Like(fact, _) if how == "or" and node.shape[0] is Shape.PREFIX:
            return f"beginnings of {fact.name}"
        case Not(Like(fact, _) as like) if how == "and" and like.shape[0] is Shape.PREFIX:
            return f"no beginnings of {fact.name}"
        case _:
            return ""


def _core(node: Node) -> Node:
    return _core(node.child) if isinstance(node, Not) else node


def _kronor(ore: int, separator: str = "") -> str:
    amount = Decimal(ore) / 100
    text = f"{amount:,.0f}" if ore % 100 == 0 else f"{amount:,.2f}"
    return text.replace(",", separator)


def sql(leaf: Leaf) -> str:
    """Return a condition as a predicate's text would have it: amounts in kronor."""
    if isinstance(leaf, ListContains):
        return f"list_contains({leaf.fact.name}, {_literal(leaf.value, leaf.fact)})"
    return f"{leaf.fact.name}{_rest(leaf)}"


def _rest(leaf: Leaf) -> str:
    match leaf:
        case Compare(fact, sign, value):
            return f" {sign} {_literal(value, fact)}"
        case CompareFacts(_, sign, other):
            return f" {sign} {other.name}"
        case Between(fact, low, high):
            return f" BETWEEN {_literal(low, fact)} AND {_literal(high, fact)}"
        case In(fact, values):
            return f" IN ({', '.join(_literal(value, fact) for value in values)})"
        case Like(fact, pattern):
            return f" LIKE {_literal(pattern, fact)}"
        case _:
            return ""


def _literal(value: Literal, fact: Fact) -> str:
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int):
        return _kronor(value) if fact.type is FactType.MONEY else str(value)
    return "'" + value.replace("'", "''") + "'"
