"""The yearly report: the same figures on the page, in the PDF and in the workbook; reproducible."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from kornhamn.analytics.actions import refresh
from kornhamn.analytics.queries.follow_up import follow_up
from kornhamn.analytics.queries.report import Content, ReportForm, report_file, yearly_report
from kornhamn.analytics.types import Selection
from kornhamn.audit.models import Entry
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.procurement.models import Procurement
from tests.people import People, sign_in
from tests.rooms.analytics.conftest import portfolio  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

SELECTION = Selection("strategisk-upphandling", period=Period.year(2025))
ADDRESS = "/reports/?edition=strategisk-upphandling&first=2025-01-01&last=2025-12-31"
GROUP = Scope(group=True)


@pytest.fixture
def world(
    portfolio: dict[str, Procurement],  # noqa: F811
    people: People,
    settings: Settings,
    tmp_path: Path,
    at: datetime,
) -> Iterator[People]:
    settings.SNAPSHOTS = tmp_path / "snapshots"
    refresh(by=SYSTEM, at=at)
    return people


def made(language: str = "sv", scope: Scope = GROUP) -> Content:
    return yearly_report(SELECTION, scope, whose="Kornhamn", language=language)


def pdf_text(data: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.split())


def cells(data: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]


def test_nobody_signed_in_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/reports/").status_code == 302


def test_somebody_without_the_permission_is_refused(client: Client, world: People) -> None:
    assert sign_in(client, world.purchaser).get("/reports/").status_code == 403


def test_an_unknown_form_of_the_report_gives_the_page_and_no_file(
    client: Client, world: People
) -> None:
    answer = sign_in(client, world.analyst).post(ADDRESS, {"form": "docx"})
    assert answer["Content-Type"].startswith("text/html")
    assert not Entry.objects.filter(verb="report.made").exists()


@pytest.mark.usefixtures("world")
def test_the_same_data_and_edition_give_the_same_bytes() -> None:
    for form in ReportForm:
        assert report_file(made(), form) == report_file(made(), form)


@pytest.mark.usefixtures("world")
def test_other_data_give_another_hash(at: datetime) -> None:
    before = made().hash
    Procurement.objects.filter(reference="1").update(contracted_value=7)
    refresh(by=SYSTEM, at=at)
    assert made().hash != before


@pytest.mark.usefixtures("world")
def test_the_report_counts_what_the_follow_up_counts() -> None:
    figures, content = follow_up(SELECTION, GROUP), made()
    assert content.cases == figures.cases
    assert content.ore == figures.ore
    assert sum(content.counts) == sum(
        count.assessments
        for count in (
            figures.tally.met,
            figures.tally.not_met,
            figures.tally.unknown,
            figures.tally.not_applicable,
            figures.tally.departed,
        )
    )
    rows = sum(len(section.rows) for section in content.sections)
    assert rows == len(figures.edition.clauses)


@pytest.mark.usefixtures("world")
def test_pdf_and_workbook_agree_to_the_krona_and_print_the_hash() -> None:
    content = made()
    text = pdf_text(report_file(content, ReportForm.PDF).data)
    rows = cells(report_file(content, ReportForm.XLSX).data)
    assert content.hash in text.replace(" ", "")
    assert [content.labels["hash"], content.hash] in [row[:2] for row in rows]
    for row in content.authorities:
        shown = next(cell for cell in rows if cell[0] == row.name)
        assert shown[1] == row.cases
        assert round(float(str(shown[2])) * 100) == row.ore


@pytest.mark.usefixtures("world")
def test_the_pdf_is_tagged_and_speaks_its_language() -> None:
    reader = PdfReader(io.BytesIO(report_file(made(), ReportForm.PDF).data))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("sv")
    assert reader.metadata is not None
    assert reader.metadata.title == "Inköpsprogrammet uppföljt – Kornhamn"


@pytest.mark.usefixtures("world")
def test_the_report_exists_in_english_too() -> None:
    content = made("en")
    assert content.title == "The purchasing programme followed up"
    assert content.hash != made().hash


def test_a_formula_in_a_name_stays_a_text(world: People, at: datetime) -> None:
    authority = Procurement.objects.get(reference="1").authority
    assert authority is not None
    authority.name = "=HYPERLINK(1)"
    authority.save()
    refresh(by=SYSTEM, at=at)
    rows = cells(report_file(made(), ReportForm.XLSX).data)
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]


def test_taking_the_report_is_noted_in_the_trail(client: Client, world: People) -> None:
    answer = sign_in(client, world.analyst).post(ADDRESS, {"form": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    noted = Entry.objects.get(verb="report.made")
    assert noted.actor_name == world.analyst.name
    assert noted.subject_id in pdf_text(answer.content).replace(" ", "")


def test_a_responsible_person_reports_on_their_own_authority_alone(
    client: Client, world: People
) -> None:
    page = sign_in(client, world.responsible).get(ADDRESS)
    names = [row.name for row in page.context["content"].authorities]
    assert names == ["Utbildningsnämnden"]


def test_the_group_board_reports_on_the_companies_alone(client: Client, world: People) -> None:
    page = sign_in(client, world.board_member).get(ADDRESS)
    names = {row.name for row in page.context["content"].authorities}
    assert names <= {"Kornhamns Bostad AB", "Kornhamns Vatten AB"}
