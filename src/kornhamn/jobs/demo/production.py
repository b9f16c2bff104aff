"""Made-up risks of production, what suppliers were asked, and what they mend."""

from datetime import timedelta
from uuid import UUID

from kornhamn.jobs.demo.contract_keeping import Desk
from kornhamn.jobs.demo.sellers import sellers
from kornhamn.suppliers.actions import (
    assess_risk,
    finish_supply_action,
    note_answer,
    plan_supply_action,
    send_inquiry,
)
from kornhamn.suppliers.types import NewInquiry, NewRisk, RiskArea, RiskLevel

_DAY = timedelta(days=1)
_LIST = "US Department of Labor, List of Goods Produced by Child Labor or Forced Labor"
_INDEX = "ITUC Global Rights Index"
WORKWEAR, COMPUTERS, FOOD, FURNITURE = "2040", "1610", "2210", "3010"
RISKS = (
    NewRisk(WORKWEAR, "BD", RiskArea.LABOUR, RiskLevel.HIGH, _INDEX,
            "Sömnad hos underleverantörer. Föreningsfriheten kränks."),
    NewRisk(WORKWEAR, "BD", RiskArea.CHILDREN, RiskLevel.MEDIUM, _LIST,
            "Kläder står på listan. Störst risk i små verkstäder."),
    NewRisk(COMPUTERS, "CD", RiskArea.CHILDREN, RiskLevel.HIGH, _LIST,
            "Kobolt till batterier bryts delvis i småskaliga gruvor."),
    NewRisk(COMPUTERS, "CN", RiskArea.LABOUR, RiskLevel.MEDIUM, _LIST,
            "Lång övertid och inhyrd personal i monteringen."),
    NewRisk(FOOD, "CI", RiskArea.CHILDREN, RiskLevel.HIGH, _LIST,
            "Kakao. Gäller choklad och bakning, liten del av inköpen."),
    NewRisk(FOOD, "BR", RiskArea.ENVIRONMENT, RiskLevel.MEDIUM, "Egen bedömning, se strategin",
            "Soja i foder till kött och mejeri."),
    NewRisk(FURNITURE, "", RiskArea.ENVIRONMENT, RiskLevel.LOW, "Egen bedömning, se strategin",
            "Svenskt och finskt trä med spårbarhetsmärkning."),
)  # fmt: skip
_ABOUT = (
    "Var och av vem tillverkas varorna, led för led?\n"
    "Hur kontrolleras arbetstider, löner och minimiålder?\n"
    "Vilka revisioner är gjorda de senaste två åren, och vad visade de?"
)


def watch_production(desk: Desk) -> None:
    """Assess the risks; one supplier has answered and mends, one waits and one is late."""
    for risk in RISKS:
        assess_risk(risk, by=desk.by, at=desk.before(150), on=desk.on - 150 * _DAY)
    _answered(desk)
    for category, sent, due in ((WORKWEAR, 70, -20), (FOOD, 10, 25)):
        for one in sellers(category, 1):
            _ask(one.key, category, sent, due, desk)


def _answered(desk: Desk) -> None:
    """Computers: the answer came with evidence, one thing is mended and one is not."""
    for one in sellers(COMPUTERS, 1):
        inquiry = _ask(one.key, COMPUTERS, 130, -90, desk)
        answer = (
            "Monteras i två fabriker i Kina. Kobolten spåras till smältverk, inte till gruva. "
            "Revisionen i våras fann övertid över gränsen i den ena fabriken."
        )
        evidence = "Revisionsrapport från april, smältverkslista. I diariet, bilaga 4–5."
        note_answer(inquiry, answer=answer, evidence=evidence, by=desk.by, at=desk.before(95),
                    on=desk.on - 95 * _DAY)  # fmt: skip
        done = _plan(inquiry, "Övertiden ner till högst 60 timmar i veckan", -20, desk)
        how = "Uppföljande revision: 57 timmar i snitt under september, lönelistor visade."
        finish_supply_action(done, how=how, by=desk.by, at=desk.before(22),
                             on=desk.on - 22 * _DAY)  # fmt: skip
        _plan(inquiry, "Spåra kobolten till gruva, eller byt smältverk", 120, desk)


def _ask(supplier: int, category: str, sent: int, due: int, desk: Desk) -> UUID:
    new = NewInquiry(supplier, category, _ABOUT, desk.on + due * _DAY)
    return send_inquiry(new, by=desk.by, at=desk.before(sent), on=desk.on - sent * _DAY).pk


def _plan(inquiry: UUID, text: str, due: int, desk: Desk) -> UUID:
    made = plan_supply_action(
        inquiry, text=text, due_on=desk.on + due * _DAY, by=desk.by, at=desk.before(90),
        on=desk.on - 90 * _DAY,
    )  # fmt: skip
    return made.pk
