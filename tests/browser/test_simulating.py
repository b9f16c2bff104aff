"""Another edition tried on the history, saved, and its address opened by somebody else."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.world import ANALYST, AUDITOR, GROUP_BOARD

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

SAVED = re.compile(r"/simulations/[0-9a-f-]{36}/$")


def test_a_simulation_is_asked_saved_and_shared(visitor: NewVisitor, tmp_path: Path) -> None:
    me = visitor().sign_in(ANALYST, to="/simulations/")
    me.page.get_by_role("button", name="Simulera").click()
    answer = me.page.locator("#answer").inner_text()
    assert me.figure_of(answer) > 0
    lines = me.take("CSV", tmp_path).read_text("utf-8-sig").splitlines()
    assert len(lines) > me.figure_of(answer)
    me.page.get_by_label("Vad den ska heta").fill("Inför budgeten 2027")
    me.page.get_by_role("button", name="Spara").click()
    expect(me.page).to_have_url(SAVED)
    expect(me.page.get_by_role("status")).to_contain_text("sparad")
    expect(me.page.locator("#answer")).to_have_text(answer)
    assert me.complaints == []

    shared = me.page.url.removeprefix(me.address)
    other = visitor().sign_in(AUDITOR, to=shared)
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Inför budgeten 2027")
    expect(other.page.locator("#answer")).to_have_text(answer)
    assert other.complaints == []

    of_the_companies = visitor().sign_in(GROUP_BOARD)
    refused = of_the_companies.go(shared)
    assert refused
    assert refused.status == 404
    expect(of_the_companies.page.locator("main")).to_contain_text("som du inte får se")


def test_a_number_of_the_answer_leads_to_exactly_that_many_rows(visitor: NewVisitor) -> None:
    me = visitor().sign_in(ANALYST, to="/simulations/result/")
    number = me.page.locator(".sim-moves a").first
    clicked = me.figure_of(number.inner_text())
    number.click()
    assert me.figure_of(me.page.locator(".fu-totals").inner_text()) == clicked
    me.page.locator("#changes tbody th a").first.click()
    expect(me.page.locator("#clauses")).to_be_visible()
    assert me.complaints == []


def test_an_edition_against_itself_is_explained_at_the_field(visitor: NewVisitor) -> None:
    me = visitor().sign_in(ANALYST, to="/simulations/")
    me.page.get_by_label("Till utgåva").select_option(
        me.page.get_by_label("Från utgåva").input_value()
    )
    me.page.get_by_role("button", name="Simulera").click()
    expect(me.page.locator(".kh-error-summary")).to_contain_text("samma utgåva två gånger")
