"""Heat maps as tables: how dark a cell is repeats what its text says, in eleven steps."""

from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name, with an address when it leads somewhere."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, its shade 0 to 10 (None where there is nothing to say), a spoken note."""

    text: str
    shade: int | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its name."""

    label: str
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows by columns; `low` and `high` say what the ends of the scale mean."""

    columns: Sequence[Heading]
    rows: Sequence[Row]
    corner: str = ""
    low: str = ""
    high: str = ""


def shade_of(share: float | None) -> int | None:
    """Return the shade of a share between 0 and 1; only nothing is 0 and only everything is 10."""
    if share is None:
        return None
    if share <= 0:
        return 0
    return STEPS if share >= 1 else min(STEPS - 1, max(1, round(share * STEPS)))
