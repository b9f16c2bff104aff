"""Where the names of the columns stand, under whatever was written above them."""

import re
from collections import Counter
from collections.abc import Sequence

from kornhamn.spend.ledger.fields import is_familiar, words

WITHIN = 50  # rows from the top
LOOK = 400  # rows that are looked at
_NARROWEST = 2
_FIGURES = re.compile(r"[\d\s.,:/+-]+")

Row = Sequence[str | None]


def header_index(rows: Sequence[Row]) -> int | None:
    """Return the index of the header among a file's first rows, or nothing where there is none."""
    best = max(range(min(WITHIN, len(rows))), key=lambda at: _familiar(rows[at]), default=None)
    if best is not None and _familiar(rows[best]) >= _NARROWEST:
        return best
    width = _usual_width(rows)
    return next((at for at, row in enumerate(rows[:WITHIN]) if _may_be_header(row, width)), None)


def familiarity(rows: Sequence[Row]) -> tuple[int, float, int]:
    """Return how well rows fit together as a ledger; larger is better."""
    width = _usual_width(rows)
    if width < _NARROWEST:
        return (0, 0.0, 0)
    same = sum(len(row) == width for row in rows) / len(rows)
    return (max(map(_familiar, rows[:WITHIN]), default=0), same, width)


def _familiar(row: Row) -> int:
    return sum(is_familiar(cell) for cell in row if cell)


def _usual_width(rows: Sequence[Row]) -> int:
    counted = Counter(len(row) for row in rows if any(row))
    return max(counted, key=lambda width: (counted[width], width), default=0)


def _may_be_header(row: Row, width: int) -> bool:
    """Tell whether a row names every column: texts that differ, none of them a figure."""
    names = [cell for cell in row if cell and words(cell)]
    if len(names) < max(_NARROWEST, width) or len(row) != width:
        return False
    return len(set(names)) == len(names) and not any(map(_FIGURES.fullmatch, names))
