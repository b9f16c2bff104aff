"""Made-up purchases and contracts in which every cause of a leak is met, and every odd line."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from kornhamn.contracts.queries import COVERAGE

BELOW = {
    "it": ["it", "it.consultants", "it.licences"], "it.consultants": ["it.consultants"],
    "it.licences": ["it.licences"], "food": ["food"],
}  # fmt: skip
_CATEGORIES = ["it", "it.consultants", "it.licences", "food", None]
_UNITS = ["edu", "care", "water", None]
FIRST = date(2025, 1, 1)


def purchases(rows: int, seed: int = 3) -> pl.DataFrame:
    """Return lines: credits too, and some without supplier, authority, category or day."""
    chance = np.random.default_rng(seed)
    days = [FIRST + timedelta(days=int(n)) for n in chance.integers(0, 500, rows)]
    return pl.DataFrame(
        {
            "place": np.arange(rows),
            "supplier": [int(n) if n else None for n in chance.integers(0, 9, rows)],
            "authority": [_UNITS[n] for n in chance.integers(0, len(_UNITS), rows)],
            "category": [_CATEGORIES[n] for n in chance.integers(0, len(_CATEGORIES), rows)],
            "day": [None if n % 50 == 0 else day for n, day in enumerate(days)],
            "ore": chance.integers(-20_000, 90_000, rows),
        },
        schema_overrides={"supplier": pl.Int32, "place": pl.Int64, "day": pl.Date},
    )


def contracts(count: int = 24, seed: int = 5) -> pl.DataFrame:
    """Return contracts that overlap, follow each other and end, a third with a ceiling."""
    chance = np.random.default_rng(seed)
    rows = []
    for contract in range(1, count + 1):
        supplier, start = int(chance.integers(1, 9)), int(chance.integers(-100, 450))
        end = None if contract % 5 == 0 else start + int(chance.integers(10, 200))
        category = ["it", "it.consultants", "food", ""][contract % 4]
        ceiling = 300_000 if contract % 3 == 0 else None
        units = ["edu", "care"][: 1 + contract % 2]
        rows += [
            (
                contract, supplier, unit, category, FIRST + timedelta(days=start),
                None if end is None else FIRST + timedelta(days=end), ceiling,
            )
            for unit in units
        ]  # fmt: skip
    return pl.DataFrame(rows, schema=COVERAGE, orient="row")
