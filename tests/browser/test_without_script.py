"""Everything works where scripts are off: choosing, sorting, filtering, turning pages, saving."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, NewVisitor
from tests.browser.test_answering import answer, answer_links
from tests.browser.world import ANALYST, RESPONSIBLE

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]


def test_the_follow_up_is_chosen_filtered_and_sorted(visitor: NewVisitor) -> None:
    me = visitor(java_script_enabled=False).sign_in(ANALYST, to="/follow-up/")
    me.page.locator(".fu-change summary").click()
    me.page.get_by_label("Del av koncernen").select_option(index=2)
    me.page.locator(".fu-form button").click()
    expect(me.page.locator(".fu-choice__words")).to_contain_text("Bolagen")

    every = me.page.locator("#clauses tbody tr").count()
    me.page.locator(".kh-filter-bar[role=search] select").first.select_option("shall")
    me.page.locator(".kh-filter-bar[role=search] button").click()
    assert 0 < me.page.locator("#clauses tbody tr").count() < every
    expect(me.page.locator(".fu-choice__words")).to_contain_text("Bolagen")

    me.page.locator("#clauses thead a", has_text="Okänt").click()
    shown = me.page.locator("#clauses tbody tr td:nth-child(5)").all_inner_texts()
    numbers = [me.figure_of(text) for text in shown]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) > 1


def test_the_procurements_turn_pages_on_a_phone(visitor: NewVisitor) -> None:
    me = visitor(PHONE, java_script_enabled=False).sign_in(ANALYST, to="/cases/")
    first = me.page.locator("main tbody th").first.inner_text()
    me.page.locator("a[rel=next]").click()
    expect(me.page).to_have_url(re.compile("page=2"))
    assert me.page.locator("main tbody th").first.inner_text() != first


def test_a_question_is_answered(visitor: NewVisitor) -> None:
    me = visitor(PHONE, java_script_enabled=False).sign_in(RESPONSIBLE, to="/cases/")
    me.page.locator("main tbody th a").first.click()
    assert any(answer(me, path, "Avtalet, bilaga 2") for path in answer_links(me))
    me.page.locator("#questions summary", has_text="svar").click()
    expect(me.page.locator("#questions")).to_contain_text("Avtalet, bilaga 2")


def test_a_simulation_is_saved(visitor: NewVisitor) -> None:
    me = visitor(PHONE, java_script_enabled=False).sign_in(ANALYST, to="/simulations/result/")
    me.page.get_by_label("Vad den ska heta").fill("Utan skript")
    me.page.get_by_role("button", name="Spara").click()
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Utan skript")


def test_theme_and_language_are_chosen(visitor: NewVisitor) -> None:
    me = visitor(java_script_enabled=False)
    me.go("/")
    expect(me.page.locator("html")).to_have_attribute("lang", "sv")
    me.page.get_by_role("button", name="English").click()
    expect(me.page.locator("html")).to_have_attribute("lang", "en")
