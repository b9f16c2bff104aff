"""Contracts where scripts are off: what leaks is looked into, a list comes in and is undone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kornhamn.contracts.models import Contract
from tests.browser.conftest import PHONE, NewVisitor
from tests.browser.jobs import do_waiting_jobs
from tests.browser.visitor import Visitor
from tests.browser.world import ANALYST

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

LIST = """Diarienr;Vad det gäller;Nämnd/bolag;Motpart;Fr.o.m.;T.o.m.;Egen kolumn
Z 1;Band;Utbildningsnämnden;Repslagarens Band AB;2025-01-01;2031-12-31;a
Z 2;Rep;Utbildningsnämnden;Repslagarens Band AB;2025-02-01;2031-12-31;b
Z 3;Tåg;Utbildningsnämnden;Repslagarens Band AB;våren;2031-12-31;c
"""


def test_loyalty_is_narrowed_and_followed_to_its_lines(visitor: NewVisitor) -> None:
    me = visitor(PHONE, java_script_enabled=False).sign_in(ANALYST, to="/contracts/loyalty/")
    expect(me.page.locator(".sp-headline")).to_contain_text(re.compile("avtal"))
    me.page.locator("main").get_by_role("link", name="Alla månader").click()
    expect(me.page.locator("main")).to_contain_text("Datorer och skärmar")
    covered = me.page.locator("tr", has_text="Avtalet gällde den dagen")
    amount = covered.get_by_role("link").inner_text()
    covered.get_by_role("link").click()
    expect(me.page.locator(".sp-headline")).to_contain_text(amount.replace("\u00a0kr", ""))
    expect(me.page.locator("main tbody tr").first).to_contain_text("Hamnens Data AB")
    assert not me.is_wider_than_the_screen()
    assert me.complaints == []


def test_a_contract_list_is_mapped_loaded_reported_and_undone(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    path = tmp_path / "avtal.csv"
    path.write_text(LIST, "cp1252")
    me = visitor(java_script_enabled=False).sign_in(ANALYST, to="/contracts/lists/")
    upload(me, path)
    correct_the_columns(me)
    read_the_report(me)
    undo(me)
    assert me.complaints == []


def upload(me: Visitor, path: Path) -> None:
    me.follow("Läs in en avtalslista")
    me.page.locator("input[type=file]").set_input_files(str(path))
    me.page.get_by_label("Namnet på en ny källa").fill("Repslagarens lista")
    me.page.get_by_role("button", name="Fortsätt").click()
    expect(me.page.locator("h1")).to_have_text("avtal.csv")
    assert not Contract.objects.filter(reference="Z 1").exists()


def correct_the_columns(me: Visitor) -> None:
    """A column that nobody can guess is told, and one that is guessed can be left out."""
    me.page.get_by_label("Vad det gäller").select_option(value="title")
    expect(me.page.get_by_label("Motpart")).to_have_value("supplier")
    me.page.get_by_role("button", name="Läs in listan").click()
    do_waiting_jobs()
    me.page.reload()


def read_the_report(me: Visitor) -> None:
    """Every row is accounted for: two are contracts, one says why it is none."""
    main = me.page.locator("main")
    expect(main).to_contain_text("Filen har 3 rader. 2 är nu avtal, och 1 kunde inte tas in.")
    expect(me.page.locator("tr", has_text="Z 3")).to_contain_text("Det är ingen dag")
    assert Contract.objects.get(reference="Z 1").title == "Band"


def undo(me: Visitor) -> None:
    me.follow("Ångra inläsningen")
    expect(me.page.locator("main")).to_contain_text("2 avtal som kom med den tas bort.")
    me.page.locator("main").get_by_role("button", name="Ångra inläsningen").click()
    expect(me.page.locator("tr", has_text="Repslagarens lista")).to_contain_text("Ångrad")
    assert not Contract.objects.filter(reference__startswith="Z ").exists()
