"""Several small codes as one number, so that one count serves them all; sums of whole öre, exact.

What each code says alone is summed out of the small table that the count makes.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import mul
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
Summable: TypeAlias = tuple[NDArray[np.float64], ...]

_EXACT = 2**53  # whole numbers up to here are exact as floats
_LOW_BITS = 26


def packs(sizes: Sequence[int], most: int) -> Iterator[range]:
    """Yield the places of codes to put together, in order, while their combinations fit `most`."""
    first, combinations = 0, 1
    for place, size in enumerate(sizes):
        if place > first and combinations * size > most:
            yield range(first, place)
            first, combinations = place, 1
        combinations *= size
    if sizes:
        yield range(first, len(sizes))


def strides(sizes: Sequence[int]) -> tuple[int, ...]:
    """Return what to multiply each code by before they are added up: the last one by 1."""
    return tuple(accumulate(reversed(sizes[1:]), mul, initial=1))[::-1]


def alone(table: Integers, sizes: Sequence[int], place: int) -> Integers:
    """Return what one code says in each group, out of a table of all combinations in each."""
    others = tuple(n + 1 for n, size in enumerate(sizes) if n != place and size > 1)
    of_one: Integers = table.reshape(-1, *sizes).sum(axis=others)
    return of_one.reshape(-1, sizes[place])


def summable(amounts: Integers) -> Summable:
    """Return amounts as floats to be summed; in two halves if their sum would be rounded."""
    floats = amounts.astype(np.float64)
    if np.abs(floats).sum() < _EXACT:
        return (floats,)
    low = (amounts & (2**_LOW_BITS - 1)).astype(np.float64)
    return low, (amounts >> _LOW_BITS).astype(np.float64)


def summed(keys: NDArray[np.integer], amounts: Summable, cells: int) -> Integers:
    """Return the sum of the amounts at each key, exactly."""
    low, *high = (np.bincount(keys, each, cells).astype(np.int64) for each in amounts)
    return low + (high[0] << _LOW_BITS) if high else low
