"""From a figure to its rows, to a case, to the answer that was missing, and back to the figure."""

import re

import pytest
from playwright.sync_api import expect

from kornhamn.analytics.actions import refresh
from kornhamn.organisation.types import SYSTEM
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor
from tests.browser.world import ANALYST, AT, RESPONSIBLE

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

CASE = re.compile(r"/cases/[0-9a-f-]{36}/")


def test_numbers_lead_to_exactly_that_many_rows(visitor: NewVisitor) -> None:
    me = visitor().sign_in(ANALYST, to="/follow-up/")
    links = me.page.locator("#clauses td a", has_not_text="kr").all()
    numbers = [(link.inner_text(), link.get_attribute("href") or "") for link in links]
    numbers = [(text, href) for text, href in numbers if "/cases/" in href and "%" not in text]
    assert len(numbers) > 50
    for text, href in (numbers[0], numbers[len(numbers) // 2], numbers[-1]):
        me.go(href)
        totals = me.page.locator(".fu-totals").inner_text().replace("En ", "1 upphandling ")
        assert me.figure_of(totals) == me.figure_of(text), href
    assert me.complaints == []


def test_an_answer_in_a_case_changes_the_figures(visitor: NewVisitor) -> None:
    me = visitor().sign_in(RESPONSIBLE, to="/follow-up/")
    before = unknowns(me)
    me.page.locator(".fu-wanted a").first.click()
    me.page.locator("#procurements tbody th a").first.click()
    expect(me.page).to_have_url(CASE)
    case = me.page.url.removeprefix(me.address)  # as under the edition that is followed up
    asked, unknown = me.figure_of(questions(me)), unknowns_here(me)
    for path in answer_links(me):
        if unknowns_here(me) < unknown:
            break
        answer(me, path, "Protokoll § 12")
        me.go(case)
    known = unknown - unknowns_here(me)
    assert known > 0
    assert me.figure_of(questions(me)) < asked
    me.page.locator("#questions summary", has_text="svar").click()
    expect(me.page.locator("#questions")).to_contain_text("Protokoll § 12")
    refresh(by=SYSTEM, at=AT)
    assert unknowns(me) == before - known
    assert me.complaints == []


def test_an_answer_that_cannot_be_read_is_kept_and_explained(visitor: NewVisitor) -> None:
    me = visitor().sign_in(RESPONSIBLE, to="/cases/")
    me.page.locator("main tbody th a").first.click()
    me.page.locator("#questions a.ds-button").first.click()
    source = me.page.locator("[name=source]")
    source.fill("Avtalet")
    me.page.get_by_role("button", name="Spara", exact=True).click()
    expect(me.page.locator(".kh-error-summary")).to_be_focused()
    expect(source).to_have_value("Avtalet")


def unknowns(me: Visitor) -> int:
    """Return how many assessments the follow-up says are unknown."""
    me.go("/follow-up/")
    tile = me.page.locator(".kh-key-figure[data-verdict=unknown] .kh-key-figure__value")
    return me.figure_of(tile.inner_text())


def unknowns_here(me: Visitor) -> int:
    """Return how many clauses are unknown in the case looked at."""
    count = me.page.locator(".fu-counts [data-verdict=unknown] .kh-verdict__count")
    return me.figure_of(count.inner_text()) if count.count() else 0


def questions(me: Visitor) -> str:
    """Return how many questions are open in the case looked at, in words."""
    return me.page.locator("#questions-title").inner_text()


def answer_links(me: Visitor) -> list[str]:
    """Return where the open questions of the case looked at are answered."""
    links = me.page.locator(".fu-questions a.ds-button[href*='/facts/']").all()
    return [link.get_attribute("href") or "" for link in links]


def answer(me: Visitor, path: str, source: str) -> bool:
    """Answer a question of yes or no with the first of them; leave others, and say so."""
    me.go(path)
    choices = me.page.locator("form.kh-form input[type=radio]")
    if not choices.count():
        return False
    choices.first.check()
    me.page.locator("[name=source]").fill(source)
    me.page.get_by_role("button", name="Spara", exact=True).click()
    expect(me.page).to_have_url(CASE)
    return True
