"""Where the names of the columns stand, under whatever was written above them."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from kornhamn.files.tables.vocabulary import words

WITHIN = 50  # rows from the top
LOOK = 400  # rows that are looked at
_NARROWEST = 2
_FIGURES = re.compile(r"[\d\s.,:/+-]+")

Row = Sequence[str | None]
Familiar = Callable[[str], bool]  # whether a text is the name of a column such files have


def header_index(rows: Sequence[Row], is_familiar: Familiar) -> int | None:
    """Return the index of the header among a file's first rows, or nothing where there is none."""
    counted = [_familiar(row, is_familiar) for row in rows[:WITHIN]]
    best = max(range(len(counted)), key=counted.__getitem__, default=None)
    if best is not None and counted[best] >= _NARROWEST:
        return best
    width = _usual_width(rows)
    return next((at for at, row in enumerate(rows[:WITHIN]) if _may_be_header(row, width)), None)


def familiarity(rows: Sequence[Row], is_familiar: Familiar) -> tuple[int, float, int]:
    """Return how well rows fit together as such a file; larger is better."""
    width = _usual_width(rows)
    if width < _NARROWEST:
        return (0, 0.0, 0)
    same = sum(len(row) == width for row in rows) / len(rows)
    known = max((_familiar(row, is_familiar) for row in rows[:WITHIN]), default=0)
    return (known, same, width)


def _familiar(row: Row, is_familiar: Familiar) -> int:
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
