"""Counting verdicts by group: one streaming pass, several clauses in each count.

Each clause's verdict becomes a small number a row; the numbers of as many clauses as fit a table
in the processor's cache are combined, and one `bincount` a batch counts them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import polars as pl

from kornhamn.rulebook.packing import Integers, alone, packs, strides, summable, summed
from kornhamn.rulebook.types import Verdict

_CELLS = 2**15  # of counts and of sums: 256 KB each, what a core's cache holds
_BATCH = 100_000
_GROUP, _AMOUNT = "number of the group", "amount to add"

Answer = pl.Expr | bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What one clause answers a row: each an expression, or a value that is the same for all."""

    applies: Answer
    satisfied: Answer
    departed: Answer = False  # never unknown

    @property
    def size(self) -> int:
        """One more than the highest number a verdict may have here."""
        return 1 + max(verdict.number for _, verdict in self._cases())

    def number(self, stride: int = 1, kind: type[pl.DataType] = pl.Int8) -> pl.Expr:
        """Return `stride` times the verdict's number; the same decision as `assess.decide`."""
        *before, (_, last) = self._cases()
        number = pl.lit(last.number * stride, kind)
        for condition, verdict in reversed(before):
            number = (
                pl.when(condition).then(pl.lit(verdict.number * stride, kind)).otherwise(number)
            )
        return number

    def _cases(self) -> list[tuple[Answer, Verdict]]:
        """Return the verdicts that may be, each with its condition; the first that holds counts."""
        asked = (
            (_negated(self.applies), Verdict.NOT_APPLICABLE),
            (_both(self.applies, self.satisfied), Verdict.MET),
            (self.departed, Verdict.DEPARTED),
            (_both(self.applies, _negated(self.satisfied)), Verdict.NOT_MET),
            (True, Verdict.UNKNOWN),
        )
        cases: list[tuple[Answer, Verdict]] = []
        for condition, verdict in asked:
            if condition is not False:
                cases.append((condition, verdict))
            if condition is True:
                break
        return cases


def _negated(answer: Answer) -> Answer:
    return not answer if isinstance(answer, bool) else ~answer


def _both(one: Answer, other: Answer) -> Answer:
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


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
    sizes = [each.size for each in answers]
    together = [
        _Pack(places.start, tuple(answers[place] for place in places))
        for places in packs(sizes, max(_CELLS // max(groups.height, 1), 1))
    ]
    plan = _numbered(_codes(frame, together, groups.columns, amount), groups)
    shape = (groups.height, len(answers), len(Verdict))
    counts = Counts(np.zeros(shape, np.int64), np.zeros(shape, np.int64))
    for pack, (subjects, amounts) in zip(
        together, _counted(plan, together, groups.height), strict=True
    ):
        for place, size in enumerate(pack.sizes):
            cells = (slice(None), pack.first + place, slice(size))
            counts.subjects[cells] = alone(subjects, pack.sizes, place)
            counts.amounts[cells] = alone(amounts, pack.sizes, place)
    return counts


@dataclass(frozen=True, slots=True)
class _Pack:
    """Some clauses counted together."""

    first: int  # the number of its first clause
    answers: tuple[Answers, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(answers.size for answers in self.answers)

    @property
    def size(self) -> int:
        return prod(self.sizes)

    def code(self) -> pl.Expr:
        """Return one small number a row for the verdicts on all clauses here."""
        kind = pl.UInt8 if self.size <= 2**8 else pl.UInt16
        numbers = [
            answers.number(stride, kind)
            for answers, stride in zip(self.answers, strides(self.sizes), strict=True)
        ]
        return sum(numbers[1:], numbers[0]).alias(f"code {self.first}")


def _codes(
    frame: pl.LazyFrame, together: Sequence[_Pack], by: Sequence[str], amount: str
) -> pl.LazyFrame:
    """Return only what is counted: a join after this carries few and small columns."""
    money = pl.col(amount).cast(pl.Int64).fill_null(0).alias(_AMOUNT)
    return frame.select(*by, money, *(pack.code() for pack in together))


def _numbered(frame: pl.LazyFrame, groups: pl.DataFrame) -> pl.LazyFrame:
    """Return the frame with the number of each row's group."""
    if not groups.columns:
        return frame.with_columns(pl.lit(0, pl.Int64).alias(_GROUP))
    if groups.dtypes == [pl.String]:  # looked up in a dictionary, a join copies every column
        return frame.with_columns(_place_among(groups.to_series()).alias(_GROUP))
    numbers = groups.lazy().with_row_index(_GROUP)
    joined = frame.join(numbers, on=groups.columns, how="left", nulls_equal=True)
    return joined.with_columns(pl.col(_GROUP).cast(pl.Int64))


def _place_among(names: pl.Series) -> pl.Expr:
    """Return the place of a text among sorted names, where a blank is the first."""
    known = names.drop_nulls()
    place = pl.col(names.name).cast(pl.Enum(known)).to_physical().cast(pl.Int64)
    return (place + names.null_count()).fill_null(0)


def _counted(
    plan: pl.LazyFrame, together: Sequence[_Pack], groups: int
) -> list[tuple[Integers, Integers]]:
    """Return the tables of counts and of sums of each pack, flat: a row of all codes a group."""
    cells = [groups * pack.size for pack in together]
    tables = [(np.zeros(each, np.int64), np.zeros(each, np.int64)) for each in cells]
    for batch in plan.collect_batches(chunk_size=_BATCH, maintain_order=False):
        numbers = batch[_GROUP].to_numpy()
        amounts = summable(batch[_AMOUNT].to_numpy())
        for pack, (subjects, sums) in zip(together, tables, strict=True):
            key = numbers * pack.size + batch[f"code {pack.first}"].to_numpy()
            np.add(subjects, np.bincount(key, minlength=len(subjects)), out=subjects)
            np.add(sums, summed(key, amounts, len(sums)), out=sums)
    return tables
