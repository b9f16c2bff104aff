from datetime import date
from decimal import Decimal

import pytest

from kornhamn.procurement.statistics import readings


@pytest.mark.parametrize("text", ["True", "true", "TRUE", "1", "Ja"])
def test_yes_is_spelt_in_several_ways(text: str) -> None:
    assert readings.yes_or_no(text).value is True


@pytest.mark.parametrize("text", ["Sant", "x", "2", "Trueish"])
def test_what_is_neither_yes_nor_no_is_bad(text: str) -> None:
    assert readings.yes_or_no(text) == readings.Reading(code="value.not-yes-or-no")


def test_a_date_is_read_as_text_and_as_a_spreadsheets_midnight() -> None:
    assert readings.day("2021-05-21").value == date(2021, 5, 21)
    assert readings.day("2021-05-21 00:00:00").value == date(2021, 5, 21)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2021-02-30", "value.not-a-date"),
        ("21/5 2021", "value.not-a-date"),
        ("0202-01-01", "value.date-out-of-range"),
        ("2021-05-21 13:00:00", "value.not-a-date"),
    ],
)
def test_a_date_that_is_none_says_why(text: str, code: str) -> None:
    assert readings.day(text).code == code


def test_a_count_may_come_out_of_a_spreadsheet_with_decimals_that_are_zero() -> None:
    assert readings.count("1 234").value == 1234
    assert readings.count("3.0").value == 3


@pytest.mark.parametrize("text", ["-1", "2.5", "tre", "99999999999"])
def test_a_count_that_is_none_is_bad(text: str) -> None:
    assert readings.count(text).code == "value.not-a-whole-number"


def test_an_amount_is_exact_and_nothing_is_a_value_too() -> None:
    assert readings.kronor("1234567,89").value == Decimal("1234567.89")
    assert readings.kronor("0").value == Decimal(0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-5", "value.negative"),
        ("1.234", "money.amount-ambiguous"),
        ("0.30000000000000004", "money.amount-not-exact"),
        ("okänt", "money.amount-not-readable"),
        ("9" * 16, "money.amount-not-exact"),
    ],
)
def test_an_amount_that_is_none_says_why(text: str, code: str) -> None:
    assert readings.kronor(text).code == code


def test_a_cpv_code_is_read_with_or_without_its_name() -> None:
    assert readings.cpv("79624000 Förmedling av vårdpersonal").value == "79624000"
    assert readings.cpv("79624000-4").value == "79624000"


def test_a_cpv_code_that_says_missing_is_unknown_and_not_bad() -> None:
    assert readings.cpv("00000000 Uppgift saknas") == readings.Reading()


def test_a_cpv_code_that_does_not_exist_is_bad() -> None:
    assert readings.cpv("12345678 Påhittat").code == "cpv.unknown"


def test_a_foreign_buyer_is_kept_without_remark() -> None:
    assert readings.buyer_number("0145076-7") == readings.Reading("0145076-7")


def test_a_swedish_number_has_one_spelling() -> None:
    assert readings.buyer_number("212000-0142").value == "2120000142"


def test_ten_digits_with_a_wrong_check_digit_are_kept_and_remarked_upon() -> None:
    reading = readings.buyer_number("2120000143")
    assert (reading.value, reading.code) == ("2120000143", "organisation-number.mistyped")


def test_what_is_no_number_at_all_is_bad() -> None:
    assert readings.buyer_number("Kornhamn").code == "organisation-number.not-readable"


def test_a_persons_number_is_kept_but_never_quoted_in_full() -> None:
    reading = readings.buyer_number("780917-1056")
    assert reading.value == "7809171056"
    assert reading.shown == "780917-****"
