"""All clauses of an edition over a portfolio of subjects, in one pass over its columns.

A frame has one column a fact, typed as `columns.COLUMN_TYPES` says or as `columns.encoded` makes
them; a fact without a column is missing for all. The optional column `departures`, a list of
clause ids, holds the recorded departures. Plans stay lazy and stream: no loop over rows.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from kornhamn.rulebook.columns import completed, expression
from kornhamn.rulebook.counting import Answers, Counts, count, group
from kornhamn.rulebook.predicate import Predicate
from kornhamn.rulebook.texts import numbered
from kornhamn.rulebook.types import Clause, Edition, Fact, Subject, Verdict

__all__ = ["VERDICTS", "facts_read", "prepared", "tally", "verdicts"]

VERDICTS = pl.Enum([verdict.value for verdict in Verdict])
Read = Mapping[Predicate, pl.Expr | bool]
_DEPARTURES = "departures"
_MANY_GROUPS = 10_000


def verdicts(
    edition: Edition,
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    subject: Subject,
    keep: Sequence[str] = (),
) -> pl.LazyFrame:
    """Return the columns `keep` and one Int8 column a clause id: the verdict's number."""
    ready, columns = prepared(edition, frame, subject)
    clauses = edition.clauses_on(subject)
    # not select alone: a verdict that is the same for all would be one row
    asked, read = _asked(ready, clauses, columns)
    answers = _answers(clauses, read, departures=_DEPARTURES in columns)
    judged = asked.with_columns(
        each.number().alias(clause.id) for clause, each in zip(clauses, answers, strict=True)
    )
    return judged.select(*keep, *(clause.id for clause in clauses))


def tally(
    edition: Edition,
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    subject: Subject,
    by: Sequence[str],
    amount: str,
) -> pl.DataFrame:
    """Return how many subjects, and which amount, got each verdict on each clause.

    Columns: `by`…, clause, verdict (Enum), subjects and amount (the sum of the column `amount`,
    blanks as nothing; Int64). Only what occurs has a row, in the order of the edition.
    """
    ready, columns = prepared(edition, frame, subject)
    groups = group(ready, by)
    if groups.height > _MANY_GROUPS:
        return _tally_by_hash(edition, ready, subject=subject, by=by, amount=amount)
    clauses = edition.clauses_on(subject)
    asked, read = _asked(ready, clauses, columns, number_texts=True)
    as_if_none = _answers(clauses, read)
    counts = count(asked, as_if_none, groups=groups, amount=amount)
    if _DEPARTURES in columns:
        # Few rows have departures: they are counted again, rather than every row searched.
        some = ready.filter(pl.col(_DEPARTURES).list.len() > 0).collect(engine="streaming")
        again, _ = _asked(some.lazy(), clauses, columns)
        with_them = _answers(clauses, read, departures=True)
        counts -= count(again, as_if_none, groups=groups, amount=amount)
        counts += count(again, with_them, groups=groups, amount=amount)
    return _table(counts, clauses, groups)


def prepared(
    edition: Edition, frame: pl.DataFrame | pl.LazyFrame, subject: Subject
) -> tuple[pl.LazyFrame, frozenset[str]]:
    """Return the frame with a column for each fact the edition reads, and its columns' names."""
    ready = completed(frame.lazy(), facts_read(edition, subject))
    return ready, frozenset(ready.collect_schema().names())


def facts_read(edition: Edition, subject: Subject) -> tuple[Fact, ...]:
    """Return the facts that the clauses on a subject read."""
    found: dict[str, Fact] = {}
    for clause in edition.clauses_on(subject):
        for predicate in (clause.applies, clause.satisfied):
            found |= {fact.name: fact for fact in predicate.declared}
    return tuple(found.values())


def _asked(
    ready: pl.LazyFrame,
    clauses: Sequence[Clause],
    columns: frozenset[str],
    *,
    number_texts: bool = False,
) -> tuple[pl.LazyFrame, dict[Predicate, pl.Expr | bool]]:
    """Return the frame with a column for each distinct predicate, and where to read each.

    What is the same for all rows is its value. Predicates as columns of their own keep the plan
    of what is made of them small. `number_texts` reads the distinct texts at once, to ask
    patterns of them alone.
    """
    predicates = dict.fromkeys(p for clause in clauses for p in (clause.applies, clause.satisfied))
    leaves = (leaf for predicate in predicates for leaf in predicate.leaves)
    ready, known = numbered(ready, leaves) if number_texts else (ready, {})
    read: dict[Predicate, pl.Expr | bool] = {}
    added = []
    for number, predicate in enumerate(predicates):
        if predicate.constant is None:
            added.append(expression(predicate.root, columns, known).alias(f"predicate {number}"))
            read[predicate] = pl.col(f"predicate {number}")
        else:
            read[predicate] = predicate.constant
    return ready.with_columns(added), read


def _answers(
    clauses: Sequence[Clause],
    read: Read,
    *,
    departures: bool = False,
) -> list[Answers]:
    return [
        Answers(
            applies=read[clause.applies],
            satisfied=read[clause.satisfied],
            departed=departures
            and clause.force.may_be_departed_from
            and pl.col(_DEPARTURES).list.contains(pl.lit(clause.id)),
        )
        for clause in clauses
    ]


def _table(counts: Counts, clauses: Sequence[Clause], groups: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each clause, group and verdict that occurs."""
    by_clause = counts.subjects.swapaxes(0, 1)
    clause, row, verdict = np.nonzero(by_clause)
    return groups[row].with_columns(
        pl.Series("clause", [one.id for one in clauses], pl.String).gather(clause),
        pl.Series("verdict", list(Verdict), VERDICTS).gather(verdict),
        pl.Series("subjects", counts.subjects[row, clause, verdict], pl.Int64),
        pl.Series("amount", counts.amounts[row, clause, verdict], pl.Int64),
    )


def _tally_by_hash(
    edition: Edition, ready: pl.LazyFrame, *, subject: Subject, by: Sequence[str], amount: str
) -> pl.DataFrame:
    """Tally clause by clause by hashing, where tables of all groups would grow too large."""
    judged = verdicts(edition, ready, subject=subject, keep=list(dict.fromkeys([*by, amount])))
    numbers = {verdict.number: verdict.value for verdict in Verdict}
    plans = [
        judged.group_by(*by, pl.col(clause.id).replace_strict(numbers, return_dtype=VERDICTS))
        .agg(
            pl.len().cast(pl.Int64).alias("subjects"),
            pl.col(amount).cast(pl.Int64).sum().alias("amount"),
        )
        .sort(*by, clause.id)
        .select(
            *by,
            pl.lit(clause.id).alias("clause"),
            pl.col(clause.id).alias("verdict"),
            "subjects",
            pl.col("amount"),
        )
        for clause in edition.clauses_on(subject)
    ]
    return pl.concat(pl.collect_all(plans, engine="streaming"))
