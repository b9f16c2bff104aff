"""A posting in doubt gets its category in a press, and is given back in another."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, NewVisitor
from tests.browser.world import ANALYST

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]


def test_a_posting_is_decided_and_undone_on_a_phone_without_script(visitor: NewVisitor) -> None:
    me = visitor(PHONE, java_script_enabled=False).sign_in(ANALYST, to="/classification/")
    expect(me.page.locator("main")).to_contain_text("Kajens Papper AB")
    first = me.page.locator("main form.kh-stack").first
    first.locator("summary").click()
    first.locator("select").select_option(label="Husbyggnad")
    first.get_by_role("button", name="Spara").click()
    expect(me.page.locator("main")).to_contain_text("är nu Husbyggnad")
    me.page.get_by_role("button", name="Ångra").click()
    expect(me.page.locator("body")).to_contain_text("väntar igen")
    assert me.complaints == []
