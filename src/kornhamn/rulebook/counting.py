"""Counting three-valued answers by group: one streaming pass, several clauses in each count.

Each clause's answers (applies, satisfied, departed) become a small number a row; the numbers of
as many clauses as fit a table in the processor's cache are combined, and one `bincount` a batch
counts them all. Sums over the other clauses then give each clause back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod
from operator import mul

import numpy as np
import numpy.typing as npt
import polars as pl

from kornhamn.rulebook.assess import decide
from kornhamn.rulebook.types import Verdict

Integers = npt.NDArray[np.int64]

_CELLS = 2**15  # of counts and of sums: 256 KB each, what a core's cache holds
_BATCH = 250_000
_EXACT = 2**53  # whole numbers below this are exact as floats
_TRUE, _FALSE, _UNKNOWN = 0, 1, 2
_VALUES = {_TRUE: True, _FALSE: False, _UNKNOWN: None}
_GROUP, _AMOUNT = "number of the group", "amount to add"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one clause answers a row: each an expression, or a value that is the same for all."""

    applies: pl.Expr | bool
    satisfied: pl.Expr | bool
    departed: pl.Expr | bool = False  # never unknown

    @property
    def states(self) -> tuple[int, int, int]:
        """How many values each answer may take."""
        applies = 1 if isinstance(self.applies, bool) else 3
        satisfied = 1 if isinstance(self.satisfied, bool) else 3
        return applies, satisfied, 1 if isinstance(self.departed, bool) else 2

    def code(self, stride: int, kind: type[pl.DataType]) -> pl.Expr:
        """Return `stride` times a number that tells the answers apart."""
        total = pl.lit(0, kind)
        for answer, states in zip(self._each(), self.states, strict=True):
            if not isinstance(answer, bool):
                true, false, unknown = (pl.lit(value * stride, kind) for value in range(3))
                if states == len(_VALUES):
                    false = pl.when(~answer).then(false).otherwise(unknown)
                total += pl.when(answer).then(true).otherwise(false)
            stride *= states
        return total

    def verdict(self, code: int) -> Verdict:
        """Return the verdict on the answers that a code stands for."""
        values: list[bool | None] = []
        for answer, states in zip(self._each(), self.states, strict=True):
            values.append(answer if isinstance(answer, bool) else _VALUES[code % states])
            code //= states
        applies, satisfied, departed = values
        return decide(applies, satisfied, departed=bool(departed))

    def _each(self) -> tuple[pl.Expr | bool, pl.Expr | bool, pl.Expr | bool]:
        return self.applies, self.satisfied, self.departed


@dataclass(frozen=True, slots=True)
class Counts:
    """How many subjects and which amount: groups by clauses by verdict numbers, both int64."""

    subjects: Integers
    amounts: Integers

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.subjects + other.subjects, self.amounts + other.amounts)

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(self.subjects - other.subjects, self.amounts - other.amounts)


