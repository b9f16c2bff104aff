"""The suppliers of a made-up ledger as they truly are: who, what they sell, when they are there."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from kornhamn.jobs.demo.ledger_words import (
    BOUGHT,
    FANCIFUL,
    FIRST_NAMES,
    FOREIGN,
    PLACES,
    SURNAMES,
)
from kornhamn.jobs.demo.statistics import WINNERS, WINNING_KINDS, winner_name

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
KINDS = ("company", "sole-trader", "foreign", "association", "partnership", "public")
COMPANY, SOLE_TRADER, FOREIGN_KIND, ASSOCIATION, PARTNERSHIP, PUBLIC = range(len(KINDS))
_SHARES = (0.80, 0.08, 0.03, 0.05, 0.025, 0.015)
# ranges of numbers no real organisation has been given; persons' serials are the tests' 980–999
_RANGES = {
    COMPANY: 5597_00000,
    ASSOCIATION: 8029_00000,
    PARTNERSHIP: 9699_80000,
    PUBLIC: 2129_30000,
}
_CLUBS = ("Idrottsförening", "Ridklubb", "Hembygdsförening", "Scoutkår", "Kulturförening")
ALWAYS_THERE = 60  # the largest never come or go
# one sells nearly all of a category
DOMINANT, ELECTRICITY = 3, next(n for n, b in enumerate(BOUGHT) if b.cpv.startswith("093"))
_FORM = r"( AB| Aktiebolag| HB)?$"
_MASKED = 0.4  # of the sole traders


@dataclass(frozen=True, slots=True)
class Suppliers:
    """Who sells to the group, the largest first; the row number is the true supplier.

    frame: name, number (digits, or as abroad), kind, cpv, place, bank, masked.
    """

    frame: pl.DataFrame
    category: Numbers  # row in BOUGHT
    second: Numbers  # what they sell now and then
    first: np.ndarray[tuple[int], np.dtype[np.float64]]  # share of the period when they come
    last: np.ndarray[tuple[int], np.dtype[np.float64]]  # and when they are lost

    def __len__(self) -> int:
        """Return how many they are."""
        return self.frame.height


def suppliers(count: int, *, seed: int = 2026) -> Suppliers:
    """Return that many suppliers; every second of the largest wins procurements too."""
    random = np.random.default_rng([seed, 1])
    kind = random.choice(len(KINDS), count, p=_SHARES)
    won = _winners(count)
    kind[won] = kind[:ALWAYS_THERE] = COMPANY  # no sole trader is among the largest
    category = _categories(kind, won, random)
    place = random.integers(0, len(PLACES), count)
    frame = pl.DataFrame(
        {
            "name": _names(kind, category, place, random),
            "number": _numbers(kind, random),
            "kind": words(KINDS, kind),
            "cpv": words([b.cpv for b in BOUGHT], category),
            "place": words(PLACES, place),
            "bank": _bank(count, random),
            "masked": (kind == SOLE_TRADER) & (random.random(count) < _MASKED),
        }
    )
    first, last = _presence(count, random)
    second = random.integers(0, len(BOUGHT), count)
    return Suppliers(frame, category, second, first, last)


def words(choices: tuple[str, ...] | list[str], index: np.ndarray) -> pl.Series:
    """Return the word of each index."""
    return pl.Series(list(choices), dtype=pl.String).gather(pl.Series(index.astype(np.uint32)))


def _winners(count: int) -> Numbers:
    """Return the places of the winners: every second one, the largest first."""
    return np.arange(0, min(count, 2 * WINNERS), 2)


def _categories(kind: Numbers, won: Numbers, random: np.random.Generator) -> Numbers:
    weights = np.array([bought.weight for bought in BOUGHT], dtype=float)
    category = random.choice(len(BOUGHT), len(kind), p=weights / weights.sum())
    sells = [[n for n, b in enumerate(BOUGHT) if word in b.trades] for word in WINNING_KINDS]
    for n, row in enumerate(won.tolist()):
        choices = sells[n % len(sells)]
        category[row] = choices[n // len(sells) % len(choices)]
    culture = next(n for n, bought in enumerate(BOUGHT) if bought.cpv.startswith("92"))
    category[kind == ASSOCIATION] = culture
    category[DOMINANT] = ELECTRICITY
    return category


def _names(
    kind: Numbers, category: Numbers, place: Numbers, random: np.random.Generator
) -> pl.Series:
    count = len(kind)
    trades = pl.Series([list(bought.trades) for bought in BOUGHT])
    parts = pl.DataFrame(
        {
            "kind": kind,
            "pattern": random.integers(0, 5, count),
            "trade": trades.gather(pl.Series(category.astype(np.uint32))),
            "pick": random.integers(0, 60, count),
            "surname": words(SURNAMES, random.integers(0, len(SURNAMES), count)),
            "partner": words(SURNAMES, random.integers(0, len(SURNAMES), count)),
            "given": words(FIRST_NAMES, random.integers(0, len(FIRST_NAMES), count)),
            "fancy": words(FANCIFUL, random.integers(0, len(FANCIFUL), count)),
            "place": words(PLACES, place),
            "club": words(_CLUBS, random.integers(0, len(_CLUBS), count)),
            "abroad": words([f[0] for f in FOREIGN], np.arange(count) % len(FOREIGN)),
            "form": words(["AB", "Aktiebolag"], (random.random(count) < 0.15).astype(int)),
        }
    ).with_columns(pl.col("trade").list.get(pl.col("pick") % pl.col("trade").list.len()))
    names = _distinct(parts.select(_name(), "place").with_row_index("n"))
    won = _winners(count)
    return names.scatter(won, pl.Series([winner_name(n) for n in range(len(won))]))


def _name() -> pl.Expr:
    """Return the name by kind; a company's by one of five patterns."""
    trade, place, surname = pl.col("trade"), pl.col("place"), pl.col("surname")
    patterns = (
        surname + "s " + trade,
        trade + " i " + place,
        pl.col("fancy") + " " + trade,
        surname + " & " + pl.col("partner") + " " + trade,
        place + " " + trade,
    )
    pattern, kind = pl.col("pattern"), pl.col("kind")
    company = pl.coalesce(pl.when(pattern == n).then(p) for n, p in enumerate(patterns))
    return (
        pl.when(kind == SOLE_TRADER)
        .then(pl.when(pattern < 3).then(pl.col("given") + " " + surname).otherwise(patterns[0]))
        .when(kind == FOREIGN_KIND)
        .then(patterns[2] + " " + pl.col("abroad"))
        .when(kind == ASSOCIATION)
        .then(place + "s " + pl.col("club"))
        .when(kind == PARTNERSHIP)
        .then(patterns[3] + " HB")
        .when(kind == PUBLIC)
        .then("Region " + place)
        .otherwise(company + " " + pl.col("form"))
        .alias("name")
    )


