"""Labelled spellings for matching: the made-up ledger's, and what makes matching hard on purpose.

Beside worn names the ledger has none of: sister companies that share place and bank account,
accounts of factoring companies, namesakes, mistyped organisation numbers, and ledgers whose own
supplier numbers collide.
"""

import numpy as np
import polars as pl

from kornhamn.jobs.demo.ledger_spellings import spellings
from kornhamn.jobs.demo.ledger_suppliers import Suppliers, suppliers

SPELLINGS_OF_ONE = 2.13  # about
SHARED_ACCOUNTS, FACTORED, MISTYPED, COLLIDED = 0.4, 0.01, 0.01, 0.5  # shares of what may be so


def labelled_names(names: int, *, seed: int = 2026) -> pl.DataFrame:
    """Return about so many spellings: true_supplier, name, given_number, place, bank."""
    random = np.random.default_rng([seed, 9])
    world = suppliers(int(names / SPELLINGS_OF_ONE / 1.06), seed=seed)
    # the register gives no two companies one name, however they write the legal form
    core = pl.col("name").str.replace(r" (?:AB|Aktiebolag)$", "")
    own = (pl.col("kind") != "company") | core.is_first_distinct()
    frame = world.frame.filter(own & (pl.col("masked") | pl.col("number").is_first_distinct()))
    everybody = pl.concat([frame, _sisters(frame, random), _namesakes(frame, random)])
    everybody = _factored(everybody, random)
    spelt = spellings(Suppliers(everybody, world.category, world.second, world.first, world.last))
    return _mistyped(spelt.rename({"number": "given_number"}), random)


def _sisters(frame: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Return companies named after others: `… Fastigheter AB`, `… 2 AB`, a letter apart."""
    own = frame.filter((pl.col("kind") == "company") & (pl.col("number") != ""))
    some = own.sample(fraction=0.045, seed=int(random.integers(1 << 30)))
    count = some.height
    last = pl.Series(
        random.choice(np.array([" Fastigheter", " Holding", " 2", " Norr", " Invest", "a"]), count)
    )
    serial = pl.Series(np.arange(count) + 559650000)
    return some.with_columns(
        (pl.col("name").str.replace(r" (?:AB|Aktiebolag)$", "") + last + " AB").alias("name"),
        _with_check(serial).alias("number"),
        pl.when(pl.Series(random.random(count) < SHARED_ACCOUNTS))
        .then("bank")
        .otherwise(_accounts(count, random))
        .alias("bank"),
    )


def _namesakes(frame: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Return persons with the name of another, of another place, with numbers of their own."""
    own = frame.filter((pl.col("kind") == "sole-trader") & ~pl.col("masked"))
    some = own.sample(fraction=0.2, seed=int(random.integers(1 << 30)))
    count = some.height
    born = pl.Series(random.integers(100, 365, count) // 31 % 12 + 1).cast(pl.String).str.zfill(2)
    nine = (
        "6"
        + pl.Series(random.integers(0, 10, count)).cast(pl.String)
        + born
        + "15"
        + pl.Series(random.integers(100, 999, count)).cast(pl.String)
    )
    return some.with_columns(
        _with_check(nine.cast(pl.Int64)).alias("number"),
        _accounts(count, random).alias("bank"),
        pl.col("place").shuffle(seed=1),
    ).unique("number", maintain_order=True)


def _accounts(count: int, random: np.random.Generator) -> pl.Series:
    return pl.Series(random.integers(5_000_0000, 5_999_9999, count)).cast(pl.String).alias("bank")


def _with_check(nine: pl.Series) -> pl.Series:
    digits = nine.to_numpy()
    total = np.zeros_like(digits)
    for place in range(9):
        digit = digits // 10**place % 10 * (2 - place % 2)
        total += digit // 10 + digit % 10
    return nine.cast(pl.String).str.zfill(9) + pl.Series(-total % 10).cast(pl.String)


def _factored(frame: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Give one in a hundred a factoring company's account, shared by a few."""
    factored = pl.Series(random.random(frame.height) < FACTORED)
    account = pl.Series(random.integers(0, max(frame.height // 500, 1), frame.height)).cast(
        pl.String
    )
    return frame.with_columns(
        pl.when(factored).then("77-" + account).otherwise("bank").alias("bank")
    )


def _mistyped(spelt: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Swap two digits of one number in a hundred; let own numbers of ledgers collide."""
    chance = pl.Series(random.random(spelt.height))
    number = pl.col("given_number")
    swapped = number.str.replace(r"^(\d{6}-\d)(\d)(\d)(\d)$", "${1}${3}${2}${4}")
    collided = pl.Series(random.integers(1000, 99_999, spelt.height)).cast(pl.String)
    return spelt.with_columns(
        pl.when(chance < MISTYPED).then(swapped)
        .when(number.str.starts_with("L") & (chance > COLLIDED)).then(collided)
        .otherwise(number).alias("given_number")
    )  # fmt: skip
