"""The rows of a table to take along: CSV, Excel and Parquet, the same bytes for the same rows."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter.worksheet import Worksheet

from kornhamn.web.columns import Column, Raw
from kornhamn.web.tables import BoundTable
from kornhamn.web.words import VERDICT_LABELS

EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET_TYPE = "application/vnd.apache.parquet"
# A spreadsheet takes texts that begin like this for formulas.
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST_EXCEL_TEXT = 32_767
_WIDTH_OF = {
    "text": 34,
    "date": 12,
    "number": 14,
    "money": 18,
    "kronor": 18,
    "percent": 10,
    "verdict": 18,
}
_NUMBER_FORMATS = {
    "number": "#,##0.##",
    "money": '#,##0.00" kr"',
    "kronor": '#,##0.00" kr"',
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
}
_PARQUET_KINDS: dict[str, pl.DataType] = {
    "text": pl.String(),
    "date": pl.Date(),
    "number": pl.Float64(),
    "money": pl.Int64(),
    "kronor": pl.Int64(),
    "percent": pl.Float64(),
    "verdict": pl.String(),
}
# The file says when it was made; a fixed day keeps its bytes the same from run to run.
_MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)


def wanted_format(format_name: str) -> str:
    """Return csv, xlsx or parquet when the address asks for one of them, else nothing."""
    return format_name if format_name in {"csv", "xlsx", "parquet"} else ""


def download(table: BoundTable, name: str) -> HttpResponse | None:
    """Return the table's rows as the file its address asks for, or None when it asks for a page."""
    wanted = wanted_format(table.params.get("format", ""))
    return file_of(table.columns, table.raw_rows(), name=name, wanted=wanted) if wanted else None


def file_of(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, name: str, wanted: str
) -> HttpResponse:
    """Return rows of raw values as a file: csv, xlsx or parquet."""
    write, content_type = {
        "csv": (csv_bytes, "text/csv; charset=utf-8"),
        "xlsx": (excel_bytes, EXCEL_TYPE),
        "parquet": (parquet_bytes, PARQUET_TYPE),
    }[wanted]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{wanted}"'}
    return HttpResponse(write(columns, rows), content_type=content_type, headers=headers)


def csv_bytes(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return CSV as Swedish Excel opens it: UTF-8 with a mark, semicolons, decimal commas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(str(column.label)) for column in columns])
    for row in rows:
        writer.writerow(
            [_csv_text(column, value) for column, value in zip(columns, row, strict=True)]
        )
    return text.getvalue().encode("utf-8-sig")


def excel_bytes(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]], sheet: str = "Kornhamn"
) -> bytes:
    """Return a workbook with one sheet: figures as figures, the header row in place."""
    target = io.BytesIO()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _MADE_ON, "title": sheet})
        page = book.add_worksheet(sheet)
        formats = {kind: book.add_format({"num_format": f}) for kind, f in _NUMBER_FORMATS.items()}
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, column in enumerate(columns):
            page.set_column(place, place, _WIDTH_OF[column.kind], formats.get(column.kind))
            page.write_string(0, place, harmless(str(column.label)), bold)
        page.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write_cell(page, (line, place), column, value)
    return target.getvalue()


def parquet_bytes(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return Parquet for programs: columns by their keys, money in whole öre, shares of 1."""
    values = zip(*rows, strict=True)
    read = dict(zip((column.key for column in columns), values, strict=False))
    target = io.BytesIO()
    pl.DataFrame(
        [_parquet_series(column, read.get(column.key, ())) for column in columns]
    ).write_parquet(target)
    return target.getvalue()


def _parquet_series(column: Column, values: Sequence[Any]) -> pl.Series:
    kind = _PARQUET_KINDS[column.kind]
    if kind == pl.String:
        values = [None if value is None or value == "" else str(value) for value in values]
    if column.kind == "date":
        values = [v.date() if isinstance(v, datetime) else v for v in values]
    return pl.Series(column.key, values, dtype=kind, strict=False)


def harmless(text: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_LOOKS_LIKE_A_FORMULA) else text


def _csv_text(column: Column, value: Raw) -> str:
    value = _plain(column, value)
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    return value.isoformat() if isinstance(value, date) else harmless(str(value))


def _write_cell(page: Worksheet, at: tuple[int, int], column: Column, value: Raw) -> None:
    value = _plain(column, value)
    if value is None:
        return
    if isinstance(value, int | float | Decimal):
        page.write_number(*at, value)
    elif isinstance(value, date):
        page.write_datetime(*at, value)
    else:
        page.write_string(*at, harmless(str(value))[:_LONGEST_EXCEL_TEXT])


def _plain(column: Column, value: Raw) -> Raw:
    """Return the value as a file holds it: kronor for öre, words for verdicts, local time."""
    if value is None or value == "":
        return None
    if column.kind in {"money", "kronor"}:
        return Decimal(value).scaleb(-2) if isinstance(value, int) else value.kronor
    if column.kind == "verdict":
        return str(VERDICT_LABELS[value])
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    return value
