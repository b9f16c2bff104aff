"""What the made-up people have answered: the latest procurements of one committee and one company.

So that a first look shows all five verdicts, and what it is like when the facts are there.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import active_person, actor_for
from kornhamn.organisation.types import Actor
from kornhamn.procurement.actions.answer_facts import state_fact
from kornhamn.procurement.actions.depart import record_departure
from kornhamn.procurement.queries.case_list import readable
from kornhamn.procurement.types import About
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import FactType

# who answers, for at most so many procurements of their own authority
ANSWERING = (("farid.haddad@kornhamn.example", 40), ("olga.petrova@kornhamn.example", 25))
_YES = {  # how often a made-up answer is yes, or a choice among several is made
    "process_followed": 0.9,
    "digital_end_to_end": 0.8,
    "uses_subcontractors": 0.4,
    "supplier_dialogue": 0.5,
    "requirements_tied_to_goals": 0.8,
    "environmental_requirements_tied": 0.6,
    "performed_in_sweden": 0.9,
    "bound_by_collective_agreement": 0.7,
    "planning_records": 0.75,
    "procedure_records": 0.4,
    "requirements": 0.45,
    "contract_terms": 0.7,
    "contract_records": 0.6,
    "integrity_safeguards": 0.85,
    "supplier_checks": 0.8,
    "tendering_aids": 0.6,
}
_LEFT_OPEN = 0.15  # how often a question stays unanswered
_SOURCES = (
    "Upphandlingsdokument",
    "Tilldelningsbeslut",
    "Avtal med bilagor",
    "Upphandlingsrapport",
)
_REASONS = (
    "Leverantörsmarknaden saknar i dag lösningar som gör kravet möjligt att ställa.",
    "Kravet är inte lämpligt med hänsyn till kontraktets omfattning.",
)


def answer(*, at: datetime, seed: int = 2026) -> int:
    """Let the standing people answer, and return how many answers and departures they made."""
    chance = random.Random(seed)  # noqa: S311 - a made-up world, not a secret
    made = 0
    for email, most in ANSWERING:
        person = active_person(email=email)
        if person is None:
            continue
        actor = actor_for(person, on=at.date())
        newest = readable(actor).order_by("-published_on", "reference")[:most]
        for procurement in newest.values_list("pk", flat=True):
            made += sum(_answers(procurement, actor, at, chance))
    return made


def _answers(procurement: UUID, by: Actor, at: datetime, chance: random.Random) -> Iterator[bool]:
    for name in _YES:
        if chance.random() < _LEFT_OPEN:
            continue
        value, source = _value(name, chance), chance.choice(_SOURCES)
        yield _tried(
            partial(
                state_fact,
                About.procurement(procurement),
                fact=name,
                value=value,
                source=source,
                by=by,
                at=at,
            )
        )
    if chance.random() < 0.3:
        yield _tried(
            partial(
                record_departure,
                procurement,
                clause=chance.choice(("innovation.open", "environment.programme")),
                reason=chance.choice(_REASONS),
                decided_by="Förvaltningschefen",
                decided_on=(at - timedelta(days=30)).date(),
                by=by,
                at=at,
            )
        )


def _tried(verb: Callable[[], object]) -> bool:
    """Do what a person would try; a refusal is theirs to see, not a fault of the demo."""
    try:
        verb()
    except DomainError:
        return False
    return True


def _value(name: str, chance: random.Random) -> bool | list[str]:
    fact = FACTS[name]
    if fact.type is FactType.CHOICES:
        return [choice for choice in fact.choices if chance.random() < _YES[name]]
    return chance.random() < _YES[name]
