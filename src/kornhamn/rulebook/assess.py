"""One subject against an edition: a finding a clause, with reasons and the facts still missing."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from kornhamn.rulebook.one_case import Test, unique
from kornhamn.rulebook.predicate import Predicate
from kornhamn.rulebook.types import (
    Clause,
    Edition,
    Facts,
    Finding,
    Reason,
    Subject,
    Verdict,
)

Possible = Mapping[bool | None, Reason]


def assess(
    edition: Edition, facts: Facts, *, subject: Subject, departures: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return a finding for each clause assessed on that kind of subject, in the edition's order.

    `facts` holds money as whole öre; a fact that is absent or None is missing. `departures` are
    the ids of clauses that a recorded decision departs from.
    """
    return tuple(
        find(clause, facts, departed=clause.id in departures)
        for clause in edition.clauses
        if clause.subject is subject
    )


def find(clause: Clause, facts: Facts, *, departed: bool = False) -> Finding:
    """Return the finding on one clause."""
    applies = clause.applies.evaluate(facts)
    satisfied = clause.satisfied.evaluate(facts)
    verdict = decide(applies, satisfied, departed=departed and clause.force.may_be_departed_from)
    reasons = _reasons("applies", clause.applies, facts)
    reasons += _reasons("satisfied", clause.satisfied, facts)
    missing = _missing(clause, facts) if verdict is Verdict.UNKNOWN else ()
    return Finding(clause, verdict, applies, satisfied, reasons, missing)


def decide(applies: bool | None, satisfied: bool | None, *, departed: bool) -> Verdict:  # noqa: FBT001 - three-valued
    """Return the verdict; `departed` says that a departure is recorded and the force allows it."""
    if applies is False:
        return Verdict.NOT_APPLICABLE
    if applies and satisfied:
        return Verdict.MET
    if departed:
        return Verdict.DEPARTED
    if applies and satisfied is False:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN


def _missing(clause: Clause, facts: Facts) -> tuple[str, ...]:
    return unique(clause.applies.missing(facts) + clause.satisfied.missing(facts))


def _reasons(part: str, predicate: Predicate, facts: Facts) -> tuple[Reason, ...]:
    return tuple([by_value[test(facts)] for test, by_value in _possible(part, predicate)])


@lru_cache(maxsize=4096)
def _possible(part: str, predicate: Predicate) -> tuple[tuple[Test, Possible], ...]:
    """Return how each condition is asked, and the three reasons that may come of it."""
    return tuple(
        (
            test,
            {
                value: Reason(part, condition.sql, condition.facts, value, condition.words)
                for value in (True, False, None)
            },
        )
        for condition, test in predicate.tests
    )
