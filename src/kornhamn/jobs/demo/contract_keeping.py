"""How a made-up contract is kept: checks with photos, deviations, penalties, meetings, lessons."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PIL import Image, ImageDraw

from kornhamn.contracts.actions import (
    Agreed,
    NewStep,
    add_document,
    call_meeting,
    decide_sanction,
    do_check,
    finish_agreed,
    finish_step,
    follow_deviation,
    keep_minutes,
    note_deviation,
    plan_step,
    write_lesson,
    write_term,
)
from kornhamn.contracts.queries import Contract, ContractTerm
from kornhamn.contracts.types import (
    CheckAnswer,
    CheckDone,
    CheckState,
    DeviationVerb,
    Found,
    SanctionDecision,
    SanctionSaid,
    StepTaken,
    TermKind,
)
from kornhamn.files.documents import examine_document
from kornhamn.files.pictures import Picture, picture
from kornhamn.jobs.demo.contract_terms import terms_of
from kornhamn.organisation.types import Actor

_DAY = timedelta(days=1)
_BEGAN = 90 * _DAY  # how long before today the follow-up began
_SIDE, _FLOOR = 640, 420


@dataclass(frozen=True, slots=True)
class Desk:
    """Who keeps the contract, and the moment that is today."""

    by: Actor
    at: datetime
    on: date

    def before(self, days: int) -> datetime:
        """Return the moment so many days ago."""
        return self.at - days * _DAY


def write_terms(contract: Contract, desk: Desk) -> list[ContractTerm]:
    """Write the terms of a contract down as of the day its follow-up began."""
    began = desk.on - _BEGAN
    return [
        write_term(contract, term, by=desk.by, at=desk.at - _BEGAN, on=began)
        for term in terms_of(desk.on)
    ]


def follow_up(contract: Contract, desk: Desk) -> None:
    """Check a contract, find it short twice, claim once and waive once, and meet the supplier."""
    terms = {term.kind: term for term in write_terms(contract, desk)}
    delivery, quality = terms[TermKind.DELIVERY], terms[TermKind.QUALITY]
    _check(delivery, CheckDone(CheckAnswer.MET, "Alla följesedlar före 06.30."), desk)
    seen = CheckDone(CheckAnswer.NOT_MET, "Lastpallen kom 09.10: frukosten fick skjutas upp.")
    late = _check(delivery, seen, desk)
    _check(quality, CheckDone(CheckAnswer.PARTLY, "Två av fem varor avvek i vikt."), desk)
    what = "Leveranserna till Hamnskolan kommer mellan 08 och 09.30 i stället för före 06.30."
    _late_deliveries(contract, delivery, Found(what, desk.on - 32 * _DAY, desk.on - 6 * _DAY,
                                               term=delivery.pk, check=late), desk)  # fmt: skip
    _wrong_goods(contract, quality, desk)
    _meet(contract, desk)
    _keep_document(contract, desk)


def prepare(contract: Contract, desk: Desk) -> None:
    """Plan what must be done before a contract works, with one step done and one late."""
    first = contract.period.lower
    steps = (
        ("Utse avtalsförvaltare och avsätt timmar", desk.on - 20 * _DAY),
        ("Startmöte med leverantören", desk.on - 2 * _DAY),
        ("Lägg in priser och artiklar i inköpssystemet", first - 21 * _DAY),
        ("Berätta för dem som köper vad som är nytt", first - 14 * _DAY),
    )
    planned = [
        plan_step(contract, NewStep(what, day), by=desk.by, at=desk.before(30))
        for what, day in steps
    ]
    finish_step(planned[0].pk, by=desk.by, at=desk.before(21))


def learn(contract: Contract, happened: str, advice: str, desk: Desk) -> None:
    """Write what a contract taught."""
    write_lesson(contract, happened=happened, advice=advice, by=desk.by, at=desk.before(10))


def photo(name: str) -> Picture:
    """Return a picture of a loading dock, as a telephone would have taken it."""
    made = Image.new("RGB", (_SIDE, _SIDE * 3 // 4), "#9fb4c0")
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, _FLOOR, _SIDE, _SIDE), fill="#6d7378")
    for left in range(90, _SIDE - 120, 170):
        draw.rectangle((left, 240, left + 120, _FLOOR), fill="#b98a55", outline="#7a5a34", width=4)
    content = io.BytesIO()
    made.save(content, "JPEG")
    content.seek(0)
    return picture(content, name)


def _check(term: ContractTerm, done: CheckDone, desk: Desk) -> UUID:
    check = term.checks.filter(state=CheckState.PLANNED).earliest("due_on")
    at = desk.at - (desk.on - check.due_on)
    do_check(check.pk, done, [photo("lastkaj.jpg")], by=desk.by, at=at)
    return check.pk


def _late_deliveries(contract: Contract, term: ContractTerm, found: Found, desk: Desk) -> None:
    """One deviation that was put right and paid for, and one of today that is late."""
    mended = Found(
        "Tre leveranser uteblev under höstlovet.", desk.on - 70 * _DAY, desk.on - 50 * _DAY,
        term=term.pk,
    )  # fmt: skip
    old = note_deviation(contract, mended, by=desk.by, at=desk.before(68))
    remedied = StepTaken(DeviationVerb.REMEDY, "Ny rutt, inga uteblivna leveranser sedan dess.")
    day = desk.on - 52 * _DAY
    follow_deviation(old.pk, remedied, by=desk.by, at=desk.before(52), on=day)
    claimed = SanctionSaid(SanctionDecision.CLAIMED, "Avtalet 7.2; leverantören hade varnats.")
    decide_sanction(old.pk, claimed, by=desk.by, at=desk.before(50), on=day)
    new = note_deviation(contract, found, by=desk.by, at=desk.before(30))
    answered = StepTaken(DeviationVerb.ANSWER, "Leverantören byter chaufför och provkör rutten.")
    follow_deviation(new.pk, answered, by=desk.by, at=desk.before(20), on=desk.on - 20 * _DAY)


def _wrong_goods(contract: Contract, term: ContractTerm, desk: Desk) -> None:
    """A small fault that was accepted, its price reduction waived with a reason."""
    found = Found(
        "Två varor vägde mindre än produktbladet säger.", desk.on - 40 * _DAY, desk.on - 20 * _DAY,
        term=term.pk,
    )  # fmt: skip
    noted = note_deviation(contract, found, by=desk.by, at=desk.before(40))
    day = desk.on - 25 * _DAY
    accepted = StepTaken(DeviationVerb.ACCEPT, "Gäller ett parti; ersattes utan kostnad.")
    follow_deviation(noted.pk, accepted, by=desk.by, at=desk.before(25), on=day)
    reason = "Felet rättades samma dag och beloppet är lägre än handläggningen kostar."
    waived = SanctionSaid(SanctionDecision.WAIVED, reason, value_ore=420_000)
    decide_sanction(noted.pk, waived, by=desk.by, at=desk.before(24), on=day)


def _meet(contract: Contract, desk: Desk) -> None:
    """A meeting held a month ago with what was agreed, and one to come."""
    held = call_meeting(
        contract, held_on=desk.on - 28 * _DAY, agenda="Leveranstider\nStickprovet i höstas",
        by=desk.by, at=desk.before(40),
    )  # fmt: skip
    agreed = [
        Agreed("Skicka ny ruttplan för alla skolor", "Leverantören", desk.on - 14 * _DAY),
        Agreed("Lämna lista över kök med ny öppettid", desk.by.name, desk.on - 20 * _DAY),
    ]
    minutes = "Leverantören medger förseningarna. Ny ruttplan tas fram och provkörs i två veckor."
    keep_minutes(held.pk, minutes=minutes, agreed=agreed, by=desk.by, at=desk.before(27))
    finish_agreed(held.actions.latest("what").pk, by=desk.by, at=desk.before(15))
    call_meeting(
        contract, held_on=desk.on + 9 * _DAY, agenda="Ruttplanen\nOptionen", by=desk.by, at=desk.at
    )


def _keep_document(contract: Contract, desk: Desk) -> None:
    text = f"Avtal {contract.reference}\n{contract.title}\n\nPåhittat avtal i en påhittad kommun.\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "avtal.txt"
        path.write_text(text, encoding="utf-8")
        source = examine_document(path, f"Avtal {contract.reference.replace('/', '-')}.txt")
        add_document(contract, source, by=desk.by, at=desk.before(80))
