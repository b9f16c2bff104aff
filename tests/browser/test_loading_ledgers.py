"""A ledger comes in by the browser: its columns are looked at, it is loaded, and undone."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.jobs import do_waiting_jobs
from tests.browser.world import ANALYST

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

LOAD = re.compile(r"/ledgers/[0-9a-f-]{36}/$")
LEDGER = """Leverantör;Orgnr;Konto;Förvaltning;Bokföringsdatum;Fakturanr;Nettobelopp;Kod X
Städ i Örebro AB;556677-8899;64400 Livsmedel;Utbildningsnämnden;2026-02-03;F1;1 200,50;a
Åkes Åkeri;800101-1236;70518 Resor utrike;Okänd enhet;2026-02-04;F2;-30,00;b
Foo AB;556677-0000;70518 Resor utrike;Okänd enhet;2026-02-05;F3;hundra;c
"""


def test_a_ledger_is_looked_at_loaded_reported_and_undone(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    path = tmp_path / "reskontra.csv"
    path.write_text(LEDGER, "cp1252")
    me = visitor().sign_in(ANALYST, to="/imports/")
    me.follow("Reskontror")
    _look(me.page, "list")
    me.page.goto(f"{me.address}/ledgers/new/")
    _look(me.page, "new")
    me.page.locator("input[type=file]").set_input_files(str(path))
    me.page.get_by_label("En ny reskontras namn").fill("Kommunen")
    me.page.get_by_role("button", name="Fortsätt").click()
    expect(me.page).to_have_url(LOAD)
    expect(me.page.get_by_label("Nettobelopp", exact=True)).to_have_value("amount")
    expect(me.page.locator("main")).to_contain_text("800101-****")
    _look(me.page, "mapping")
    me.page.get_by_role("button", name="Läs in reskontran").click()
    expect(me.page.locator("progress")).to_be_visible()
    do_waiting_jobs()
    expect(me.page.locator("#remarks tbody tr")).to_have_count(1)
    expect(me.page.locator("main")).to_contain_text("2 rader lästes in. En gjorde det inte")
    _look(me.page, "load")
    me.page.get_by_role("link", name="Ångra inläsningen").click()
    _look(me.page, "undo")
    me.page.get_by_role("button", name="Ångra inläsningen").click()
    undone = me.page.locator("#ledgers tbody tr", has_text="Kommunen")
    expect(undone).to_contain_text("Ångrad")
    assert me.complaints == []


def _look(page: object, name: str) -> None:
    """Keep a picture of the page where somebody asked for pictures."""
    folder = os.environ.get("KORNHAMN_PICTURES")
    if folder:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})  # type: ignore[attr-defined]
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)  # type: ignore[attr-defined]
        page.set_viewport_size({"width": 1280, "height": 900})  # type: ignore[attr-defined]
