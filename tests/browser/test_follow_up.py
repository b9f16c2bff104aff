"""From a figure to its rows, to a case, to the answer that was missing, and back to the figure."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.world import ANALYST

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]


def test_a_number_of_the_follow_up_leads_to_exactly_that_many_rows(visitor: NewVisitor) -> None:
    me = visitor().sign_in(ANALYST, to="/follow-up/")
    number = me.page.locator("#clauses td a").first
    clicked = me.figure_of(number.inner_text())
    number.click()
    expect(me.page.locator(".fu-totals")).to_be_visible()
    assert me.figure_of(me.page.locator(".fu-totals").inner_text()) == clicked
    assert me.complaints == []
