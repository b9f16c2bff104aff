"""The yearly report: on the page, in the PDF, in the workbook and from the command line alike."""

import json
import re
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from kornhamn.jobs.cli import build_app
from tests.browser.conftest import NewVisitor
from tests.browser.world import ANALYST

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]


def plain(text: str) -> str:
    """The text with every kind of space as one, and a minus as a hyphen."""
    return re.sub(r"\s+", " ", text)


def kronor_in(text: str) -> list[int]:
    return [
        int(re.sub(r"\s", "", found)) for found in re.findall(r"(\d[\d \u00a0\u202f]*)\skr", text)
    ]


def test_page_files_and_command_line_agree(visitor: NewVisitor, tmp_path: Path) -> None:
    me = visitor().sign_in(ANALYST, to="/reports/?first=2023-01-01&last=2023-12-31")
    fingerprint = me.page.locator("dd code").inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint)
    edition = me.page.locator("select[name=edition]").input_value()
    rows = [row.inner_text() for row in me.page.locator("table tbody tr").all()]
    on_page = sorted(amount for row in rows for amount in kronor_in(row))
    assert len(on_page) > 5

    pdf = me.take(re.compile("PDF"), tmp_path)
    pages = plain(" ".join(page.extract_text() for page in PdfReader(pdf).pages))
    assert fingerprint in pages.replace(" ", "")
    for row in rows:
        name, _cases, value = row.split("\t")[:3]
        assert name in pages
        assert plain(value) in pages

    book = openpyxl.load_workbook(me.take(re.compile("Excel"), tmp_path), read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert fingerprint in cells
    numbers = {round(cell) for cell in cells if isinstance(cell, int | float)}
    assert set(on_page) <= numbers
    book.close()

    printed = CliRunner().invoke(
        build_app(),
        ["assess", "--edition", edition, "--from", "2023-01-01", "--to", "2023-12-31",
         "--format", "json"],
    )  # fmt: skip
    assert printed.exit_code == 0, printed.output
    told = json.loads(printed.stdout)
    assert round(float(told["kronor"])) == sum(on_page)
    assert told["cases"] == sum(
        me.figure_of(row.split("\t")[1]) for row in rows
    )  # each authority's procurements
    assert me.complaints == []
