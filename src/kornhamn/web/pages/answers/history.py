"""What was done to a procurement, an authority or the group, in words, from the audit trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kornhamn.audit.queries import Done
from kornhamn.rulebook.facts import FACTS
from kornhamn.web.pages.answers.values import said, value_words
from kornhamn.web.pages.follow_up.selection import instrument

_TOLD = {
    "fact.stated",
    "fact.withdrawn",
    "departure.recorded",
    "departure.withdrawn",
    "procurement.corrected",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done: when, by whom, what."""

    number: int
    at: datetime
    by: str
    text: str
    details: str = ""


def events(done: Iterable[Done]) -> list[Event]:
    """Return what was done as sentences, but for what others tell: who is appointed, say."""
    return [_event(one) for one in done if one.verb in _TOLD]


def _event(done: Done) -> Event:
    text, details = _words(done.verb, done.details)
    return Event(done.number, done.at, done.by, text, details)


def _words(verb: str, details: Mapping[str, Any]) -> tuple[str, str]:
    if verb in {"fact.stated", "fact.withdrawn"} and details.get("fact") in FACTS:
        fact = FACTS[details["fact"]]
        answered = _("Answered “%(question)s”: %(value)s")
        withdrew = _("Took back the answer to “%(question)s”: %(value)s")
        text = answered if verb == "fact.stated" else withdrew
        words = {"question": said(fact.question), "value": value_words(fact, details.get("value"))}
        return text % words, str(details.get("source", ""))
    if verb == "departure.recorded":
        return _("Recorded a departure from “%(clause)s”") % _clause(details), str(
            details.get("reason", "")
        )
    if verb == "departure.withdrawn":
        return _("Took back the departure from “%(clause)s”") % _clause(details), ""
    if verb == "procurement.corrected":
        return _("A corrected file changed the record"), ", ".join(sorted(details))
    return verb, ""


def _clause(details: Mapping[str, Any]) -> dict[str, str]:
    """Return the clause by its title in any edition, or by the name the trail has."""
    name = str(details.get("clause", ""))
    titles = {
        clause.id: said(clause.title) for one in instrument().editions for clause in one.clauses
    }
    return {"clause": titles.get(name, name)}
