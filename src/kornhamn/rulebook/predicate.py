"""A predicate of a clause: a SQL condition over declared facts, the same in every engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from kornhamn.kernel.texts import Text
from kornhamn.rulebook import columns, dialects, words
from kornhamn.rulebook.nodes import CompareFacts, Constant, Leaf, Node, facts_of, leaves
from kornhamn.rulebook.one_case import Compiled, Test, compiled, unique
from kornhamn.rulebook.parser import PredicateError, parsed
from kornhamn.rulebook.types import Fact, Facts, Subject

__all__ = ["Condition", "Predicate", "PredicateError", "parse"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One leaf of a predicate: its SQL, the facts it reads, and what it asks in plain words."""

    sql: str
    facts: tuple[str, ...]
    words: Text


@dataclass(frozen=True)
class Predicate:
    """A condition that is true, false or unknown of a subject's facts.

    Three-valued as in SQL: a fact that is missing or None makes a condition unknown, and unknown
    stays unless AND or OR is decided without it. Money facts are whole öre.
    """

    text: str
    root: Node

    def __reduce__(self) -> tuple[type["Predicate"], tuple[str, Node]]:
        """Leave the compiled functions behind when pickled."""
        return (Predicate, (self.text, self.root))

    def __hash__(self) -> int:
        """Hash the text alone: equal predicates have equal texts."""
        return hash(self.text)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The distinct conditions, from left to right."""
        return tuple(dict.fromkeys(leaves(self.root)))

    @cached_property
    def declared(self) -> tuple[Fact, ...]:
        """The declarations of the facts read."""
        others = (leaf.other for leaf in self.leaves if isinstance(leaf, CompareFacts))
        own = (leaf.fact for leaf in self.leaves)
        return tuple({fact.name: fact for fact in (*own, *others)}.values())

    @property
    def constant(self) -> bool | None:
        """The value of a predicate that is only TRUE or FALSE."""
        return self.root.value if isinstance(self.root, Constant) else None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The names of the facts read, from left to right."""
        return unique(name for leaf in self.leaves for name in facts_of(leaf))

    def evaluate(self, facts: Facts) -> bool | None:
        """Return true, false or, when facts that matter are missing, None."""
        return self._compiled.test(facts)

    def missing(self, facts: Facts) -> tuple[str, ...]:
        """Return the facts still needed when the value is unknown, else nothing."""
        return self._compiled.missing(facts) if self.evaluate(facts) is None else ()

    def conditions(self, facts: Facts) -> tuple[tuple[Condition, bool | None], ...]:
        """Return each distinct condition with its own value."""
        return tuple((condition, test(facts)) for condition, test in self.tests)

    def polars(self) -> pl.Expr:
        """Return the predicate over columns named as the facts."""
        return columns.expression(self.root)

    def sql(self, dialect: str) -> str:
        """Return the predicate as SQL of "duckdb" or "spark", over columns named as the facts."""
        return dialects.sql(self.root).sql(dialect=dialect)

    def plain(self, language: str) -> str:
        """Return the predicate in readable words, without a verb before it or a full stop."""
        return words.plain(self.root, language)

    @cached_property
    def _compiled(self) -> Compiled:
        return compiled(self.root)

    @cached_property
    def tests(self) -> tuple[tuple[Condition, Test], ...]:
        """Each distinct condition with the function of the facts that answers it."""
        return tuple((_condition(leaf), compiled(leaf).test) for leaf in self.leaves)


def _condition(leaf: Leaf) -> Condition:
    text = Text(sv=words.plain(leaf, "sv"), en=words.plain(leaf, "en"))
    return Condition(words.sql(leaf), facts_of(leaf), text)


def parse(text: str, vocabulary: Mapping[str, Fact], subject: Subject) -> Predicate:
    """Return the predicate that `text` states over the facts of `subject`.

    Amounts in the text are kronor and become öre here, once. Raises PredicateError with line,
    column, problem and remedy.
    """
    return Predicate(text, parsed(text, vocabulary, subject))
