"""CPV 2008: codes, names, tree, check digits."""

import pytest

from kornhamn.kernel.cpv import (
    Cpv,
    CpvLevel,
    CpvMistyped,
    CpvNotReadable,
    CpvUnknown,
    all_codes,
)

USUAL_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)


@pytest.mark.parametrize(
    "text", ["Förmedling av vårdpersonal", "3000000", "796240001", "7962 4000", "٧٩٦٢٤٠٠٠", "-"]
)
def test_a_text_without_a_code_is_refused_by_name(text: str) -> None:
    with pytest.raises(CpvNotReadable, match="eight digits") as refused:
        Cpv.parse(f" {text} ")
    assert refused.value.params == {"value": text}


@pytest.mark.parametrize("code", ["79624999", "99999999", "02000000"])
def test_a_code_outside_the_vocabulary_is_refused(code: str) -> None:
    with pytest.raises(CpvUnknown, match=code):
        Cpv.parse(f"{code} Något")
    with pytest.raises(CpvUnknown, match=code):
        Cpv(code)


def test_a_wrong_check_digit_says_what_the_code_means() -> None:
    with pytest.raises(CpvMistyped, match="79624000-4 is “Förmedling av vårdpersonal”"):
        Cpv.parse("79624000-5")


@pytest.mark.parametrize("text", ["", "  ", "00000000", "00000000 Uppgift saknas"])
def test_no_code_is_none(text: str) -> None:
    assert Cpv.parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "79624000",
        "79624000-4",
        " 79624000 Förmedling av vårdpersonal",
        "79624000-4 - Supply services of nursing personnel",
        "79624000: vård\noch omsorg",
    ],
)
def test_a_code_is_read_in_all_its_spellings(text: str) -> None:
    cpv = Cpv.parse(text)
    assert cpv == "79624000"
    assert cpv is not None
    assert cpv.with_check_digit == "79624000-4"


def test_a_code_has_a_swedish_and_an_english_name() -> None:
    cpv = Cpv("79624000")
    assert cpv.name() == cpv.name("sv") == "Förmedling av vårdpersonal"
    assert cpv.name("en") == cpv.name("en-gb") == "Supply services of nursing personnel"


def test_a_code_knows_its_way_up() -> None:
    assert Cpv("30192121").ancestors == (
        "30000000",
        "30100000",
        "30190000",
        "30192000",
        "30192100",
    )
    assert Cpv("30192121").division == "30000000"


def test_a_division_has_nothing_above_it() -> None:
    division = Cpv("30000000")
    assert division.parent is None
    assert division.ancestors == ()
    assert division.division == division


def test_a_code_whose_parent_was_never_published_hangs_from_the_next_one_up() -> None:
    assert Cpv("35611200").parent == "35610000"


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("30000000", CpvLevel.DIVISION),
        ("30100000", CpvLevel.GROUP),
        ("30190000", CpvLevel.CLASS),
        ("30192000", CpvLevel.CATEGORY),
        ("30192100", CpvLevel.SUBCATEGORY),
        ("30192121", CpvLevel.SUBCATEGORY),
    ],
)
def test_a_code_knows_its_level(code: str, level: CpvLevel) -> None:
    assert Cpv(code).level is level


def test_the_vocabulary_is_whole() -> None:
    codes = all_codes()
    assert len(codes) == len(set(codes)) == 9454
    assert list(codes) == sorted(codes)
    assert len({cpv.division for cpv in codes}) == 45
    assert all(cpv.name("sv") and cpv.name("en") for cpv in codes)
    assert all((cpv.parent is None) == (cpv.level is CpvLevel.DIVISION) for cpv in codes)


def test_all_but_532_published_check_digits_follow_the_usual_weights() -> None:
    def usual(cpv: Cpv) -> str:
        return str(sum(int(d) * w for d, w in zip(cpv, USUAL_WEIGHTS, strict=True)) % 10)

    assert sum(cpv.check_digit != usual(cpv) for cpv in all_codes()) == 532


@pytest.mark.parametrize("text", ["72267100-0", "03310000-5", "45211340-4", "48000000-8"])
def test_published_codes_pass(text: str) -> None:
    cpv = Cpv.parse(text)
    assert cpv is not None
    assert cpv.with_check_digit == text
