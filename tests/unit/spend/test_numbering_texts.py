"""Rows get the same code in every chunk, and no two different rows share one."""

from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kornhamn.spend.ledger import numbering
from kornhamn.spend.ledger.ahead import ahead
from kornhamn.spend.ledger.encoding import Dictionary
from kornhamn.spend.ledger.numbering import Codes, Numbering, Shortcut

TEXTS = st.one_of(st.none(), st.text("a1 -\x1f", max_size=3))
CHUNKS = st.lists(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=8), max_size=6)


def frame(rows: list[tuple[str | None, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys("xyz", pl.String), orient="row")


class Learning:
    """Gives a code to each row it is told, the same one if it is told again."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []

    def __call__(self, rows: pl.DataFrame) -> Codes:
        for row in rows.fill_null("").rows():
            if row not in self.rows:
                self.rows.append(row)
        return np.array([self.rows.index(row) for row in rows.fill_null("").rows()], np.int32)


@pytest.mark.parametrize("bits", [0, 3, 24])
@given(chunks=CHUNKS)
def test_different_rows_have_different_codes_in_all_chunks(
    bits: int, chunks: list[list[tuple[str | None, ...]]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "_MOST_BITS", bits)
        for one in (Numbering(), Shortcut(3)):
            learn = Learning()
            for rows in chunks:
                codes = one.codes(frame(rows), learn)
                plain = [tuple(cell or "" for cell in row) for row in rows]
                assert [learn.rows[code] for code in codes] == plain


def test_an_entry_is_numbered_once_however_it_is_written_and_whatever_is_forgotten() -> None:
    dictionary = Dictionary([pl.col("x").fill_null("").str.strip_chars().alias("x"), pl.col("y")])
    seen: dict[tuple[str, str], int] = {}
    for number in range(40):
        x = [f"{n % 97} " if n % 2 else f"{n % 97}" for n in range(number * 50)]
        raw = pl.DataFrame({"x": x, "y": [str(len(one)) for one in x]}).cast(pl.String)
        for code, row in zip(dictionary.codes(raw), raw.rows(), strict=True):
            assert seen.setdefault((row[0].strip(), row[1]), code) == code
    assert dictionary.frame.rows() == sorted(seen, key=seen.__getitem__)


def test_what_stops_the_reader_reaches_whoever_takes_the_chunks() -> None:
    def chunks() -> Iterator[pl.DataFrame]:
        yield pl.DataFrame({"x": [1]})
        msg = "line 2"
        raise ValueError(msg)

    taken = ahead(chunks())
    assert next(taken).height == 1
    with pytest.raises(ValueError, match="line 2"):
        next(taken)
