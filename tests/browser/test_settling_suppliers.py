"""Questions about suppliers answered from the keyboard, without script and on a phone."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, NewVisitor
from tests.browser.test_every_page import WCAG
from tests.browser.visitor import Visitor
from tests.browser.world import ANALYST
from tests.rooms.suppliers.test_settling import settled

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]
AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
PICTURES = os.environ.get("KORNHAMN_PICTURES", "")


@pytest.fixture(scope="module")
def asked(site: str) -> str:
    """The suite with some questions about suppliers."""
    settled(
        AT,
        ("Ahlsell Sverige AB", "556012-9206", "Örebro", "5050-1055"),
        ("AHLSELL SVERIGE AKTIEBOLAG", "", "", ""),
        ("ahlsell sverige", "L17"),
        ("Rydells Bokhandel i Kornhamn AB", "556104-3539", "Kornhamn"),
        ("Rydels Bokhandel i Kornhamn AB", "", "Kornhamn"),
        ("Cramo AB", "556057-3452", "", "5050-1066"),
        ("Cramo AB", "556057-4352", "", "5050-1066"),
        ("Skeppsbrons Glasmästeri AB", "556297-3320", "Kornhamn"),
        ("Skepsbrons Glasmästeri AB", "", "Kornhamn"),
        ("Anna Bergs Måleri", "700101-1234", "Kornhamn"),
    )
    return site


def looked_at(me: Visitor, name: str) -> None:
    """Keep a picture where somebody asked for one, and let axe look."""
    if PICTURES:
        me.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    found = Axe().run(me.page, options=WCAG).response["violations"]
    assert found == []
    assert not me.is_wider_than_the_screen()


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_pages_read_well(asked: str, visitor: NewVisitor, size: tuple[int, int]) -> None:
    me = visitor(size).sign_in(ANALYST, to="/suppliers/")
    looked_at(me, f"list-{size[0]}")
    me.go("/suppliers/queue/")
    looked_at(me, f"queue-{size[0]}")
    me.go("/suppliers/?q=ahlsell+sverige+ab")
    me.follow(re.compile("Ahlsell Sverige AB"))
    looked_at(me, f"supplier-{size[0]}")
    assert me.complaints == []


def test_a_question_is_answered_and_taken_back_without_script_from_the_keyboard(
    asked: str, visitor: NewVisitor
) -> None:
    me = visitor(PHONE, java_script_enabled=False).sign_in(ANALYST, to="/suppliers/queue/")
    first = me.page.locator("#question").inner_text()
    merge = me.page.get_by_role("button", name=re.compile("slå ihop"))
    merge.focus()
    me.page.keyboard.press("Enter")
    expect(me.page.locator("main")).to_contain_text("slogs ihop med")
    assert me.page.locator("#question").inner_text() != first
    back = me.page.get_by_role("button", name=re.compile("^Ångra|^Ta tillbaka")).first
    back.focus()
    me.page.keyboard.press("Enter")
    expect(me.page.locator("body")).to_contain_text("Ångrat:")
    expect(me.page.locator("#question")).to_have_text(first)


def test_passing_over_asks_the_next_and_keeping_apart_asks_no_more(
    asked: str, visitor: NewVisitor
) -> None:
    me = visitor(WIDE).sign_in(ANALYST, to="/suppliers/queue/")
    first = me.page.locator("#question").inner_text()
    me.follow("Hoppa över")
    second = me.page.locator("#question").inner_text()
    assert second != first
    me.page.get_by_role("button", name=re.compile("håll isär")).click()
    expect(me.page.locator("main")).to_contain_text("hålls isär")
    assert me.page.locator("#question").inner_text() != second
