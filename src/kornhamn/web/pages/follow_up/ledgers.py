"""What the ledgers answer in the follow-up: by how much the unknown shrinks, and with what."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from kornhamn.analytics.queries.follow_up import ledger_answers
from kornhamn.analytics.queries.snapshots import authorities
from kornhamn.analytics.types.ledgers import LedgerFact
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import FactType, FactValue
from kornhamn.web import formats
from kornhamn.web.pages.follow_up.selection import Choice, said


def from_ledgers(choice: Choice, scope: Scope) -> dict[str, Any]:
    """Return what the page says of the ledgers: nothing where they answer nothing."""
    answers = ledger_answers(choice.selection, scope)
    names = {each.code: each.name for each in authorities(scope)}
    return {
        "ledgers_answer": answers.assessments,
        "ledger_facts": [_line(each, names) for each in answers.facts],
        "ledgers_contradict": len(answers.contradicted),
        "ledger_headings": [_("Authority"), _("Fact"), _("By the ledger"), _("Days"), _("Stated")],
    }


def _line(fact: LedgerFact, names: Mapping[str, str]) -> list[str]:
    days = f"{formats.iso_date(fact.first_on)} – {formats.iso_date(fact.last_on)}"
    return [
        names.get(fact.authority, fact.authority),
        said(FACTS[fact.fact].label),
        _value(fact.fact, fact.value),
        days,
        _stated(fact),
    ]


def _stated(fact: LedgerFact) -> str:
    if fact.stated is None:
        return ""
    said_before = _value(fact.fact, fact.stated)
    return (
        _("%(stated)s: says otherwise") % {"stated": said_before}
        if fact.is_contradicted
        else said_before
    )


def _value(name: str, value: FactValue) -> str:
    if FACTS[name].type is FactType.MONEY and isinstance(value, int):
        return formats.kronor(value)
    return _("Yes") if value is True else _("No") if value is False else str(value)
