"""Organisation numbers, and what stands where one should be."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from kornhamn.kernel.organisation_number import (
    BuyerKind,
    BuyerNumber,
    OrganisationNumber,
    OrganisationNumberMissing,
    OrganisationNumberMistyped,
    OrganisationNumberNotReadable,
    PersonalNumberGiven,
    is_foreign,
    is_personal_number,
    parse_buyer_number,
)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_an_empty_number_is_missing(text: str) -> None:
    with pytest.raises(OrganisationNumberMissing):
        OrganisationNumber.parse(text)
    with pytest.raises(OrganisationNumberMissing):
        parse_buyer_number(text)


@pytest.mark.parametrize(
    "text", ["21200001", "abc", "0145076-7", "212000-01422", "SE2120000142012", "*", "٢١٢٠٠٠٠١٤٢"]
)
def test_a_text_without_ten_digits_is_refused_by_name(text: str) -> None:
    with pytest.raises(OrganisationNumberNotReadable, match="ten digits") as refused:
        OrganisationNumber.parse(f" {text} ")
    assert refused.value.params == {"value": text}


@pytest.mark.parametrize("text", ["212000-0143", "2121000043", "SE212000014301", "0014000000"])
def test_a_mistyped_number_is_refused(text: str) -> None:
    with pytest.raises(OrganisationNumberMistyped, match="a digit is wrong"):
        OrganisationNumber.parse(text)


@pytest.mark.parametrize(
    "text", ["19121212-1212", "121212-1212", "121212+1212", "701063-2391", "000229-0005"]
)
def test_a_personal_number_is_refused_and_not_repeated(text: str) -> None:
    assert is_personal_number(text)
    with pytest.raises(PersonalNumberGiven, match="personal identity number") as refused:
        OrganisationNumber.parse(text)
    assert str(refused.value.params["value"]).endswith("-****")


@pytest.mark.parametrize("text", ["212000-0142", "121212-1213", "131312-1212", "", "0145076-7"])
def test_other_numbers_are_no_personal_numbers(text: str) -> None:
    assert not is_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "2120000142",
        "212000-0142",
        " 212000 0142 ",
        "212000\u20130142",
        "16212000-0142",
        "SE212000014201",
        "se 212000-0142 01",
        "SE2120000142",
    ],
)
def test_a_number_has_one_spelling(text: str) -> None:
    number = OrganisationNumber.parse(text)
    assert number == "2120000142"
    assert number.dashed == "212000-0142"


def test_a_number_is_plain_text_to_files_and_databases() -> None:
    assert json.dumps(OrganisationNumber("212000-0142")) == '"2120000142"'
    assert {OrganisationNumber("212000-0142")} == {"2120000142"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 99), st.integers(2_000_000, 9_999_999), st.integers(0, 9))
def test_any_wrong_digit_is_found(head: int, tail: int, place: int) -> None:
    nine = f"{head:02}{tail}"
    number = nine + luhn.calc_check_digit(nine)
    assert OrganisationNumber(number) == number
    changed = str((int(number[place]) + 1) % 10)
    wrong = number[:place] + changed + number[place + 1 :]
    with pytest.raises((OrganisationNumberMistyped, PersonalNumberGiven)):
        OrganisationNumber(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("212000-0142", BuyerNumber("2120000142", BuyerKind.SWEDISH, "SE")),
        ("2220000449", BuyerNumber("2220000449", BuyerKind.DOUBTFUL)),
        ("121212-1212", BuyerNumber("1212121212", BuyerKind.PERSONAL, "SE")),
        ("0145076-7", BuyerNumber("0145076-7", BuyerKind.FOREIGN, "FI")),
        ("0145076-8", BuyerNumber("0145076-8", BuyerKind.DOUBTFUL)),
        ("923 609 016", BuyerNumber("923 609 016", BuyerKind.FOREIGN, "NO")),
        ("13585628", BuyerNumber("13585628", BuyerKind.FOREIGN, "DK")),
        (" DE  136695976 ", BuyerNumber("DE 136695976", BuyerKind.FOREIGN, "DE")),
        ("SE21200001", BuyerNumber("SE21200001", BuyerKind.DOUBTFUL)),
        ("STAD", BuyerNumber("STAD", BuyerKind.DOUBTFUL)),
    ],
)
def test_a_buyers_number_is_told_apart(text: str, expected: BuyerNumber) -> None:
    assert parse_buyer_number(text) == expected
    assert is_foreign(text) is (expected.kind is BuyerKind.FOREIGN)


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=14).filter(str.strip))
def test_whatever_stands_there_is_kept(text: str) -> None:
    assert parse_buyer_number(text).text
