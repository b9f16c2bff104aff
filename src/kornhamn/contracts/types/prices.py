"""Words of agreed prices: where a price list stands, and one price."""

from dataclasses import dataclass
from enum import StrEnum


class PriceListState(StrEnum):
    """Where a price list stands."""

    MAPPING = "mapping"  # the file is kept, and somebody looks at how its columns are read
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"  # or given up before any price was taken in


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What one thing costs: öre for a thousand of its unit, so that parts of an öre are exact."""

    article: str
    name: str
    unit: str
    ore_per_thousand: int
    row: int | None = None  # in the file it was read from; the header is row 1
