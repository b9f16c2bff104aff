"""The lines of the invoices of a made-up ledger: account, text, amount, article and its price."""

from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import polars as pl

from kornhamn.jobs.demo.ledger_invoices import Invoices, index, invoice_columns
from kornhamn.jobs.demo.ledger_suppliers import words
from kornhamn.jobs.demo.ledger_words import BOUGHT
from kornhamn.jobs.demo.ledger_world import LedgerWorld

_DUPLICATES = 0.01
_AS_ARTICLES = 0.5  # of the lines of what has articles
_WITH_TEXT = 0.75
_ON_OTHER_ACCOUNT = 0.12
_SPREAD = 1.15  # of the logarithm of amounts
_TEXTS = [text for bought in BOUGHT for text in bought.texts]
_ITEMS = [item for bought in BOUGHT for item in bought.items]
_ACCOUNTS = [text for bought in BOUGHT for text in (bought.account, bought.other_account)]


@dataclass(frozen=True, slots=True)
class _Chances:
    """A draw a line for all that chance decides; a duplicate has those of the line before."""

    account: np.ndarray
    amount: np.ndarray  # normal
    whole: np.ndarray
    text: np.ndarray
    item: np.ndarray


def lines_of(
    world: LedgerWorld, drawn: Invoices, first: int, random: np.random.Generator
) -> pl.DataFrame:
    """Return every line of the invoices, in their order, with what is true of it."""
    shared = invoice_columns(drawn, world, first, random)
    invoice = np.repeat(np.arange(len(drawn.lines)), drawn.lines)
    chances, duplicate = _chances(invoice, random)
    category = drawn.category[invoice]
    frame = shared.lazy().select(pl.all().gather(index(invoice))).collect()
    return frame.with_columns(
        *_booked_as(category, chances),
        *_amounts(world, drawn, invoice, chances),
        words([bought.cpv for bought in BOUGHT], category).alias("true_cpv"),
        pl.Series("is_duplicate", duplicate),
    )


def _chances(invoice: np.ndarray, random: np.random.Generator) -> tuple[_Chances, np.ndarray]:
    count = len(invoice)
    chances = _Chances(
        random.random(count), random.standard_normal(count), *random.random((3, count))
    )
    duplicate = random.random(count) < _DUPLICATES
    duplicate[1:] &= (invoice[1:] == invoice[:-1]) & ~duplicate[:-1]
    duplicate[0] = False
    rows = np.flatnonzero(duplicate)
    for field in fields(chances):
        drawn_once = getattr(chances, field.name)
        drawn_once[rows] = drawn_once[rows - 1]
    return chances, duplicate


def _booked_as(category: np.ndarray, chances: _Chances) -> list[pl.Series]:
    """Return account, its text, and what the line says, which is often nothing."""
    account = category * 2 + (chances.account < _ON_OTHER_ACCOUNT)
    first, count = _places("texts")
    said = first[category] + (chances.text / _WITH_TEXT * count[category]).astype(np.int64)
    said = np.where(chances.text < _WITH_TEXT, said, len(_TEXTS))
    return [
        words([text.partition(" ")[0] for text in _ACCOUNTS], account).alias("account"),
        words([text.partition(" ")[2] for text in _ACCOUNTS], account).alias("account_text"),
        words([*_TEXTS, ""], said).alias("text"),
    ]


def _amounts(
    world: LedgerWorld, drawn: Invoices, invoice: np.ndarray, chances: _Chances
) -> list[pl.Series]:
    """Return öre, article, quantity and price; where there is an article, price × quantity."""
    category, planted = drawn.category[invoice], drawn.kronor[invoice]
    middle = np.array([bought.kronor for bought in BOUGHT])[category]
    ore = np.round(middle * np.exp(chances.amount * _SPREAD - 0.2) * 100).astype(np.int64)
    ore = np.maximum(np.where(chances.whole < 0.4, ore // 100 * 100, ore), 1)
    sign = np.where(drawn.credit[invoice], -1, 1)
    first, count = _places("items")
    has_item = (chances.item < _AS_ARTICLES) & (count[category] > 0) & (planted == 0)
    nth = (chances.item / _AS_ARTICLES * count[category]).astype(np.int64)
    item = np.where(has_item, first[category] + nth, len(_ITEMS))
    price = _prices(item, drawn.supplier[invoice], drawn.at[invoice] * len(world.days) / 365)
    quantity = np.maximum(ore // price, 1)
    ore = np.where(has_item, quantity * price, ore)
    ore = np.where(planted > 0, (planted * 100).astype(np.int64), ore) * sign
    return [
        pl.Series("ore", ore),
        words([*(item[0] for item in _ITEMS), ""], item).alias("item"),
        _where(has_item, quantity * sign * 1000).alias("quantity_milli"),
        _where(has_item, price).alias("unit_price_ore"),
    ]


def _prices(item: np.ndarray, supplier: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Return the price of the year in öre: suppliers differ by up to a tenth, and raise theirs."""
    begun = np.array([*(item[1] for item in _ITEMS), 1], dtype=float)[item]
    dearer = np.array([*(item[2] for item in _ITEMS), 0], dtype=float)[item]
    own = 0.9 + supplier * 37 % 21 / 100
    raised = (1 + dearer) ** (np.floor(years * 4) / 4)  # every quarter
    return np.asarray(np.maximum(np.round(begun * own * raised), 1), dtype=np.int64)


def _where(has: np.ndarray, values: np.ndarray) -> pl.Series:
    return pl.select(pl.when(pl.Series(has)).then(pl.Series(values))).to_series()


@cache
def _places(field: str) -> tuple[np.ndarray, np.ndarray]:
    """Return where the words of each kind of purchase begin among all, and how many they are."""
    how_many = np.array([len(getattr(bought, field)) for bought in BOUGHT])
    return np.cumsum(how_many) - how_many, how_many
