"""Alarms about suppliers as rows: what a check newly says, where it stands, who answers for it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.contracts.queries import SupplierAlarm, owners
from kornhamn.contracts.types import AlarmState
from kornhamn.organisation.queries import Person
from kornhamn.web.pages.checks.words import kind_in_words, told
from kornhamn.web.pages.suppliers.words import name_of
from kornhamn.web.requests import AppRequest

ALARMS = {
    AlarmState.OPEN: gettext_lazy("Waits for an answer"),
    AlarmState.ACTING: gettext_lazy("Being acted on"),
    AlarmState.SETTLED: gettext_lazy("Settled"),
}
ALARM_COLOURS = {
    AlarmState.OPEN: "danger",
    AlarmState.ACTING: "warning",
    AlarmState.SETTLED: "success",
}


def alarm_rows(found: Iterable[SupplierAlarm], request: AppRequest) -> list[dict[str, Any]]:
    """Return alarms ready to write, each with who answers for it."""
    shown = list(found)
    owned = owners({one.contract for one in shown}, on=request.on)
    return [_row(one, owned[one.contract.pk]) for one in shown]


def _row(one: SupplierAlarm, whose: list[Person]) -> dict[str, Any]:
    state = AlarmState(one.state)
    return {
        "url": reverse("supplier-alarm", args=[one.pk]),
        "supplier": name_of(one.check_answer.supplier, personal=False),
        "check": kind_in_words(one.check_answer),
        "says": " ".join(told(one.check_answer)),
        "contract": one.contract,
        "owners": {str(person.pk) for person in whose},
        "whose": ", ".join(person.name for person in whose)
        or _("Nobody is there: appoint somebody"),
        "state": ALARMS[state],
        "is_settled": state is AlarmState.SETTLED,
        "colour": ALARM_COLOURS[state],
        "act_by": one.act_by,
        "answer": one.outcome or one.answer,
    }
