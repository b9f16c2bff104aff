from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kornhamn.files.tables.amounts import read_amounts
from kornhamn.files.tables.days import read_days
from kornhamn.files.tables.texts import masked
from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.money import parse_amount


def amount(text: str, decimal: str = "") -> tuple[int | None, str | None]:
    ore, code = read_amounts(pl.Series([text]), decimal)
    return ore[0], code[0]


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1234.5", 123450),
        ("-12", -1200),
        ("−12,00", -1200),
        ("12,50-", -1250),
        ("(12,50)", -1250),
        ("1 234 kr", 123400),
        ("SEK 5", 500),
        ("5:-", 500),
        ("2016.2199999999998", 201622),
        ("1.234.567", 123456700),
        ("0,500", 50),
        ("5.6e-14", 0),
    ],
)
def test_an_amount_is_read_as_bookkeepers_write_it(text: str, ore: int) -> None:
    assert amount(text)[0] == ore


@pytest.mark.parametrize("text", ["abc", "", "1e5", "1E+06", "1,2,3", "--5", "nan", "1 2 3x"])
def test_what_is_no_amount_is_not_read(text: str) -> None:
    assert amount(text) == (None, "money.amount-not-readable")


def test_three_figures_after_one_sign_are_read_by_the_files_own_sign() -> None:
    assert amount("1.234") == (None, "money.amount-ambiguous")
    assert amount("1.234", ",") == (123400, None)
    assert amount("1.234", ".") == (123, "money.amount-rounded")
    assert amount("1,234", ".") == (123400, None)


def test_an_amount_beyond_all_sense_is_not_kept() -> None:
    assert amount("9" * 20) == (None, "money.amount-not-exact")


@given(
    st.integers(min_value=-(10**12), max_value=10**12),
    st.sampled_from(["plain", "spaced", "dotted", "after", "parentheses"]),
)
def test_an_amount_is_the_one_that_a_form_would_read(ore: int, shape: str) -> None:
    whole, part = divmod(abs(ore), 100)
    figures = f"{whole:,}".replace(",", {"spaced": " ", "dotted": "."}.get(shape, ""))
    text = f"{figures},{part:02}"
    if ore < 0:
        text = {"after": f"{text}-", "parentheses": f"({text})"}.get(shape, f"-{text}")
    try:
        expected: Decimal | None = parse_amount(text)
    except DomainError:
        expected = None
    assert amount(text, ",")[0] == (None if expected is None else int(expected * 100))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-06-01 00:00:00", date(2018, 6, 1)),
        ("2018-06-01T12:30:00Z", date(2018, 6, 1)),
        ("20160301", date(2016, 3, 1)),
        ("160301", date(2016, 3, 1)),
        ("01/06/2018", date(2018, 6, 1)),
        ("1.6.2018", date(2018, 6, 1)),
        ("42430", date(2016, 3, 1)),
        ("42430.0", date(2016, 3, 1)),
        ("2016-03", date(2016, 3, 1)),
        ("201603", date(2016, 3, 1)),
        ("2016/03/01", date(2016, 3, 1)),
    ],
)
def test_a_day_is_read_in_the_shapes_that_occur(text: str, day: date) -> None:
    days, codes = read_days(pl.Series([text]), "dmy")
    assert (days[0], codes[0]) == (day, None)


def test_the_order_of_a_day_is_the_files() -> None:
    assert read_days(pl.Series(["01/06/2018"]), "mdy")[0][0] == date(2018, 1, 6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2016-02-31", "value.not-a-date"),
        ("snart", "value.not-a-date"),
        ("1850-01-01", "value.date-out-of-range"),
    ],
)
def test_what_is_no_day_is_told(text: str, code: str) -> None:
    days, codes = read_days(pl.Series([text]), "dmy")
    assert (days[0], codes[0]) == (None, code)


def test_personal_numbers_are_hidden_and_organisation_numbers_are_not() -> None:
    shown = masked(pl.Series(["800101-1236", "198001011236", "Eva 8001611236", "556677-8899"]))
    assert shown.to_list() == ["800101-****", "19800101-****", "Eva 800161-****", "556677-8899"]