def _distinct(names: pl.DataFrame) -> pl.Series:
    """Return names that are one supplier's own: the place, then a number, tells them apart."""
    name, taken = pl.col("name"), ~pl.col("name").is_first_distinct()
    by_place = name.str.replace(_FORM, " " + pl.col("place") + "${1}")
    by_number = name.str.replace(_FORM, " " + pl.col("n").cast(pl.String) + "${1}")
    return (
        names.with_columns(pl.when(taken).then(by_place).otherwise(name).alias("name"))
        .with_columns(pl.when(taken).then(by_number).otherwise(name).alias("name"))
        .get_column("name")
    )


def _numbers(kind: Numbers, random: np.random.Generator) -> pl.Series:
    serial = np.arange(len(kind))
    starts = np.array([_RANGES.get(k, 0) for k in range(len(KINDS))])
    nine = starts[kind] + serial
    days = random.integers(0, 365 * 45, len(kind))
    born = np.datetime64("1950-01-01") + days.astype("timedelta64[D]")
    ymd = pl.Series(born).dt.strftime("%y%m%d").cast(pl.Int64).to_numpy()
    nine = np.where(kind == SOLE_TRADER, ymd * 1000 + 980 + serial % 20, nine)
    frame = pl.DataFrame({"nine": nine, "check": _check_digits(nine), "serial": serial})
    frame = frame.with_columns(
        words([f[1] for f in FOREIGN], serial % len(FOREIGN)).alias("country"),
        pl.Series("long", np.array([f[2] for f in FOREIGN])[serial % len(FOREIGN)]),
    )
    abroad = pl.col("country") + (
        (pl.col("serial") * 7919 % 10**8).cast(pl.String).str.zfill(9).str.slice(-pl.col("long"))
    )
    swedish = pl.col("nine").cast(pl.String).str.zfill(9) + pl.col("check").cast(pl.String)
    return frame.select(
        pl.when(pl.Series(kind == FOREIGN_KIND)).then(abroad).otherwise(swedish)
    ).to_series()


def _check_digits(nine: Numbers) -> Numbers:
    """Return the Luhn digit of each nine digits."""
    total = np.zeros_like(nine)
    for place in range(9):
        digit = nine // 10**place % 10 * (2 - place % 2)
        total += digit // 10 + digit % 10
    return -total % 10


def _bank(count: int, random: np.random.Generator) -> pl.Series:
    account = pl.Series(random.permutation(count) + 900_0000).cast(pl.String)
    return account.str.slice(0, 3) + "-" + account.str.slice(3)


def _presence(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return when each comes and when it is lost: most are there all the time."""
    first = np.where(random.random(count) < 0.25, random.random(count) * 0.9, 0.0)
    last = np.where(random.random(count) < 0.25, first + (1.1 - first) * random.random(count), 1.1)
    first[:ALWAYS_THERE], last[:ALWAYS_THERE] = 0.0, 1.1
    return first, last
