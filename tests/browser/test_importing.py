"""Files come in by the browser: statistics with a row that cannot be used, and a register."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kornhamn.jobs.demo.group import organisation_number
from tests.browser.conftest import NewVisitor
from tests.browser.jobs import do_waiting_jobs
from tests.browser.world import ADMINISTRATOR, ANALYST, Files, write_files

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

RUN = re.compile(r"/imports/[0-9a-f-]{36}/$")


@pytest.fixture
def more_files(tmp_path: Path) -> Files:
    """Other statistics of the same group, one row of them without its procurement's id."""
    made = write_files(tmp_path, procurements=12, seed=11)
    first = made.statistics[0]
    lines = first.read_text("utf-8").splitlines()
    lines[3] = re.sub(r"\bKH\d+\b", "", lines[3])
    first.write_text("\n".join(lines) + "\n", "utf-8")
    return made


def test_statistics_are_uploaded_and_every_row_is_reported(
    visitor: NewVisitor, more_files: Files
) -> None:
    me = visitor().sign_in(ANALYST, to="/imports/")
    me.follow("Läs in statistik")
    me.page.locator("input[type=file]").set_input_files([str(p) for p in more_files.statistics])
    me.page.get_by_role("button", name="Läs in filerna").click()
    expect(me.page).to_have_url(RUN)
    expect(me.page.locator("progress")).to_be_visible()
    do_waiting_jobs()  # the page asks how far it has come by itself
    expect(me.page.locator("#remarks")).to_be_visible()
    rejected = me.page.locator("#remarks tbody tr", has_text="Raden lästes inte in")
    expect(rejected).to_have_count(1)
    expect(rejected).to_contain_text("procurements.csv")
    expect(rejected.locator("td").nth(1)).to_have_text("4")
    assert me.complaints == []


def test_a_file_that_is_no_statistics_is_refused_in_words(
    visitor: NewVisitor, tmp_path: Path
) -> None:
    wrong = tmp_path / "budget.csv"
    wrong.write_text("konto;belopp\n1;2\n", "utf-8")
    me = visitor().sign_in(ANALYST, to="/imports/new/")
    me.page.locator("input[type=file]").set_input_files(str(wrong))
    me.page.get_by_role("button", name="Läs in filerna").click()
    if RUN.search(me.page.url):
        do_waiting_jobs()
    expect(me.page.locator("main")).to_contain_text("budget.csv")


def test_a_register_shows_what_would_change_before_it_does(
    visitor: NewVisitor, files: Files, tmp_path: Path
) -> None:
    register = tmp_path / "register.csv"
    header = files.register.read_text("utf-8").splitlines()[0]
    new = f"museet;Kornhamns Museum AB;bolag;{organisation_number(99)};;;;;;"
    register.write_text(f"{header}\n{new}\n", "utf-8")
    me = visitor().sign_in(ADMINISTRATOR, to="/organisation/")
    me.follow("Läs in koncernen")
    me.page.locator("input[type=file]").set_input_files(str(register))
    me.page.locator("form.kh-form button").first.click()
    expect(me.page.locator("main")).to_contain_text("Kornhamns Museum AB")
    other = visitor().sign_in(ANALYST, to="/organisation/")
    expect(other.page.locator("main")).not_to_contain_text("Kornhamns Museum AB")
    me.page.locator("form[action='/organisation/import/'] button").click()
    me.go("/organisation/")
    expect(me.page.locator("main")).to_contain_text("Kornhamns Museum AB")
    assert me.complaints == []
