import pytest

from kornhamn.kernel.given_number import NumberKind, parse_given_number, without_personal_numbers

ORGANISATION, PERSONAL, FOREIGN, INTERNAL, MASKED, NONE = NumberKind


@pytest.mark.parametrize(
    "text",
    [
        "556012-5790",
        "5560125790",
        " 556012 5790 ",
        "16556012-5790",
        "165560125790",
        "SE556012579001",
        "SE 556012-5790 01",
        "556012-5790-123",
        "556012-5790/Malmö",
        "Org.nr 556012-5790",
        "556012–5790",  # an en dash
    ],
)
def test_every_way_to_write_an_organisation_number_reads_the_same(text: str) -> None:
    read = parse_given_number(text)
    assert (read.text, read.kind) == ("5560125790", ORGANISATION)


def test_a_vat_number_has_no_century() -> None:
    assert parse_given_number("SE207919616401").text == "2079196164"


def test_the_first_of_two_organisation_numbers_is_the_suppliers() -> None:
    assert parse_given_number("556030-8800 AXSTORES 663000-1557").text == "5560308800"


@pytest.mark.parametrize(
    "text", ["700101-1234", "19700101-1234", "197001011234", "700161-1234", "700101+1234/Butik"]
)
def test_what_may_be_a_persons_number_is_protected_mistyped_or_not(text: str) -> None:
    assert parse_given_number(text).kind == PERSONAL


@pytest.mark.parametrize(
    ("text", "number", "country"),
    [
        ("DK78479310", "DK78479310", "DK"),
        ("0145076-7", "FI01450767", "FI"),
        ("FI01450767", "FI01450767", "FI"),
        ("NO 923 609 016 MVA", "NO923609016", "NO"),
        ("GB945267792", "GB945267792", "GB"),
        ("DE129273398", "DE129273398", "DE"),
    ],
)
def test_numbers_of_other_countries(text: str, number: str, country: str) -> None:
    read = parse_given_number(text)
    assert (read.text, read.kind, read.country) == (number, FOREIGN, country)


def test_a_bare_number_is_foreign_only_where_the_name_tells_the_country() -> None:
    assert parse_given_number("923609016").kind == INTERNAL
    assert parse_given_number("923609016", country="NO").kind == FOREIGN
    assert parse_given_number("923609017", country="NO").kind == INTERNAL


@pytest.mark.parametrize("text", ["12345", "LEV123", "5560125790123", "DE129273399"])
def test_other_texts_are_the_ledgers_own_numbers(text: str) -> None:
    assert parse_given_number(text).kind == INTERNAL


def test_a_mistyped_organisation_number_keeps_its_digits() -> None:
    read = parse_given_number("556012-7590")
    assert (read.text, read.kind) == ("5560127590", INTERNAL)


def test_a_number_of_one_digit_repeated_is_nobodys() -> None:
    assert parse_given_number("555555-5555").kind == INTERNAL


@pytest.mark.parametrize("text", ["*", "***", "[ENSKILD FIRMA 35]", "Sekretess", "Personuppgift"])
def test_masks(text: str) -> None:
    read = parse_given_number(text)
    assert (read.text, read.kind) == ("", MASKED)


@pytest.mark.parametrize("text", ["", "  ", "-", "0", "saknas", "N/A"])
def test_nothing(text: str) -> None:
    assert parse_given_number(text).kind == NONE


def test_personal_numbers_in_any_text_are_masked_and_organisation_numbers_are_not() -> None:
    text = "Anna 700101-1234, 19700161-1234 och 7001011234 hos 556012-5790"
    assert without_personal_numbers(text) == (
        "Anna 700101-****, 700161-**** och 700101-**** hos 556012-5790"
    )
