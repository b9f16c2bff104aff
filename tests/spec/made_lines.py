"""A random ledger with everything formulas read: the same for everybody who asks."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from kornhamn.analytics.indicators.columns import LIMITS, LINES, LOTS, SUPPLIERS, WINS

FIRST, DAYS = date(2023, 1, 1), 1100
AUTHORITIES = ["bygg", "omsorg", "skola", None]


def tables(rows: int, seed: int = 7) -> dict[str, pl.DataFrame]:
    """Return the tables of a ledger of some lines, by name."""
    random = np.random.default_rng(seed)
    days = random.integers(0, DAYS, rows)
    supplier = np.minimum(random.zipf(1.5, rows), 400)
    ore = (random.lognormal(12.5, 1.6, rows)).astype(np.int64)
    ore[random.random(rows) < 0.1] //= 100_000
    ore[random.random(rows) < 0.1] *= 100_000
    ore = np.clip(ore, 100, 10**10)
    near = random.random(rows) < 0.02  # some near the limit of direct awards
    ore[near] = random.integers(64_000_000, 76_000_000, int(near.sum()))
    ore[random.random(rows) < 0.05] *= -1
    lines = pl.DataFrame(
        {
            "load": ["load"] * rows,
            "row": np.arange(2, rows + 2),
            "authority": random.choice(np.array(AUTHORITIES, dtype=object), rows).tolist(),
            "supplier": _sometimes(random, supplier, 0.05),
            "category": _sometimes(random, [f"{1000 + 10 * n}" for n in supplier % 9], 0.2),
            "booked_on": [FIRST + timedelta(days=int(n)) for n in days],
            "ore": ore,
            "voucher": [f"V{n}" for n in random.integers(0, rows, rows)],
            "invoice": _sometimes(random, [f"F{n}" for n in random.integers(0, 60, rows)], 0.1),
            "agreement": _sometimes(random, ["A-1"] * rows, 0.6),
            "ground": _sometimes(random, ["direkt"] * rows, 0.9),
            "invoiced_on": [FIRST + timedelta(days=int(n) - 20) for n in days],
            "due_on": [FIRST + timedelta(days=int(n) + 10) for n in days],
            "paid_on": _sometimes(
                random,
                [
                    FIRST + timedelta(days=int(n + more))
                    for n, more in zip(days, random.integers(-5, 40, rows), strict=True)
                ],
                0.2,
            ),
            "item": _sometimes(random, [f"I{n}" for n in random.integers(0, 30, rows)], 0.5),
            "quantity_milli": random.integers(1, 9000, rows),
        },
        schema=LINES,
        strict=False,
    )
    keys = np.arange(1, 401)
    return {
        "lines": lines,
        "suppliers": pl.DataFrame(
            {
                "supplier": keys,
                "size": _sometimes(random, random.choice(["small", "medium", "large"], 400), 0.3),
                "civil_society": _sometimes(random, random.random(400) < 0.1, 0.3),
            },
            schema=SUPPLIERS,
            strict=False,
        ),
        "wins": pl.DataFrame(
            {
                "authority": [AUTHORITIES[n % 4] for n in range(80)],
                "in_group": [AUTHORITIES[n % 4] is not None for n in range(80)],
                "supplier": random.integers(1, 60, 80),
                "contracts": random.integers(1, 9, 80),
            },
            schema=WINS,
            strict=False,
        ),
        "lots": pl.DataFrame(
            {
                "authority": [AUTHORITIES[n % 3] for n in range(200)],
                "published_on": [FIRST + timedelta(days=5 * n) for n in range(200)],
                "tenders": random.integers(0, 6, 200),
            },
            schema=LOTS,
            strict=False,
        ),
        "limits": pl.DataFrame(
            {
                "day": [FIRST + timedelta(days=n) for n in range(DAYS)],
                "limit": [None if n < 30 else 70_000_000 for n in range(DAYS)],
            },
            schema=LIMITS,
        ),
    }


def _sometimes(random: np.random.Generator, values: object, missing: float) -> list[object]:
    """Return the values, some of them unknown."""
    given = list(values)  # type: ignore[call-overload]
    lost = random.random(len(given)) < missing
    return [
        None if gone else (value.item() if isinstance(value, np.generic) else value)
        for value, gone in zip(given, lost, strict=True)
    ]
