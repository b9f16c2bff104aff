"""What is unknown over a portfolio, and the few facts that would answer most of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from kornhamn.rulebook.columns import expression
from kornhamn.rulebook.nodes import And, ListContains, Node, Not, Or, facts_of, leaves
from kornhamn.rulebook.one_case import unique
from kornhamn.rulebook.portfolio import prepared, verdicts
from kornhamn.rulebook.types import Clause, Edition, Subject, Verdict


@dataclass(frozen=True, slots=True)
class WantedFact:
    """A fact worth asking for next, and how many unknown verdicts it would turn into answers."""

    fact: str
    alone: int  # where nothing else is missing
    together: int  # when the facts wanted before it are known too, and those turned by them


def missing_tally(
    edition: Edition,
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    subject: Subject,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """Return for each group and clause which facts the unknown verdicts lack, and how often.

    Columns: `by`…, clause, missing (the facts that `Finding.missing` has, in the order in which
    the clause first names them) and subjects (Int64).
    """
    ready, columns = prepared(edition, frame, subject)
    clauses = edition.clauses_on(subject)
    judged = verdicts(edition, ready, subject=subject, keep=sorted(ready.collect_schema().names()))
    asking = [c for c in clauses if c.applies.facts or c.satisfied.facts]
    plans = [_of_clause(judged, clause, columns, by) for clause in asking]
    found = pl.collect_all(plans, engine="streaming")
    nothing = pl.DataFrame(schema={"clause": pl.String, "missing": pl.List(pl.String)})
    return pl.concat([*found, nothing], how="diagonal")


def _of_clause(
    judged: pl.LazyFrame, clause: Clause, columns: frozenset[str], by: Sequence[str]
) -> pl.LazyFrame:
    """Count the unknown rows of a clause by which of its facts are missing and matter."""
    roots = (clause.applies.root, clause.satisfied.root)
    names = unique((*clause.applies.facts, *clause.satisfied.facts))
    flags = [
        pl.any_horizontal(lacking(root, name, columns) for root in roots).alias(f"lacks {name}")
        for name in names
    ]
    listed = [pl.when(pl.col(f"lacks {name}")).then(pl.lit(name)) for name in names]
    return (
        judged.filter(pl.col(clause.id) == Verdict.UNKNOWN.number)
        .group_by(*by, *flags)
        .agg(pl.len().cast(pl.Int64).alias("subjects"))
        .sort(*by, *(f"lacks {name}" for name in names))
        .select(
            *by,
            pl.lit(clause.id).alias("clause"),
            pl.concat_list(listed).list.drop_nulls().alias("missing"),
            "subjects",
        )
    )


def lacking(node: Node, name: str, columns: Collection[str]) -> pl.Expr:
    """Return whether the tree is unknown and needs that fact, as `Predicate.missing` has it."""
    if not any(name in facts_of(leaf) for leaf in leaves(node)):
        return pl.lit(value=False)
    match node:
        case Not(child):
            return lacking(child, name, columns)
        case And(children) | Or(children):
            any_child = pl.any_horizontal(lacking(child, name, columns) for child in children)
            return expression(node, columns).is_null() & any_child
        case ListContains():
            return expression(node, columns).is_null()
        case _:
            return pl.col(name).is_null()


def most_wanted_facts(tally: pl.DataFrame, *, most: int = 5) -> tuple[WantedFact, ...]:
    """Return the facts that together turn most unknown verdicts into answers, best first.

    Takes the facts one by one (greedy): each time the one that turns most with those before it;
    where none turns any alone, the one that the most unknowns lack, nearest answers first.
    """
    sets = [(frozenset(missing), number) for missing, number in _numbers(tally)]
    chosen: list[str] = []
    wanted: list[WantedFact] = []
    while len(wanted) < most:
        left = [(missing - set(chosen), number) for missing, number in sets]
        candidates = sorted({name for missing, _ in left for name in missing})
        if not candidates:
            break
        best = max(candidates, key=lambda name: _worth(name, left))
        chosen.append(best)
        alone = sum(number for missing, number in sets if missing == {best})
        wanted.append(WantedFact(best, alone, _turned(sets, chosen)))
    return tuple(wanted)


def _numbers(tally: pl.DataFrame) -> Iterable[tuple[list[str], int]]:
    return tally.group_by("missing").agg(pl.col("subjects").sum()).iter_rows()


def _worth(name: str, left: Iterable[tuple[frozenset[str], int]]) -> tuple[int, float]:
    """Return how many a fact turns at once, then how far it brings the others."""
    lacking_it = [(missing, number) for missing, number in left if name in missing]
    at_once = sum(number for missing, number in lacking_it if len(missing) == 1)
    return at_once, sum(number / len(missing) for missing, number in lacking_it)


def _turned(sets: Iterable[tuple[frozenset[str], int]], chosen: Collection[str]) -> int:
    return sum(number for missing, number in sets if missing <= set(chosen))