def group(frame: pl.LazyFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return the distinct values of the columns `by`, in order; one group where there are none."""
    if not by:
        return pl.DataFrame(height=1)
    return frame.select(by).unique().sort(by).collect(engine="streaming")


def count(
    frame: pl.LazyFrame, answers: Sequence[Answers], *, groups: pl.DataFrame, amount: str
) -> Counts:
    """Return the verdicts on each clause in each of the `groups`, which hold every row's.

    The column `amount` is whole öre; blanks count nothing. Sums are exact.
    """
    packs = list(_packs(answers, max(_CELLS // max(groups.height, 1), 1)))
    plan = _numbered(_codes(frame, packs, groups.columns, amount), groups)
    shape = (groups.height, len(answers), len(Verdict))
    counts = Counts(np.zeros(shape, np.int64), np.zeros(shape, np.int64))
    for pack, tables in zip(packs, _counted(plan, packs, groups.height), strict=True):
        pack.add_to(counts, *tables)
    return counts


@dataclass(frozen=True, slots=True)
class _Pack:
    """Some clauses counted together."""

    first: int  # the number of its first clause
    answers: tuple[Answers, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(prod(answers.states) for answers in self.answers)

    @property
    def size(self) -> int:
        return prod(self.sizes)

    def code(self) -> pl.Expr:
        """Return one small number a row for the answers of all clauses here."""
        kind = pl.UInt8 if self.size <= 2**8 else pl.UInt16
        strides = accumulate(self.sizes[:-1], mul, initial=1)
        codes = [a.code(stride, kind) for a, stride in zip(self.answers, strides, strict=True)]
        return sum(codes[1:], codes[0]).alias(f"code {self.first}")

    def add_to(self, counts: Counts, subjects: Integers, amounts: Integers) -> None:
        """Give each clause its part of two flat tables of all groups and all codes."""
        shape = (counts.subjects.shape[0], *reversed(self.sizes))
        for place, answers in enumerate(self.answers):
            others = tuple(a for a in range(1, len(shape)) if a != len(self.sizes) - place)
            counted = subjects.reshape(shape).sum(axis=others)
            summed = amounts.reshape(shape).sum(axis=others)
            for code in range(self.sizes[place]):
                cell = (slice(None), self.first + place, answers.verdict(code).number)
                counts.subjects[cell] += counted[:, code]
                counts.amounts[cell] += summed[:, code]


def _packs(answers: Sequence[Answers], room: int) -> Iterator[_Pack]:
    """Put clauses together, in order, while their combinations fit the room."""
    together: list[Answers] = []
    first, size = 0, 1
    for number, one in enumerate(answers):
        states = prod(one.states)
        if together and size * states > room:
            yield _Pack(first, tuple(together))
            first, together, size = number, [], 1
        together.append(one)
        size *= states
    if together:
        yield _Pack(first, tuple(together))


def _codes(
    frame: pl.LazyFrame, packs: Sequence[_Pack], by: Sequence[str], amount: str
) -> pl.LazyFrame:
    """Return only what is counted: a join after this carries few and small columns."""
    money = pl.col(amount).cast(pl.Int64).fill_null(0).alias(_AMOUNT)
    return frame.select(*by, money, *(pack.code() for pack in packs))


def _numbered(frame: pl.LazyFrame, groups: pl.DataFrame) -> pl.LazyFrame:
    """Return the frame with the number of each row's group."""
    if not groups.columns:
        return frame.with_columns(pl.lit(0, pl.Int64).alias(_GROUP))
    numbers = groups.lazy().with_row_index(_GROUP)
    joined = frame.join(numbers, on=groups.columns, how="left", nulls_equal=True)
    return joined.with_columns(pl.col(_GROUP).cast(pl.Int64))


def _counted(
    plan: pl.LazyFrame, packs: Sequence[_Pack], groups: int
) -> list[tuple[Integers, Integers]]:
    """Return the tables of counts and of sums of each pack, flat: a row of codes a group."""
    sizes = [groups * pack.size for pack in packs]
    tables = [(np.zeros(cells, np.int64), np.zeros(cells, np.int64)) for cells in sizes]
    for batch in plan.collect_batches(chunk_size=_BATCH, maintain_order=False):
        numbers = batch[_GROUP].to_numpy()
        amounts = _summable(batch[_AMOUNT].to_numpy())
        for pack, (subjects, sums) in zip(packs, tables, strict=True):
            key = numbers * pack.size + batch[f"code {pack.first}"].to_numpy()
            np.add(subjects, np.bincount(key, minlength=len(subjects)), out=subjects)
            np.add(sums, _sums(key, amounts, len(sums)), out=sums)
    return tables


def _summable(amounts: Integers) -> tuple[npt.NDArray[np.float64], ...]:
    """Return the amounts as floats; in two parts, of 2²⁶ and the rest, if sums would round."""
    floats = amounts.astype(np.float64)
    if np.abs(floats).sum() < _EXACT:
        return (floats,)
    return ((amounts >> 26).astype(np.float64), (amounts & (2**26 - 1)).astype(np.float64))


def _sums(key: Integers, amounts: tuple[npt.NDArray[np.float64], ...], cells: int) -> Integers:
    whole, *rest = (np.bincount(key, part, cells).astype(np.int64) for part in amounts)
    return (whole << 26) + rest[0] if rest else whole
