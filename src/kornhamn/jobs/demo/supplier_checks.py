"""Made-up answers about suppliers under contract, and the alarms that what changed became."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from kornhamn.contracts.actions import answer_alarm, close_alarm, raise_alarms
from kornhamn.contracts.queries import Contract, SupplierAlarm, alarms
from kornhamn.contracts.types import AlarmAnswer
from kornhamn.jobs.demo.contract_keeping import Desk
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import assess_exclusion, record_answers
from kornhamn.suppliers.queries import Supplier
from kornhamn.suppliers.types import (
    Answer,
    CheckKind,
    CheckOutcome,
    CheckSource,
    ExclusionGround,
)

_DAY = timedelta(days=1)
_NO_DEBTS: dict[str, object] = {"public_ore": 0, "private_ore": 0}
_DEBTS: dict[str, object] = {"public_ore": 18_240_000, "private_ore": 4_150_000}
_TAXED: dict[str, object] = {"f_tax": "1", "vat": "1", "employer": "1"}
_NO_F_TAX: dict[str, object] = {"f_tax": "9", "vat": "1", "employer": "1"}
_FIRST, _AGAIN = 120, 8  # days ago that the sources were asked


def check_suppliers(contracts: Iterable[Contract], desk: Desk) -> None:
    """Ask about the contracts' suppliers twice; some answers changed, and their owners answer."""
    suppliers = _suppliers(contracts)
    keys = [one.key for one in suppliers]
    _record(CheckKind.DEBTS, "Kronofogden, svarsfil", _answers(keys, _NO_DEBTS), desk, _FIRST)
    _record(CheckKind.TAX, "Skatteverket", _answers(keys, _TAXED), desk, _FIRST)
    _assess(suppliers[0], desk)
    in_debt = {keys[0]: _DEBTS, keys[-1]: _DEBTS}
    again = _answers(keys, _NO_DEBTS, in_debt)
    _record(CheckKind.DEBTS, "Kronofogden, svarsfil", again, desk, _AGAIN)
    _record(CheckKind.TAX, "Skatteverket",
            _answers(keys, _TAXED, dict.fromkeys(keys[1:3], _NO_F_TAX)), desk, _AGAIN)  # fmt: skip
    raise_alarms(by=SYSTEM, at=desk.before(_AGAIN))
    _answer(suppliers, desk)


def _suppliers(contracts: Iterable[Contract]) -> list[Supplier]:
    """Return the suppliers of some contracts, those of the first contract first."""
    found: dict[int, Supplier] = {}
    for contract in contracts:
        for party in contract.parties.select_related("supplier").order_by("rank", "pk"):
            found.setdefault(party.supplier.key, party.supplier)
    return list(found.values())


def _answers(
    keys: Iterable[int],
    clear: Mapping[str, object],
    remarks: Mapping[int, Mapping[str, object]] | None = None,
) -> list[Answer]:
    wrong = remarks or {}
    return [
        Answer(key, CheckOutcome.REMARK, wrong[key])
        if key in wrong
        else Answer(key, CheckOutcome.CLEAR, clear)
        for key in keys
    ]


def _record(kind: CheckKind, name: str, answers: list[Answer], desk: Desk, ago: int) -> None:
    at = desk.before(ago)
    source = CheckSource(kind, name, version=f"{at:%Y-%m-%d}")
    record_answers(answers, source, by=SYSTEM, at=at)


def _assess(supplier: Supplier, desk: Desk) -> None:
    found = dict.fromkeys(ExclusionGround, False)
    reason = "Läst belastningsutdrag, årsredovisning och arbetsmiljöverkets beslut de tre åren."
    assess_exclusion(supplier, found, reason=reason, by=desk.by, at=desk.before(_FIRST))


def _answer(suppliers: list[Supplier], desk: Desk) -> None:
    """The first waits, the second is acted on, the third is settled: each on the own contracts."""
    own = alarms(desk.by).filter(contract__manager=UUID(desk.by.id))
    for one in own.filter(check_answer__supplier=suppliers[1]):
        promise = "Leverantören visar ny F-skatt eller så upphör avropen. Möte är bokat."
        said = AlarmAnswer(promise, act_by=desk.on + 6 * _DAY)
        answer_alarm(one.pk, said, by=desk.by, at=desk.before(6), on=desk.on - 6 * _DAY)
    for one in own.filter(check_answer__supplier=suppliers[2]):
        _settle(one, desk)


def _settle(one: SupplierAlarm, desk: Desk) -> None:
    said = AlarmAnswer("Fråga Skatteverket och leverantören om F-skatten.", desk.on - 2 * _DAY)
    answer_alarm(one.pk, said, by=desk.by, at=desk.before(7), on=desk.on - 7 * _DAY)
    outcome = "Bolaget hade bytt redovisningsbyrå och missat anmälan. Registrerat igen."
    close_alarm(one.pk, outcome=outcome, by=desk.by, at=desk.before(2))
