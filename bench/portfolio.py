"""A generated portfolio of cases: every declared fact a column, seeded, skewed and with blanks."""

import numpy as np
import polars as pl

from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Fact, FactType, Subject

AUTHORITIES = 300
CPV_DIVISIONS = (15, 33, 34, 44, 45, 48, 50, 55, 60, 71, 72, 79, 80, 85, 90, 98)
BLANKS = {"statistics": 0.1, "law": 0.02}  # share of missing values; what people answer is rarer
ASKED_BLANKS = 0.4
DEPARTED = 0.02


def portfolio(rows: int, *, seed: int = 1, departures: tuple[str, ...] = ()) -> pl.DataFrame:
    """Return `rows` cases: authority, one column a fact of a case, and departures if asked for.

    The same seed gives the same cases. Authorities are skewed as cities are: few buy most.
    """
    random = np.random.default_rng(seed)
    rank = np.minimum(random.zipf(1.3, rows), AUTHORITIES * 50) % AUTHORITIES
    names = pl.Series("authority", [f"212000{number:04d}" for number in range(AUTHORITIES)])
    facts = [fact for fact in FACTS.values() if fact.subject is Subject.CASE]
    columns = [names.gather(rank), *(_column(fact, rows, random) for fact in facts)]
    if departures:
        columns.append(_departures(departures, rows, random))
    return pl.DataFrame(columns)


def _column(fact: Fact, rows: int, random: np.random.Generator) -> pl.Series:
    values = _values(fact, rows, random).alias(fact.name)
    blank = random.random(rows, dtype=np.float32) < BLANKS.get(fact.supplied_by, ASKED_BLANKS)
    return pl.select(pl.when(~pl.lit(pl.Series(blank))).then(pl.lit(values)).alias(fact.name))[
        fact.name
    ]


def _values(fact: Fact, rows: int, random: np.random.Generator) -> pl.Series:
    match fact.type:
        case FactType.BOOLEAN:
            return pl.Series(random.random(rows, dtype=np.float32) < random.uniform(0.2, 0.8))
        case FactType.INTEGER:
            return pl.Series(random.geometric(0.3, rows) - 1).cast(pl.Int64)
        case FactType.MONEY:
            return pl.Series(random.lognormal(18.5, 1.5, rows).astype(np.int64))
        case FactType.DATE:
            return pl.Series(random.integers(17532, 19358, rows).astype(np.int32)).cast(pl.Date)
        case _:
            return _codes(fact, rows, random)


def _codes(fact: Fact, rows: int, random: np.random.Generator) -> pl.Series:
    match fact.type:
        case FactType.CHOICE:
            return _skewed(list(fact.choices), rows, random)
        case FactType.CHOICES:
            return _lists(list(fact.choices), rows, random)
        case _:
            return _cpv(rows, random)


def _skewed(codes: list[str], rows: int, random: np.random.Generator) -> pl.Series:
    weights = 1 / np.arange(1, len(codes) + 1)
    picked = random.choice(len(codes), rows, p=weights / weights.sum())
    return pl.Series(codes).gather(picked)


def _cpv(rows: int, random: np.random.Generator) -> pl.Series:
    codes = [
        f"{division}{group:03d}000" for division in CPV_DIVISIONS for group in range(0, 400, 7)
    ]
    return pl.Series(codes).gather(random.integers(0, len(codes), rows))


def _lists(codes: list[str], rows: int, random: np.random.Generator) -> pl.Series:
    """Return lists of a third of the codes on average, out of a pool of 5,000 combinations."""
    chosen = random.random((5000, len(codes))) < random.uniform(0.15, 0.5, len(codes))
    pool = [[code for code, is_in in zip(codes, row, strict=True) if is_in] for row in chosen]
    return pl.Series(pool, dtype=pl.List(pl.String)).gather(random.integers(0, 5000, rows))


def _departures(clauses: tuple[str, ...], rows: int, random: np.random.Generator) -> pl.Series:
    pool: list[list[str] | None] = [[clause] for clause in clauses]
    pool += [list(clauses[:3]), [], None]
    series = pl.Series(pool, dtype=pl.List(pl.String))
    departed = random.random(rows, dtype=np.float32) < DEPARTED
    picked = np.where(departed, random.integers(0, len(pool) - 1, rows), len(pool) - 1)
    return series.gather(picked).alias("departures")
