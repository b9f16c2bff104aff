"""A day's work with a ledger: load it, settle suppliers and categories, answer, share, undo."""

import re
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import expect

from kornhamn.jobs.demo.group import authorities
from kornhamn.jobs.demo.ledger import ledger
from kornhamn.jobs.demo.ledger_files import write_national
from tests.browser.conftest import NewVisitor
from tests.browser.jobs import do_waiting_jobs
from tests.browser.visitor import Visitor
from tests.browser.world import ANALYST, BODIES

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

LOAD = re.compile(r"/ledgers/[0-9a-f-]{36}/$")
LINES, MERGES, SURE, CORRECTIONS = 3_000, 10, 80, 20


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A ledger of the municipality in the national format, and its sum in öre."""
    own = [body for body in authorities(BODIES) if body.kind != "bolag"]
    frame = pl.concat(ledger(LINES, own, seed=7))
    path = tmp_path_factory.mktemp("month") / "reskontra-2025.csv"
    write_national([frame], path)
    return path, int(frame["ore"].sum())


def test_a_days_work(visitor: NewVisitor, month: tuple[Path, int]) -> None:
    path, ore = month
    me = visitor().sign_in(ANALYST, to="/ledgers/")
    load = load_a_ledger(me, path, ore)
    settle_suppliers(me)
    correct_categories(me)
    answer_a_question(me)
    share_a_view(me, visitor)
    undo_the_load(me, load)
    assert me.complaints == []


def load_a_ledger(me: Visitor, path: Path, ore: int) -> str:
    """Upload, look at the columns, load; the report's kronor are the file's own."""
    me.follow("Läs in en reskontra")
    me.page.locator("input[type=file]").set_input_files(str(path))
    name = me.page.locator("main").get_by_label(re.compile("reskontra|källa", re.IGNORECASE))
    name.last.fill("Kommunens reskontra")
    me.page.get_by_role("button", name="Fortsätt").click()
    me.page.get_by_role("button", name="Läs in reskontran").click()
    expect(me.page).to_have_url(LOAD)
    do_waiting_jobs()
    me.page.reload()
    report = me.page.locator("main")
    expect(report).to_contain_text("Varje rad och varje öre är redovisat")
    kronor = f"{ore // 100:,}".replace(",", "\u00a0")
    assert kronor in report.inner_text().replace("\u202f", "\u00a0")
    return me.page.url


def settle_suppliers(me: Visitor) -> None:
    """Settle ten of the pairs that may be one supplier."""
    me.go("/suppliers/queue/")
    for _ in range(MERGES):
        merge = me.page.get_by_role("button", name="Samma: slå ihop")
        keep = me.page.get_by_role("button", name="Två leverantörer")
        expect(merge.or_(keep).first).to_be_visible()
        question = me.page.locator("#question").inner_text()
        score = int(re.search(r"(\d+)\s*%", me.page.locator("main").inner_text())[1])  # type: ignore[index]
        (merge if score >= SURE else keep).first.click()
        expect(me.page.locator("#question", has_text=question)).to_have_count(0)


def correct_categories(me: Visitor) -> None:
    """Say twenty categories, let the model learn, and read that it did."""
    for _ in range(CORRECTIONS):
        me.go("/classification/")
        me.page.locator("form button[name=category]").first.click()
        expect(me.page.get_by_text("är nu").first).to_be_visible()
    me.go("/classification/model/")
    me.page.get_by_role("button", name="Lär om").click()
    do_waiting_jobs()
    me.go("/classification/model/")
    expect(me.page.locator("#learned")).to_be_visible()
    learned = me.page.locator("table tbody tr").first.locator("td")
    assert me.figure_of(learned.nth(3).inner_text()) >= CORRECTIONS


def answer_a_question(me: Visitor) -> None:
    """Answer a question that the figures raised."""
    me.go("/flags/?queue=group")
    me.page.locator("main table tbody a").first.click()
    form = me.page.locator("form.kh-form")
    for box in form.locator("textarea, input[type=text]:not([name=done_by])").all():
        box.fill("Fakturan var delad på två enheter; avtal finns.")
    form.get_by_role("button", name="Spara svaret").click()
    expect(me.page.locator("main")).to_contain_text("Fakturan var delad på två enheter")


def share_a_view(me: Visitor, visitor: NewVisitor) -> None:
    """Save a view of what was bought; somebody else opens it by its address."""
    me.go("/spend/suppliers/")
    me.page.get_by_text("Spara vyn").first.click()
    me.page.get_by_label("Vyns namn").fill("Största leverantörerna")
    me.page.get_by_role("button", name="Spara", exact=True).click()
    me.go("/spend/views/")
    link = me.page.locator("main").get_by_role("link", name="Största leverantörerna").first
    address = link.get_attribute("href")
    assert address
    other = visitor().sign_in("Cecilia Åkesson", to=address)
    expect(other.page.locator("main")).to_contain_text("kr")


def undo_the_load(me: Visitor, load: str) -> None:
    """Undo the load as a whole; the record says who did it."""
    me.page.goto(load)
    me.follow("Ångra inläsningen")
    me.page.get_by_role("button", name="Ångra inläsningen").click()
    do_waiting_jobs()
    me.page.goto(load)
    expect(me.page.locator("main")).to_contain_text(ANALYST)
    expect(me.page.locator("main")).to_contain_text("ångrad")
