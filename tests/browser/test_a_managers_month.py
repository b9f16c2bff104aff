"""A contract manager's month: a check on a phone, a deviation, a penalty, an option, a lesson."""

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image
from playwright.sync_api import expect

from kornhamn.categories.queries import category, of_cpv
from kornhamn.contracts.models import Contract, Lesson, TermCheck
from kornhamn.contracts.types import CheckState, TermKind
from kornhamn.procurement.models import Procurement
from tests.browser.conftest import PHONE, NewVisitor
from tests.browser.visitor import Visitor
from tests.browser.world import RESPONSIBLE

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db]

TITLE = "Datorer och skärmar"
WRONG = "Tolv skärmar saknas på Hamnskolan."
ADVICE = "Räkna in skärmarna vid varje leverans."


def test_a_managers_month(visitor: NewVisitor) -> None:
    on_the_phone = visitor(PHONE).sign_in(RESPONSIBLE, to="/contracts/mine/")
    do_a_check(on_the_phone)
    me = visitor().sign_in(RESPONSIBLE, to="/contracts/mine/")
    note_the_deviation(me)
    claim_the_penalty(me)
    use_the_option(me)
    meet_the_supplier(me)
    write_a_lesson(me)
    meet_the_lesson_again(me)
    assert on_the_phone.complaints == me.complaints == []


def do_a_check(me: Visitor) -> None:
    """Open the check that waits, see that it is not as agreed, and keep a photo of it."""
    expect(me.page.locator("main")).to_contain_text("Kontroll: Leverans")
    me.follow("Kontroll: Leverans")
    assert not me.is_wider_than_the_screen()
    me.page.get_by_role("button", name="Spara vad du såg").click()
    expect(me.page.get_by_role("alert").or_(me.page.locator(".ds-error-summary"))).to_be_visible()
    me.page.get_by_label("Inte som avtalat").check()
    me.page.get_by_label(re.compile("Vad såg du")).fill(WRONG)
    photo = {"name": "hamnskolan.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    me.page.locator("input[type=file]").set_input_files(files=[photo])
    me.page.get_by_role("button", name="Spara vad du såg").click()
    expect(me.page.locator("main")).to_contain_text("Det är inte som utlovat")
    kept = me.page.locator("main img").first
    expect(kept).to_be_visible()
    assert kept.evaluate("image => image.naturalWidth") > 0
    assert not me.is_wider_than_the_screen()


def _photo() -> bytes:
    """A photo that says where it was taken."""
    made, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (1600, 1200), "seagreen").save(made, "JPEG", exif=exif)
    return made.getvalue()


def note_the_deviation(me: Visitor) -> None:
    """From the check that was done: a deviation with a last day and somebody who sees to it."""
    check = TermCheck.objects.filter(state=CheckState.DONE, note=WRONG).get()
    assert check.evidence.count() == 1
    me.go(f"/contracts/checks/{check.pk}/")
    me.follow("Notera en avvikelse")
    expect(me.page.get_by_label("Vad är fel?")).to_have_value(WRONG)
    me.page.get_by_label("Sedan vilken dag").fill(_day(-10))
    me.page.get_by_label("Ska vara rättad senast").fill(_day(7))
    me.page.get_by_label(re.compile("Vem ser till det")).select_option(label=RESPONSIBLE)
    me.page.get_by_role("button", name="Notera", exact=True).click()
    expect(me.page.locator("h1")).to_contain_text(WRONG)
    me.page.get_by_label("Leverantören svarar").check()
    me.page.get_by_label("Vad sades eller gjordes?").fill("Skärmarna kommer på fredag.")
    me.page.get_by_role("button", name="Spara steget").click()
    expect(me.page.locator("main")).to_contain_text("Leverantören har svarat")


