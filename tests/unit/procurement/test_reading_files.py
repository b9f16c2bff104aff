from pathlib import Path

import pytest

from kornhamn.files.limits import Limits
from kornhamn.procurement.statistics.checking import CheckedFile, check
from kornhamn.procurement.statistics.files import examine, read
from kornhamn.procurement.types import Effect, FileKind
from tests.statistics_files import (
    AGREEMENT,
    BUYER,
    CPV,
    GREEN,
    PUBLISHED,
    REFERENCE,
    TITLE,
    VALUE,
    header,
    row,
    write_csv,
    write_xlsx,
)


def take(path: Path) -> CheckedFile:
    limits = Limits()
    return check(read(examine(path, path.name, limits), limits))


@pytest.mark.parametrize("kind", FileKind)
def test_each_kind_is_recognised_by_its_columns(tmp_path: Path, kind: FileKind) -> None:
    taken = take(write_csv(tmp_path / "fil.csv", [row(kind)]))
    assert (taken.kind, taken.rows, taken.rejected) == (kind, 1, 0)


@pytest.mark.parametrize(
    ("delimiter", "encoding", "line_end"),
    [
        (",", "utf-8", "\n"),
        (";", "utf-8-sig", "\r\n"),
        (";", "cp1252", "\r\n"),
        ("\t", "utf-16", "\n"),
        (",", "utf-8-sig", "\r"),
    ],
)
def test_text_is_read_whichever_tool_wrote_it(
    tmp_path: Path, delimiter: str, encoding: str, line_end: str
) -> None:
    path = tmp_path / "fil.csv"
    rows = [row(FileKind.VALUES, {TITLE: "Får, ägg; och öl"})]
    write_csv(path, rows, delimiter=delimiter, encoding=encoding, line_end=line_end)
    assert take(path).good["title"].to_list() == ["Får, ägg; och öl"]


def test_a_workbook_and_a_text_file_say_the_same(tmp_path: Path) -> None:
    rows = [row(FileKind.WINNERS), row(FileKind.WINNERS, {REFERENCE: "KH2"})]
    from_text = take(write_csv(tmp_path / "fil.csv", rows))
    from_workbook = take(write_xlsx(tmp_path / "fil.xlsx", rows))
    assert from_workbook.good.equals(from_text.good)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    rows = [row(FileKind.VALUES), row(FileKind.VALUES, {REFERENCE: "KH2"})]
    assert take(write_csv(tmp_path / "a.csv", rows)).good["row"].to_list() == [2, 3]
    assert take(write_xlsx(tmp_path / "b.xlsx", rows, above=2)).good["row"].to_list() == [4, 5]


def test_the_sheet_with_the_statistics_is_found(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "fil.xlsx", [row(FileKind.VALUES)], sheet_before="Läs mig")
    assert take(path).rows == 1


def test_headers_are_known_without_asterisk_and_case(tmp_path: Path) -> None:
    columns = [name.replace("*", "").upper() for name in header(FileKind.WINNERS)]
    upper = {name.replace("*", "").upper(): text for name, text in row(FileKind.WINNERS).items()}
    path = tmp_path / "fil.csv"
    path.write_text(";".join(columns) + "\n" + ";".join(upper.get(c, "") for c in columns) + "\n")
    assert take(path).kind is FileKind.WINNERS


def test_a_blank_is_unknown_and_never_no(tmp_path: Path) -> None:
    taken = take(write_csv(tmp_path / "fil.csv", [row(FileKind.VALUES, {GREEN: " ", VALUE: ""})]))
    assert taken.good["environmental_requirements"].to_list() == [None]
    assert taken.good["contracted_value"].to_list() == [None]
    assert taken.remarks.is_empty()


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        (BUYER, "", "value.missing"),
        (BUYER, "Kornhamn", "organisation-number.not-readable"),
        (REFERENCE, "", "value.missing"),
        (REFERENCE, "K" * 61, "value.too-long"),
        (VALUE, "-1", "value.negative"),
        (VALUE, "många", "money.amount-not-readable"),
    ],
)
def test_a_row_without_what_it_needs_is_set_aside_and_the_others_stay(
    tmp_path: Path, column: str, text: str, code: str
) -> None:
    rows = [row(FileKind.VALUES, {column: text}), row(FileKind.VALUES, {REFERENCE: "KH2"})]
    taken = take(write_csv(tmp_path / "fil.csv", rows))
    assert (taken.rejected, taken.good["reference"].to_list()) == (1, ["KH2"])
    remark = taken.remarks.row(0, named=True)
    assert (remark["row"], remark["column"], remark["value"]) == (2, column, text)
    assert (remark["code"], remark["effect"]) == (code, Effect.ROW_REJECTED)


@pytest.mark.parametrize(
    ("column", "text", "field", "code"),
    [
        (CPV, "12345678 Påhittat", "cpv", "cpv.unknown"),
        (PUBLISHED, "i mars", "published_on", "value.not-a-date"),
        (AGREEMENT, "Handslag", "is_framework_agreement", "value.unknown-word"),
        (GREEN, "kanske", "environmental_requirements", "value.not-yes-or-no"),
    ],
)
def test_another_bad_value_is_left_out_and_its_row_goes_in(
    tmp_path: Path, column: str, text: str, field: str, code: str
) -> None:
    taken = take(write_csv(tmp_path / "fil.csv", [row(FileKind.VALUES, {column: text})]))
    assert taken.rejected == 0
    assert taken.good[field].to_list() == [None]
    remark = taken.remarks.row(0, named=True)
    assert (remark["column"], remark["value"], remark["code"]) == (column, text, code)
    assert remark["effect"] == Effect.LEFT_OUT


def test_a_row_whose_values_have_shifted_is_set_aside(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "fil.csv", [row(FileKind.VALUES)] * 2)
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    lines[1] = f"{lines[1]};en cell för mycket"
    path.write_text("\n".join(lines))
    taken = take(path)
    assert (taken.rejected, taken.good["row"].to_list()) == (1, [3])
    assert taken.remarks["code"].to_list() == ["row.too-many-cells"]


def test_empty_rows_are_no_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "fil.csv", [row(FileKind.VALUES)])
    path.write_text(path.read_text(encoding="utf-8-sig") + ";;;\n\n")
    assert take(path).rows == 1


def test_a_text_is_cleaned_of_controls_and_invisible_marks(tmp_path: Path) -> None:
    title = " Städ\tning\u202e  av\nskolor\u200b "
    taken = take(write_csv(tmp_path / "fil.csv", [row(FileKind.VALUES, {TITLE: title})]))
    assert taken.good["title"].to_list() == ["Städ ning av skolor"]


def test_a_persons_number_is_masked_in_the_remark(tmp_path: Path) -> None:
    taken = take(write_csv(tmp_path / "fil.csv", [row(FileKind.VALUES, {BUYER: "7809171056"})]))
    assert taken.rejected == 0
    assert taken.remarks["value"].to_list() == ["780917-****"]
