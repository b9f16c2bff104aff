"""What each clause found for each case: a verdict and, where it is unknown, the facts missing.

A clause sees a case through its conditions alone, each true, false or unknown. Those patterns are
few whatever the number of cases: the columns are turned into patterns in one pass, and the
one-case evaluator then answers each pattern once. So portfolio and single case cannot differ, and
Python never loops over cases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.rulebook.assess import find
from kornhamn.rulebook.columns import expression
from kornhamn.rulebook.nodes import CompareFacts, Leaf
from kornhamn.rulebook.types import Clause, Verdict

_WIDEST_TABLE = 1 << 22


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, with the facts that are missing where it is unknown."""

    verdict: Verdict
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """`codes[clause, case]` points into `tables[clause]`."""

    codes: NDArray[np.uint16]
    tables: tuple[tuple[Outcome, ...], ...]


def outcomes(cases: pl.DataFrame, clauses: Sequence[Clause]) -> Outcomes:
    """Return the outcome of every clause for every case.

    `cases` has a column for each fact the clauses read, and `departures`, a list of clause ids.
    """
    patterns = (
        cases.lazy().select(_pattern(clause) for clause in clauses).collect(engine="streaming")
    )
    codes = np.empty((len(clauses), cases.height), dtype=np.uint16)
    tables = []
    for number, clause in enumerate(clauses):
        firsts, places = _distinct(patterns[clause.id].to_numpy())
        answers = _answers(clause, cases, firsts)
        table = tuple(dict.fromkeys(answers)) or (Outcome(Verdict.UNKNOWN),)  # none without cases
        codes[number] = np.array([table.index(a) for a in answers], dtype=np.uint16)[places]
        tables.append(table)
    return Outcomes(codes, tuple(tables))


def _pattern(clause: Clause) -> pl.Expr:
    """Return one number for how all conditions of the clause turned out, and whether departed."""
    digits = [(_truth(leaf), 3) for leaf in dict.fromkeys(_leaves(clause))]
    digits += [(pl.col(name).is_null().cast(pl.Int64), 2) for name in _compared(clause)]
    if clause.force.may_be_departed_from:
        departed = pl.col("departures").list.contains(pl.lit(clause.id)).fill_null(value=False)
        digits.append((departed.cast(pl.Int64), 2))
    pattern, weight = pl.repeat(0, pl.len(), dtype=pl.Int64), 1
    for digit, base in digits:
        pattern, weight = pattern + digit * weight, weight * base
    return pattern.alias(clause.id)


def _truth(leaf: Leaf) -> pl.Expr:
    return expression(leaf).cast(pl.Int64).fill_null(2)


def _leaves(clause: Clause) -> Iterator[Leaf]:
    yield from clause.applies.leaves
    yield from clause.satisfied.leaves


def _compared(clause: Clause) -> tuple[str, ...]:
    """Return the facts compared with each other: a missing one does not show in the truth."""
    names = (
        fact.name
        for leaf in _leaves(clause)
        if isinstance(leaf, CompareFacts)
        for fact in (leaf.fact, leaf.other)
    )
    return tuple(dict.fromkeys(names))


def _distinct(pattern: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first row of each distinct pattern, and each row's place among them."""
    widest = int(pattern.max(initial=0)) + 1
    if widest > _WIDEST_TABLE:
        _, firsts, places = np.unique(pattern, return_index=True, return_inverse=True)
        return firsts, places
    first = np.full(widest, -1, dtype=np.int64)
    first[pattern[::-1]] = np.arange(len(pattern) - 1, -1, -1)
    present = np.flatnonzero(first >= 0)
    place = np.zeros(widest, dtype=np.int64)
    place[present] = np.arange(len(present))
    return first[present], place[pattern]


def _answers(clause: Clause, cases: pl.DataFrame, rows: NDArray[np.int64]) -> list[Outcome]:
    """Return what the one-case evaluator says of some rows, one for each pattern."""
    names = dict.fromkeys((*clause.applies.facts, *clause.satisfied.facts, "departures"))
    found = []
    for facts in cases.select(*names)[rows].iter_rows(named=True):
        departed = clause.id in (facts.pop("departures") or ())
        finding = find(clause, facts, departed=departed)
        found.append(Outcome(finding.verdict, frozenset(finding.missing)))
    return found
