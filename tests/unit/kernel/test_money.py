"""Money: what it refuses, reads and writes."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kornhamn.kernel.money import (
    ZERO,
    AmountAmbiguous,
    AmountNotExact,
    AmountNotReadable,
    Money,
    format_money,
    parse_amount,
    total,
)

ORE = st.integers(min_value=-(10**16), max_value=10**16)


@pytest.mark.parametrize("amount", ["0.001", "Infinity", "NaN", "1e15", "-1e15"])
def test_an_amount_that_is_not_exact_is_refused(amount: str) -> None:
    with pytest.raises(AmountNotExact):
        Money(Decimal(amount))


@pytest.mark.parametrize("amount", [0.1, True, "12"])
def test_only_decimals_and_whole_kronor_become_money(amount: object) -> None:
    with pytest.raises(TypeError, match="Decimal or int"):
        Money(amount)  # type: ignore[arg-type]


def test_money_is_not_summed_with_bare_numbers() -> None:
    with pytest.raises(TypeError):
        sum([Money(Decimal(1))])  # type: ignore[list-item]


def test_equal_amounts_are_equal_whatever_their_decimals() -> None:
    assert Money(Decimal("1.5")) == Money(Decimal("1.50")) == Money.from_ore(150)
    assert len({Money(Decimal(2)), Money.from_ore(200)}) == 1


def test_amounts_are_compared_added_and_summed_exactly() -> None:
    one, two = Money(Decimal("0.10")), Money(Decimal("0.20"))
    assert one < two
    assert total([one, two]) == Money(Decimal("0.30"))
    assert total([]) == ZERO
    assert (one - two).ore == -10
    assert -one == Money.from_ore(-10)


@settings(max_examples=60, deadline=None)
@given(ORE, ORE)
def test_ore_survive_the_way_through_kronor(a: int, b: int) -> None:
    assert Money.from_ore(a).ore == a
    assert (Money.from_ore(a) + Money.from_ore(b)).ore == a + b


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("1 234 567,50 kr", "1234567.50"),
        ("1\u00a0234\u00a0567 kr", "1234567"),
        ("1\u202f234\u2009567", "1234567"),
        ("1.234.567,50", "1234567.50"),
        ("1,234,567.50", "1234567.50"),
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("33000000.0", "33000000"),
        ("SEK 1 234", "1234"),
        ("1 234:-", "1234"),
        ("1 234:50", "1234.50"),
        ("12,5-", "-12.5"),
        ("\u2212 12,5 kr", "-12.5"),
        ("-1 234 kronor", "-1234"),
        ("(1 234,00)", "-1234"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1 234,567", "1234.567"),
        ("1'234", "1234"),
        ("0", "0"),
        ("  7\t", "7"),
    ],
)
def test_messy_amounts_are_read(text: str, kronor: str) -> None:
    assert parse_amount(text) == Decimal(kronor)


@pytest.mark.parametrize(
    "text",
    ["", " ", "kr", "abc", "1 23", "12 34 567", "1,2,3", "1.2.3", "--1", "-1-", "1e7", "5 EUR",
     "1 234 567,", ",5", "-", "()", "NaN", "*"],
)  # fmt: skip
def test_a_text_that_is_no_amount_is_named_in_the_error(text: str) -> None:
    with pytest.raises(AmountNotReadable) as refused:
        parse_amount(text)
    assert refused.value.params == {"value": text}
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12,345 kr", "-999.999"])
def test_an_amount_that_can_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(AmountAmbiguous, match="thousands or decimals"):
        parse_amount(text)


@settings(max_examples=60, deadline=None)
@given(ORE, st.sampled_from(["sv", "en"]))
def test_what_is_written_is_read_back_the_same(ore: int, language: str) -> None:
    money = Money.from_ore(ore)
    assert Money(parse_amount(format_money(money, language))) == money


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert parse_amount(text).is_finite()
    except (AmountNotReadable, AmountAmbiguous) as refused:
        assert refused.params == {"value": text}  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("ore", "language", "text"),
    [
        (123456700, "sv", "1 234 567 kr"),
        (123456700, "en", "1 234 567 kr"),
        (123456705, "sv", "1 234 567,05 kr"),
        (123456750, "en-gb", "1 234 567.50 kr"),
        (0, "sv", "0 kr"),
        (-100000, "sv", "\u22121 000 kr"),
        (-5, "sv", "\u22120,05 kr"),
    ],
)
def test_amounts_are_written_with_unbreakable_spaces(ore: int, language: str, text: str) -> None:
    assert format_money(Money.from_ore(ore), language) == text.replace(" ", "\u00a0")


def test_money_as_text_is_swedish() -> None:
    assert str(Money(Decimal("1234.5"))) == "1\u00a0234,50\u00a0kr"
