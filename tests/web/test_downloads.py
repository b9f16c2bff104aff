"""Downloads: no formula gets through, figures are figures, the same bytes for the same rows."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.http import QueryDict
from django.utils import translation
from openpyxl.worksheet.worksheet import Worksheet

from kornhamn.kernel.money import Money
from kornhamn.web.downloads import csv_bytes, download, excel_bytes
from kornhamn.web.tables import Column, Table

COLUMNS = (
    Column("name", "Namn"),
    Column("value", "Värde", kind="money"),
    Column("share", "Andel", kind="percent"),
    Column("on", "Dag", kind="date"),
    Column("verdict", "Utfall", kind="verdict"),
)
ROW = ["Ångpanna; stor", 1_234_50, 0.125, date(2026, 3, 9), "not-met"]
FORMULAS = ["=1+1", "+46 8 123", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def sheet_of(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    columns = (Column("name", text),)
    sheet = sheet_of(excel_bytes(columns, [[text]]))
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert str(cell.value).startswith("'")
    lines = csv_bytes(columns, [[text]]).decode("utf-8-sig")
    assert lines.replace('"', "").startswith("'")
    assert lines.count("'") == 2


def test_a_negative_amount_stays_a_number() -> None:
    columns = (Column("value", "Värde", kind="money"),)
    sheet = sheet_of(excel_bytes(columns, [[-5_00]]))
    assert sheet["A2"].value == -5
    assert csv_bytes(columns, [[-5_00]]).decode("utf-8-sig").splitlines()[1] == "-5,00"


def test_csv_opens_in_a_swedish_spreadsheet() -> None:
    with translation.override("sv"):
        content = csv_bytes(COLUMNS, [ROW, [None] * 5])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "Namn;Värde;Andel;Dag;Utfall",
        '"Ångpanna; stor";1234,50;0,125;2026-03-09;Inte uppfyllt',
        ";;;;",
    ]


def test_excel_holds_figures_and_days_and_keeps_its_header_in_sight() -> None:
    with translation.override("sv"):
        sheet = sheet_of(excel_bytes(COLUMNS, [ROW]))
    assert [cell.value for cell in sheet[2]] == [
        "Ångpanna; stor", 1234.5, 0.125, datetime(2026, 3, 9), "Inte uppfyllt",  # noqa: DTZ001
    ]  # fmt: skip
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("write", [csv_bytes, excel_bytes])
def test_the_same_rows_give_the_same_bytes(write: object) -> None:
    assert write(COLUMNS, [ROW] * 20) == write(COLUMNS, [ROW] * 20)  # type: ignore[operator]


def test_moments_are_in_the_readers_time_and_money_is_in_kronor() -> None:
    columns = (Column("at", "När", kind="date"), Column("value", "Värde", kind="money"))
    row = [datetime(2026, 3, 9, 23, 30, tzinfo=UTC), Money(Decimal("1.50"))]
    line = csv_bytes(columns, [row]).decode("utf-8-sig").splitlines()[1]
    assert line == "2026-03-10T00:30:00;1,50"


@pytest.mark.parametrize(("wanted", "kind"), [("csv", "text/csv"), ("xlsx", "spreadsheetml")])
def test_a_page_gives_the_file_its_address_asks_for(wanted: str, kind: str) -> None:
    table = Table(COLUMNS).bind([], QueryDict(f"format={wanted}"), "/")
    response = download(table, "fall")
    assert response is not None
    assert kind in response["Content-Type"]
    assert response["Content-Disposition"] == f'attachment; filename="fall.{wanted}"'


@pytest.mark.parametrize("wanted", ["", "pdf", "html"])
def test_any_other_format_is_the_page_itself(wanted: str) -> None:
    assert download(Table(COLUMNS).bind([], QueryDict(f"format={wanted}"), "/"), "fall") is None
