"""A check says something new about a supplier: its owner hears of it, answers and closes it."""

import pytest
from playwright.sync_api import expect

from kornhamn.contracts.actions import raise_alarms
from kornhamn.contracts.models import SupplierAlarm
from kornhamn.contracts.types import AlarmState
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.models import Supplier
from kornhamn.suppliers.types import CheckKind, ExclusionGround
from tests.browser.conftest import NewVisitor
from tests.browser.moment import AT
from tests.browser.visitor import Visitor
from tests.browser.world import ANALYST, RESPONSIBLE

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

SUPPLIER, CONTRACT = "Hamnens Data AB", "Datorer och skärmar"
FOUND = "Skatteverket: tre månaders arbetsgivaravgifter är obetalda."
PROMISE = "Leverantören visar en betalningsplan, annars hålls nya avrop inne."
DAY = "2999-12-31"
OUTCOME = "Betalningsplan visad och följd. Nya avrop får göras."


def test_an_alarm_from_the_check_to_the_suppliers_page(visitor: NewVisitor) -> None:
    analyst = visitor().sign_in(ANALYST, to=f"/suppliers/{_supplier().id}/")
    assess(analyst, there=False, reason="Inget att anmärka.")
    assess(analyst, there=True, reason=FOUND)
    raise_alarms(by=SYSTEM, at=AT)
    me = visitor().sign_in(RESPONSIBLE, to="/")
    take_it(me)
    answer_it(me)
    close_it(me)
    find_it_on_the_suppliers_page(me)
    assert analyst.complaints == me.complaints == []


def assess(me: Visitor, *, there: bool, reason: str) -> None:
    """Assess every ground of exclusion, with one of them there or none."""
    me.go(f"/suppliers/{_supplier().id}/")
    me.follow("Bedöm uteslutningsgrunderna")
    for ground in ExclusionGround:
        is_there = there and ground is ExclusionGround.TAXES
        said = "yes" if is_there else "no"
        me.page.locator(f"input[name='{ground.value}'][value='{said}']").check()
    me.page.get_by_label("Vad har du tittat på").fill(reason)
    me.page.get_by_role("button", name="Spara").click()
    expect(me.page.locator("#checks + ul, #checks ~ ul").first).to_contain_text(
        "Uteslutningsgrunder"
    )


def take_it(me: Visitor) -> None:
    """The start page leads the owner to what is new, and to what the source says."""
    me.page.locator("main").get_by_role("link", name="om leverantörer väntar på dig").click()
    mine = me.page.locator("section", has=me.page.locator("#mine"))
    row = mine.locator("tr", has_text=FOUND).filter(has_text=CONTRACT)
    expect(row).to_contain_text("Väntar på svar")
    row.get_by_role("link", name=SUPPLIER).click()
    main = me.page.locator("main")
    expect(main).to_contain_text(FOUND)
    expect(main).to_contain_text(RESPONSIBLE)


def answer_it(me: Visitor) -> None:
    """An answer takes words; with a day it is a promise that comes back."""
    me.page.get_by_role("button", name="Spara").click()
    expect(me.page.locator(".ds-error-summary")).to_be_visible()
    me.page.get_by_label("Vad ska göras").fill(PROMISE)
    me.page.get_by_label("När är det gjort?").fill(DAY)
    me.page.get_by_role("button", name="Spara").click()
    main = me.page.locator("main")
    expect(main).to_contain_text("Åtgärdas")
    expect(main).to_contain_text(f"{RESPONSIBLE}, ska vara gjort {DAY}")


def close_it(me: Visitor) -> None:
    """What the promise led to settles the alarm."""
    me.page.get_by_label("Vad ledde det till?").fill(OUTCOME)
    me.page.get_by_role("button", name="Spara").click()
    expect(me.page.locator("main")).to_contain_text("Avslutat")
    expect(me.page.get_by_role("button", name="Spara")).to_have_count(0)
    alarm = _alarm()
    assert alarm.state == AlarmState.SETTLED
    assert (alarm.answer, alarm.outcome) == (PROMISE, OUTCOME)


def find_it_on_the_suppliers_page(me: Visitor) -> None:
    """Whoever looks at the supplier sees that the alarm came, and how it ended."""
    me.follow("Leverantörens sida")
    expect(me.page.locator("h1")).to_have_text(SUPPLIER)
    row = me.page.locator("#alarms ~ .kh-table tr", has_text=FOUND).filter(has_text=CONTRACT)
    expect(row).to_contain_text("Avslutat")
    expect(row).to_contain_text(OUTCOME)


def _supplier() -> Supplier:
    return Supplier.objects.get(name=SUPPLIER)


def _alarm() -> SupplierAlarm:
    return SupplierAlarm.objects.get(
        check_answer__kind=CheckKind.EXCLUSION, contract__title=CONTRACT
    )
