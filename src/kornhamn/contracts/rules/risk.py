"""Which contracts are followed up first, and why: points that anybody can add up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kornhamn.kernel.errors import N_

_MILLION_ORE = 100_000_000
_LARGE, _VERY_LARGE = 1 * _MILLION_ORE, 10 * _MILLION_ORE
_MONTHS_UNSEEN, _MONTHS_LEFT, _MOST_DEVIATIONS = 12, 12, 3


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What is known of a contract when its risk is weighed; öre a year, months, counts."""

    yearly_ore: int | None = None  # bought the last twelve months, else the ceiling over its years
    open_deviations: int = 0
    late_deviations: int = 0
    remarks: int = 0  # of its suppliers in registers, that nobody has found harmless
    months_since_check: int | None = None  # None: never checked
    terms: int = 0
    months_left: int | None = None
    for_people: bool = False  # care, school and the like: somebody is hurt if it fails


@dataclass(frozen=True, slots=True)
class RiskFactor:
    """Something that makes a contract risky: what, why it weighs what it does, its points."""

    reason: str
    why: str
    points: Callable[[RiskFacts], int]


@dataclass(frozen=True, slots=True)
class RiskPart:
    """One reason with its points, and why it weighs that much."""

    reason: str
    why: str
    points: int


@dataclass(frozen=True, slots=True)
class Risk:
    """What a contract's risk adds up to, the heaviest reason first."""

    points: int
    parts: tuple[RiskPart, ...]


def _value(facts: RiskFacts) -> int:
    ore = facts.yearly_ore or 0
    return (ore >= _LARGE) + 2 * (ore >= _VERY_LARGE)


def _unseen(facts: RiskFacts) -> int:
    months = facts.months_since_check
    return 3 if months is None else 2 * (months >= _MONTHS_UNSEEN)


def _ending(facts: RiskFacts) -> int:
    return int(facts.months_left is not None and facts.months_left <= _MONTHS_LEFT)


# harm to people and broken promises before money, money before habit
FACTORS: Final = (
    RiskFactor(
        N_("A deadline of a deviation has passed"),
        N_("the supplier was given a day and did not keep it: nothing says that more than that"),
        lambda f: 5 * bool(f.late_deviations),
    ),
    RiskFactor(
        N_("A supplier has a remark in a register"),
        N_("a supplier that does not pay its taxes or debts may not deliver tomorrow"),
        lambda f: 4 * bool(f.remarks),
    ),
    RiskFactor(
        N_("It is about care or education of people"),
        N_("somebody is hurt if it fails, and they cannot choose another"),
        lambda f: 3 * f.for_people,
    ),
    RiskFactor(
        N_("Deviations are open"),
        N_("two points each, at most three count: more of the same says little new"),
        lambda f: 2 * min(f.open_deviations, _MOST_DEVIATIONS),
    ),
    RiskFactor(
        N_("It was not checked for a year, or never"),
        N_("what nobody has looked at is unknown, not good; never weighs more than long ago"),
        _unseen,
    ),
    RiskFactor(
        N_("Much is bought under it"),
        N_("one point from a million kronor a year, three from ten million"),
        _value,
    ),
    RiskFactor(
        N_("No terms are written down"),
        N_("nobody can check what is written nowhere"),
        lambda f: 2 * (f.terms == 0),
    ),
    RiskFactor(
        N_("It ends within a year"),
        N_("what comes next builds on what is known by then"),
        _ending,
    ),
)


def risk_of(facts: RiskFacts) -> Risk:
    """Return the points and their reasons."""
    parts = [RiskPart(each.reason, each.why, int(each.points(facts))) for each in FACTORS]
    told = sorted((part for part in parts if part.points), key=lambda part: -part.points)
    return Risk(sum(part.points for part in told), tuple(told))