def claim_the_penalty(me: Visitor) -> None:
    """What the term says is counted step by step, and claimed with a reason."""
    cost = me.page.locator("section", has=me.page.locator("#penalty"))
    expect(cost).to_contain_text(re.compile(r"2\spåbörjade veckor × 15\s000\skr = 30\s000\skr"))
    cost.get_by_label("Kräv vitet").check()
    cost.get_by_label("Varför?").fill("Avtalet 7.2. Andra gången på ett år.")
    cost.get_by_role("button", name="Besluta om vitet").click()
    expect(me.page.locator("main")).to_contain_text(re.compile(r"Krävt: 30\s000\skr"))


def use_the_option(me: Visitor) -> None:
    """Prolong the contract in time and with a reason."""
    me.go(f"/contracts/{_contract().id}/")
    me.follow("Besluta om optionen")
    me.page.get_by_label("Förläng avtalet").check()
    me.page.get_by_label("Varför?").fill("Uppföljningen visar god kvalitet.")
    me.page.get_by_role("button", name="Besluta", exact=True).click()
    expect(me.page.locator("main")).to_contain_text("2032-12-31")
    expect(me.page.locator("main")).to_contain_text("Uppföljningen visar god kvalitet.")


def meet_the_supplier(me: Visitor) -> None:
    """Call a meeting with what waits on the agenda, keep minutes, and finish what was agreed."""
    me.go(f"/contracts/{_contract().id}/follow-up/")
    me.follow("Kalla till möte")
    expect(me.page.get_by_label("Vad som ska tas upp")).to_have_value(re.compile(WRONG))
    me.page.get_by_label("Mötets dag").fill(_day(0))
    me.page.get_by_role("button", name="Spara").click()
    me.page.get_by_label("Vad som sades").fill("Leverantören beklagar och räknar om lagret.")
    agreed = f"Räkna om lagret; Hamnens Data AB; {_day(14)}"
    me.page.get_by_label(re.compile("Vad som överenskoms")).fill(agreed)
    me.page.get_by_role("button", name="Spara anteckningarna").click()
    expect(me.page.locator("main")).to_contain_text("Räkna om lagret")
    me.page.get_by_role("button", name=re.compile("Det är klart")).first.click()
    expect(me.page.locator("main")).to_contain_text("Klart")


def write_a_lesson(me: Visitor) -> None:
    """Write what the contract taught."""
    me.go(f"/contracts/{_contract().id}/follow-up/")
    me.follow("Skriv en lärdom")
    me.page.get_by_label("Vad hände?").fill("Skärmar saknades utan att någon räknat dem.")
    me.page.get_by_label(re.compile("Vad ska nästa")).fill(ADVICE)
    me.page.get_by_role("button", name="Spara").click()
    expect(me.page.locator("main")).to_contain_text(ADVICE)


def meet_the_lesson_again(me: Visitor) -> None:
    """The next case in the category shows the lesson, and says what it does with it."""
    contract = _contract()
    case = Procurement.objects.filter(authority=contract.authority).earliest("title")
    case.cpv = category(contract.category).cpv[0].ljust(8, "0")
    case.save()
    found = of_cpv(case.cpv)
    assert found is not None
    assert found.code == contract.category
    me.go(f"/cases/{case.pk}/")
    use = me.page.get_by_role("button", name=re.compile(f"Används här.*{ADVICE[:20]}"))
    lesson = me.page.locator("form", has=use)
    lesson.get_by_role("textbox").fill("Mottagningskontroll i kravlistan.")
    use.click()
    expect(me.page.locator("main")).to_contain_text("Mottagningskontroll i kravlistan.")
    assert Lesson.objects.get(advice=ADVICE).answers.count() == 1


def _contract() -> Contract:
    return Contract.objects.select_related("authority").get(title=TITLE)


def _day(from_today: int) -> str:
    check = TermCheck.objects.filter(state=CheckState.DONE, note=WRONG).get()
    assert check.done_at is not None
    assert check.term.kind == TermKind.DELIVERY
    day: date = check.done_at.date() + timedelta(days=from_today)
    return day.isoformat()
