"""Which few facts would turn most unknowns into answers."""

from collections.abc import Mapping

import polars as pl

from kornhamn.analytics.types import WantedFact
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.missing import most_wanted_facts

Unknowns = Mapping[frozenset[str], int]  # how many assessments wait for exactly these facts

_SCHEMA = pl.Schema({"missing": pl.List(pl.String()), "subjects": pl.Int64()})


def most_wanted(unknowns: Unknowns, *, most: int) -> tuple[WantedFact, ...]:
    """Return the facts to ask for first, as the engine chooses them."""
    missing = [sorted(facts) for facts in unknowns]
    tally = pl.DataFrame({"missing": missing, "subjects": list(unknowns.values())}, schema=_SCHEMA)
    return tuple(
        WantedFact(
            fact=FACTS[wanted.fact],
            missing_in=sum(number for facts, number in unknowns.items() if wanted.fact in facts),
            alone=wanted.alone,
            together=wanted.together,
        )
        for wanted in most_wanted_facts(tally, most=most)
    )
