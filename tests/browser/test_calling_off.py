"""Somebody in the group needs a consultant: finds how to buy one, and calls off by rank."""

import re

import pytest
from playwright.sync_api import expect

from kornhamn.contracts.models import CallOff, Contract
from kornhamn.contracts.types import CallOffState
from tests.browser.conftest import PHONE, NewVisitor
from tests.browser.visitor import Visitor
from tests.browser.world import PURCHASER

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

TITLE, FIRST, SECOND = "Konsulter R1", "Hamnens Data AB", "Skeppets Data AB"
WHAT, WHY = "Utredning av skolskjutsar", "Svarade i går att ingen är ledig före sommaren."


def test_a_call_off_from_the_first_question_to_the_contracts_page(visitor: NewVisitor) -> None:
    me = visitor(PHONE).sign_in(PURCHASER, to="/")
    find_how_to_buy(me)
    pass_over_the_first(me)
    meet_the_ceiling(me)
    call_off(me)
    find_it_on_the_contracts_page(me)
    assert me.complaints == []


def find_how_to_buy(me: Visitor) -> None:
    """Two clicks beside the word itself: from whom, at what price, and how."""
    me.follow("Kan jag bara avropa?")
    me.page.get_by_label("Vad behöver du?").fill("konsulter")
    me.page.get_by_role("button", name="Sök").click()
    hit = me.page.locator("section.ds-card", has_text=TITLE)
    expect(hit).to_contain_text(f"Fråga i rangordning: 1. {FIRST}, 2. {SECOND}.")
    me.follow(TITLE)
    main = me.page.locator("main")
    expect(main).to_contain_text(f"{FIRST} står på tur. Den är först i rangordningen.")
    expect(main).to_contain_text("Senior konsult 985 kr i timmen.")
    expect(main).to_contain_text("I rangordning. Fråga den som är först")
    assert not me.is_wider_than_the_screen()


def pass_over_the_first(me: Visitor) -> None:
    """It takes a reason in words; then the next one has the turn, and nothing is kept yet."""
    me.page.get_by_label("Vad avropas?").fill(WHAT)
    me.page.get_by_label("Vad är det värt").fill("9 960 000")
    me.page.locator("summary", has_text="Har någon tackat nej").click()
    me.page.get_by_label(f"Förbigås {FIRST}?").select_option(label="Den kan inte leverera")
    me.page.get_by_role("button", name="Se vem som står på tur").click()
    expect(me.page.locator(".ds-error-summary")).to_contain_text("Skriv vem som svarade")
    note = me.page.get_by_label(f"Varför, och hur {FIRST} sade det")
    expect(note).to_be_visible()
    note.fill(WHY)
    me.page.get_by_role("button", name="Se vem som står på tur").click()
    expect(me.page.locator("main")).to_contain_text(f"{SECOND} står på tur.")
    assert not CallOff.objects.filter(what=WHAT).exists()


def meet_the_ceiling(me: Visitor) -> None:
    """Past the ceiling it is refused, what is left is said, and what was written stays."""
    me.page.get_by_role("button", name="Registrera avropet").click()
    said = me.page.locator(".ds-error-summary")
    expect(said).to_contain_text(re.compile(r"9\s?950\s?000 kr återstår av taket"))
    expect(me.page.get_by_label("Med vilket stöd får avtalet")).to_be_visible()
    expect(me.page.get_by_label("Vad avropas?")).to_have_value(WHAT)
    assert not me.is_wider_than_the_screen()


def call_off(me: Visitor) -> None:
    """A smaller order fits below the ceiling."""
    me.page.get_by_label("Vad är det värt").fill("8 000 000")
    me.page.get_by_role("button", name="Registrera avropet").click()
    expect(me.page.locator("h1")).to_have_text(WHAT)
    main = me.page.locator("main")
    expect(main).to_contain_text("Den är nästa i rangordningen")
    expect(main).to_contain_text(f"{FIRST}: Den kan inte leverera. {WHY}")
    made = CallOff.objects.get(what=WHAT)
    assert made.state == CallOffState.ORDERED
    assert made.party is not None
    assert (made.party.supplier.name, made.ore) == (SECOND, 800_000_000)


def find_it_on_the_contracts_page(me: Visitor) -> None:
    """The contract tells what was called off, from whom and why, and that its ceiling is near."""
    contract = Contract.objects.get(title=TITLE)
    me.go(f"/contracts/{contract.id}/")
    me.follow("Avrop")
    row = me.page.locator("tr", has_text=WHAT)
    expect(row).to_contain_text(SECOND)
    expect(row).to_contain_text(WHY)
    expect(me.page.get_by_role("alert").or_(me.page.locator(".ds-alert"))).to_contain_text(
        "Taket är nära"
    )
    assert not me.is_wider_than_the_screen()
