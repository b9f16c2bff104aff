"""Words of indicators: what one is, and when it raises a question."""

from dataclasses import dataclass
from enum import StrEnum

from kornhamn.kernel.texts import Text


class FigureUnit(StrEnum):
    """What a figure counts; always a whole number, so that it is the same on every engine."""

    ORE = "ore"
    SHARE = "share"  # ten-thousandths
    COUNT = "count"
    DAYS = "days"  # tenths of days
    INDEX = "index"  # 0–10 000, without unit


class Side(StrEnum):
    """On which side of its threshold a figure raises a question."""

    ABOVE = "above"  # at the threshold or over it
    BELOW = "below"  # at the threshold or under it


@dataclass(frozen=True, slots=True)
class FlagRule:
    """When a figure raises a question, as the group has decided it.

    `least` is the smallest whole (as the indicator counts it) that is worth a question, and
    `again_at` by how much a figure grows, in per cent, before an answer is asked for anew.
    """

    question: Text
    threshold: int
    side: Side
    least: int
    again_at: int
    most: int
    decided_by: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What the part or the whole of a figure counts, and in which unit."""

    name: Text
    unit: FigureUnit


@dataclass(frozen=True, slots=True)
class Example:
    """A tiny ledger and the figures somebody worked out by hand: tables as text, `;` between."""

    text: Text
    lines: str
    expected: str
    suppliers: str = ""
    wins: str = ""
    lots: str = ""
    limits: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A declared figure: what it answers, why it matters, how it is counted, its limits."""

    id: str
    name: Text
    question: Text
    theory: Text
    source: str
    formula: Text
    fields: tuple[str, ...]
    unit: FigureUnit
    limits: Text
    example: Example
    part: Measure | None = None
    whole: Measure | None = None
    flag: FlagRule | None = None
