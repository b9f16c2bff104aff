"""Columns of numbers are read as the kernel reads one number, whatever stands there."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kornhamn.kernel.given_number import parse_given_number
from kornhamn.suppliers.rules.likeness.mistyped import corrections
from kornhamn.suppliers.rules.numbers import read_numbers

TEN = st.from_regex(r"[0-9]{10}", fullmatch=True)
SHAPES = st.sampled_from(["{}", "16{}", "SE{}01", "SE{}", "19{}", "{}-12", "16SE{}"])
TEXTS = st.one_of(
    st.text(max_size=15),
    st.builds(lambda ten, shape: shape.format(ten), TEN, SHAPES),
    st.builds(lambda ten, shape: shape.format(f"{ten[:6]}-{ten[6:]}"), TEN, SHAPES),
    st.sampled_from(["556012-5790", "165560125790", "SE556012579001", "5555555555", "700101-1234"]),
)


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_columns_and_the_kernel_agree(texts: list[str]) -> None:
    read = read_numbers(pl.DataFrame({"given_number": texts, "form": ["ab"] * len(texts)}))
    for text, (number, kind, country) in zip(texts, read.iter_rows(), strict=True):
        expected = parse_given_number(text, country="SE")
        assert (number, kind, country) == (expected.text, expected.kind, expected.country)


def test_a_mistyped_number_is_corrected_by_one_digit_or_one_swap() -> None:
    found = corrections("5560127590")
    assert "5560125790" in found
    for number in found:
        differs = [at for at in range(10) if number[at] != "5560127590"[at]]
        assert len(differs) in {1, 2}
        assert parse_given_number(number).kind == "organisation"
