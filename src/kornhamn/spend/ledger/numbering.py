"""Rows of texts by number: each different one is looked up once, however many chunks it is in."""

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Numbers = NDArray[np.uint32]
Learn = Callable[[pl.DataFrame], Codes]  # gives a code for each row
_UNKNOWN = -1
_MOST_BITS = 24  # of a row's number made of its columns' numbers: 64 MiB for what is known


class Texts:
    """Numbers of texts; nothing is 0.

    Polars numbers the texts of a kind of category in the order they come, and keeps the numbers
    as long as there is a series of the kind: `kept` is an empty one.
    """

    def __init__(self) -> None:
        self.kept = pl.Series(dtype=pl.Categorical(pl.Categories.random()))

    def numbers(self, texts: pl.Series) -> pl.Series:
        """Return the number (UInt32) of each text; a whole number is its own."""
        if texts.dtype.is_integer():
            return texts.cast(pl.UInt32)
        return (texts.cast(self.kept.dtype).to_physical() + 1).fill_null(0)


class Numbering:
    """The codes of rows met so far, each known by all its texts as one."""

    def __init__(self) -> None:
        self.texts = Texts()
        self.known = np.empty(0, np.int32)

    def codes(self, rows: pl.DataFrame, learn: Learn) -> Codes:
        """Return the code of each row; `learn` is told each row that is not known, once."""
        return self._found(self.texts.numbers(_as_one(rows)).to_numpy(), rows, learn)

    def _found(self, numbers: Numbers, rows: pl.DataFrame, learn: Learn) -> Codes:
        self._grow(int(numbers.max(initial=0)) + 1)
        found = self.known[numbers]
        if (new := np.flatnonzero(found == _UNKNOWN)).size:
            first = new[pl.Series(numbers[new]).is_first_distinct().to_numpy()]
            self.known[numbers[first]] = learn(rows[first])
            found = self.known[numbers]
        return found

    def _grow(self, size: int) -> None:
        if size > self.known.size:
            more = np.full(size + self.known.size, _UNKNOWN, np.int32)  # twice as much, seldom
            more[: self.known.size] = self.known
            self.known = more


class Shortcut(Numbering):
    """The same and quicker, where columns have few different texts: their numbers bit by bit.

    All is forgotten, and told again, when a column needs another bit or there are too many.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.columns = [Texts() for _ in range(width)]
        self.bits = [0] * width

    def codes(self, rows: pl.DataFrame, learn: Learn) -> Codes:
        """Return the code of each row; `learn` is told each row that is not known."""
        if self._has_room():
            pairs = zip(self.columns, rows.get_columns(), strict=True)
            numbers = [texts.numbers(column).to_numpy() for texts, column in pairs]
            self._make_room(numbers)
            if self._has_room():
                return self._found(self._packed(numbers), rows, learn)
        return super().codes(rows, learn)

    def _has_room(self) -> bool:
        return sum(self.bits) <= _MOST_BITS

    def _make_room(self, numbers: list[Numbers]) -> None:
        most = [int(column.max(initial=0)).bit_length() for column in numbers]
        bits = [max(pair) for pair in zip(most, self.bits, strict=True)]
        if bits != self.bits:
            self.bits = bits
            size = 1 << sum(bits) if self._has_room() else 0
            self.known = np.full(size, _UNKNOWN, np.int32)

    def _packed(self, numbers: list[Numbers]) -> Numbers:
        packed = numbers[0]
        for column, bits in zip(numbers[1:], self.bits[1:], strict=True):
            packed = packed << np.uint32(bits) | column
        return packed


def _as_one(rows: pl.DataFrame) -> pl.Series:
    """Return the texts of each row as one, their lengths before them so that none is two."""
    texts = rows.select(pl.all().cast(pl.String).fill_null(""))
    lengths = texts[:, :-1].select(pl.all().str.len_bytes().name.prefix("length of "))
    columns = [*lengths.get_columns(), *texts.get_columns()]
    return pl.select(pl.concat_str(columns, separator=" ")).to_series()
