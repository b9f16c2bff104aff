"""The spend explorer on the screen: sentences first, and every number leads to its lines."""

import csv
import io
import re
from datetime import datetime
from html import unescape
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kornhamn.analytics.actions import refresh_spend
from kornhamn.analytics.models import SpendView
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.models import LedgerLoad
from tests.made_ledgers import supplier_named
from tests.people import Group, People, sign_in
from tests.rooms.analytics.spend.conftest import february, january  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
PAGES = (
    "/spend/", "/spend/suppliers/", "/spend/categories/", "/spend/authorities/", "/spend/time/",
    "/spend/control/", "/spend/lines/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def snapshots(settings: Settings, tmp_path: Path) -> Path:
    settings.SNAPSHOTS, settings.LEDGERS = tmp_path / "snapshots", tmp_path / "ledgers"
    settings.LANGUAGE_CODE = "en"
    return tmp_path


@pytest.fixture
def world(
    january: LedgerLoad,  # noqa: F811
    february: LedgerLoad,  # noqa: F811
    people: People,
    at: datetime,
) -> People:
    refresh_spend(by=SYSTEM, at=at)
    return people


@pytest.fixture
def analyst(client: Client, world: People) -> Client:
    return sign_in(client, world.analyst)


def text(response: HttpResponse) -> str:
    """Return what a page says, without tags, spaces as single ones."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(words).replace("\u00a0", " "))


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_load_each_page_teaches(page: str, client: Client, people: People) -> None:
    said = text(sign_in(client, people.analyst).get(page))
    assert "No ledger loaded yet" in said
    assert "Load a ledger under Imports" in said
    assert "Those who may load ledgers" in text(sign_in(client, people.executive).get(page))


@pytest.mark.parametrize("page", PAGES)
def test_a_choice_that_cannot_be_understood_is_asked_again(page: str, analyst: Client) -> None:
    for query in ("first=2026-02&last=2026-01", "first=1999-01", "authority=x", "category=zz"):
        answer = analyst.get(f"{page}?{query}")
        assert answer.status_code == 400
        assert "nothing was counted" in text(answer)


@pytest.mark.parametrize("page", PAGES)
def test_a_supplier_nobody_bought_from_is_not_found(page: str, analyst: Client) -> None:
    assert analyst.get(f"{page}?supplier=x").status_code == 404
    other = "00000000-0000-0000-0000-000000000000"
    assert analyst.get(f"{page}?supplier={other}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_selection_without_lines_says_so(page: str, analyst: Client) -> None:
    assert "Nothing bought in this selection" in text(
        analyst.get(f"{page}?first=2026-02&last=2026-02&category=10&beside=nothing")
    )


def test_the_first_view_answers_what_from_whom_and_under_control(analyst: Client) -> None:
    said = text(analyst.get("/spend/"))
    assert "The whole group bought for 19 600 kr from 3 suppliers." in said
    assert "Most goes to Bygg och anläggning: 5 000 kr, 26 %." in said or "Most goes to" in said
    assert "49 % (9 700 kr) has no category yet." in said
    assert "Credits of 100 kr are taken off." in said
    assert "was bought outside the process" in said
    assert "nobody can tell: the ledgers name no agreements" in said
    assert "Invoices are paid after 34.0 days on average; 50 % are paid late." in said
    assert "Counted 2026-03-09 10:00 from 2 ledger loads with 9 lines in all" in said


def test_a_reader_sees_own_purchases_alone(client: Client, world: People) -> None:
    buyer = sign_in(client, world.purchaser)
    assert "Utbildningsnämnden bought for 2 100 kr from 2 suppliers." in text(buyer.get("/spend/"))
    said = text(buyer.get("/spend/lines/?all=1"))
    assert "4 lines, 2 100 kr" in said
    assert "Äldrenämnden" not in said
    assert sign_in(client, world.nobody).get("/spend/").status_code == 403


def test_another_authority_in_the_address_is_not_a_choice(
    client: Client, world: People, group: Group
) -> None:
    buyer = sign_in(client, world.purchaser)
    for page in PAGES:
        assert buyer.get(f"{page}?authority={group.care.pk}").status_code == 400
        assert buyer.get(f"{page}?beside={group.care.pk}").status_code == 400
        assert buyer.get(f"{page}?authority=-").status_code == 400


def test_periods_and_authorities_stand_side_by_side(analyst: Client, group: Group) -> None:
    said = text(analyst.get("/spend/authorities/?first=2026-02&last=2026-02"))
    assert "Compared with 2026-01" in said
    assert "\u22125 500 kr" in said
    beside = f"authority={group.education.pk}&beside={group.care.pk}"
    assert "Compared with Äldrenämnden" in text(analyst.get(f"/spend/time/?{beside}"))


def test_a_number_leads_to_lines_with_the_same_kronor(analyst: Client) -> None:
    page = analyst.get("/spend/categories/?all=1").content.decode()
    (address,) = set(re.findall(r'href="(/spend/lines/\?[^"]*category=-[^"]*)"', page))
    assert "3 lines, 10 000 kr" in text(analyst.get(unescape(address)))


def test_the_lines_outside_the_process_are_shown_alone(analyst: Client) -> None:
    said = text(analyst.get("/spend/lines/?all=1&process=outside"))
    assert "outside the purchasing process" in said
    assert "6 lines" in said


def test_a_supplier_is_opened_in_every_view(analyst: Client) -> None:
    livs = supplier_named("Livs AB").id
    assert "bought for 4 900 kr from Livs AB." in text(analyst.get(f"/spend/?supplier={livs}"))
    for page in PAGES:
        assert analyst.get(f"{page}?supplier={livs}").status_code == 200


@pytest.mark.parametrize("page", PAGES[1:5] + PAGES[6:])
def test_the_rows_are_taken_along_in_three_shapes(page: str, analyst: Client) -> None:
    text_file = analyst.get(f"{page}?all=1&format=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text_file), delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(analyst.get(f"{page}?all=1&format=xlsx").content))
    frame = pl.read_parquet(analyst.get(f"{page}?all=1&format=parquet").content)
    assert len(rows) - 1 == book.worksheets[0].max_row - 1 == frame.height > 0
    assert frame["ore"].sum() == (19_900_00)


def test_a_search_finds_suppliers_by_a_part_of_the_name(analyst: Client) -> None:
    said = text(analyst.get("/spend/suppliers/?all=1&q=aktiebolag"))
    assert "Livs Aktiebolag" in said
    assert "Nothing matches the filter" in text(analyst.get("/spend/suppliers/?all=1&q=zzz"))


def test_a_view_is_saved_under_a_name_and_opened_again(analyst: Client) -> None:
    saved = analyst.post(
        "/spend/views/save/",
        {"name": "Februari", "view": "spend-time", "query": "first=2026-02&last=2026-02"},
    )
    assert saved["Location"] == "/spend/time/?first=2026-02&last=2026-02"
    assert "The view “Februari” is saved." in text(analyst.get(saved["Location"]))
    page = analyst.get("/spend/views/")
    assert "Anna Berg" in text(page)
    assert "/spend/time/?first=2026-02&amp;last=2026-02" in page.content.decode()


def test_a_view_without_a_name_is_not_saved(analyst: Client) -> None:
    back = analyst.post("/spend/views/save/", {"name": " ", "view": "x", "query": "all=1"})
    assert back["Location"] == "/spend/?all=1"
    assert "Give the view a name" in text(analyst.get(back["Location"]))
    assert not SpendView.objects.exists()


def test_no_page_asks_the_database_a_question_a_row(analyst: Client) -> None:
    for page in PAGES:
        with CaptureQueriesContext(connection) as asked:
            analyst.get(f"{page}?all=1")
        assert len(asked) <= 16, page


def test_a_line_leads_to_its_supplier_and_the_supplier_to_its_lines(analyst: Client) -> None:
    livs = supplier_named("Livs AB")
    page = f"/suppliers/{livs.id}/"
    assert f'href="{page}"' in analyst.get("/spend/lines/").content.decode()
    shown = analyst.get(page)
    lines = f"/spend/lines/?supplier={livs.id}"
    assert f'href="{lines}"' in shown.content.decode()
    total = analyst.get(lines).context["totals"].total
    assert f"Open all its {total} lines" in text(shown)
