"""Which few facts would turn most unknowns into answers."""

from collections.abc import Mapping
from itertools import chain

from kornhamn.analytics.types import WantedFact
from kornhamn.rulebook.facts import FACTS

Unknowns = Mapping[frozenset[str], int]  # how many assessments wait for exactly these facts


def most_wanted(unknowns: Unknowns, *, most: int) -> tuple[WantedFact, ...]:
    """Return the facts to ask for first, each chosen to answer most beside those before it.

    An assessment that waits for several facts counts in part for each, so that facts which only
    answer together are found too. Ties go to the fact that is missing in most.
    """
    missing_in = _missing_in(unknowns)
    chosen: list[str] = []
    while len(chosen) < min(most, len(missing_in)):
        worth = _worth(unknowns, chosen)
        chosen.append(max(missing_in, key=lambda name: (worth[name], missing_in[name], name)))
    return tuple(
        WantedFact(
            fact=FACTS[name],
            missing_in=missing_in[name],
            alone=unknowns.get(frozenset({name}), 0),
            together=_answered(unknowns, chosen[: number + 1]),
        )
        for number, name in enumerate(chosen)
    )


def _missing_in(unknowns: Unknowns) -> dict[str, int]:
    missing_in: dict[str, int] = {}
    for facts, number in unknowns.items():
        for name in facts:
            missing_in[name] = missing_in.get(name, 0) + number
    return missing_in


def _worth(unknowns: Unknowns, chosen: list[str]) -> dict[str, float]:
    """Return what each fact adds to the chosen ones; the chosen are worth less than nothing."""
    worth = dict.fromkeys(chain.from_iterable(unknowns), 0.0) | dict.fromkeys(chosen, -1.0)
    for facts, number in unknowns.items():
        rest = facts.difference(chosen)
        for name in rest:
            worth[name] += number / len(rest)
    return worth


def _answered(unknowns: Unknowns, chosen: list[str]) -> int:
    return sum(number for facts, number in unknowns.items() if facts.issubset(chosen))
