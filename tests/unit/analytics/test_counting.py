"""Counting packed codes gives what counting one by one gives, to the öre."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kornhamn.analytics.counting import Cut, count_columns, packed, uncut

LARGEST = 10**15  # öre: more than fits a float exactly once a few are added


@st.composite
def portfolios(draw: st.DrawFn) -> tuple[np.ndarray, list[int], np.ndarray]:
    sizes = draw(st.lists(st.integers(1, 70), min_size=1, max_size=6))
    rows = draw(st.integers(0, 40))
    codes = [draw(st.lists(st.integers(0, n - 1), min_size=rows, max_size=rows)) for n in sizes]
    ore = draw(st.lists(st.integers(0, LARGEST), min_size=rows, max_size=rows))
    return np.array(codes, dtype=np.uint16).reshape(len(sizes), rows), sizes, np.array(ore, int)


@given(portfolios(), st.data())
@settings(max_examples=60, deadline=None)
def test_every_column_is_counted_as_if_alone(
    portfolio: tuple[np.ndarray, list[int], np.ndarray], data: st.DataObject
) -> None:
    codes, sizes, ore = portfolio
    rows = np.flatnonzero([data.draw(st.booleans()) for _ in ore])
    places = np.array([data.draw(st.integers(0, 2)) for _ in rows], dtype=np.intp)
    cut = Cut(rows, ore[rows], places, 3)
    counted = count_columns(cut, packed(codes, sizes), range(len(sizes)))
    for column, size in enumerate(sizes):
        cases: Counter[tuple[int, int]] = Counter()
        sums: Counter[tuple[int, int]] = Counter()
        for row, place in zip(rows, places, strict=True):
            key = int(place), int(codes[column, row])
            cases[key] += 1
            sums[key] += int(ore[row])
        for place in range(3):
            for code in range(size):
                assert counted[column][0][place, code] == cases[place, code]
                assert counted[column][1][place, code] == sums[place, code]


def test_sums_that_no_float_can_hold_are_exact() -> None:
    ore = np.array([LARGEST * 9 + 1, LARGEST * 9 + 1, 3], dtype=np.int64)
    rows = np.arange(3)
    assert float(ore.sum()) != int(ore.sum())
    assert uncut(rows, ore).sums.tolist() == [int(ore.sum())]


@pytest.mark.parametrize("sizes", [[70] * 5, [1], [5000, 2, 5000], []])
def test_no_column_is_left_out_of_the_packs(sizes: list[int]) -> None:
    codes = np.zeros((len(sizes), 4), dtype=np.uint16)
    columns = [column for pack in packed(codes, sizes) for column in pack.columns]
    assert columns == list(range(len(sizes)))


def test_nothing_is_counted_as_nothing() -> None:
    cut = uncut(np.array([], dtype=np.intp), np.array([], dtype=np.int64))
    cases, ore = count_columns(cut, packed(np.zeros((1, 0), dtype=np.uint16), [3]), {0})[0]
    assert cases.tolist() == ore.tolist() == [[0, 0, 0]]
