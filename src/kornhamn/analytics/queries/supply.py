"""Which part of the suite answers each fact, and why a fact may still be unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kornhamn.analytics.columns import LAW_FACTS, RECORDED
from kornhamn.analytics.ledger_facts import ANSWERED
from kornhamn.analytics.organisation_facts import OF_THE_PROGRAMME
from kornhamn.categories.queries import CATEGORY_FACTS
from kornhamn.contracts.queries import CASE_FACTS
from kornhamn.organisation.queries import ORGANISATION_FACTS
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Clause, Fact, FactType

_PERSON = "person"
SUPPLY: Mapping[str, tuple[str, ...]] = {
    "statistics": tuple(name for name in RECORDED if name not in CASE_FACTS),
    "law": LAW_FACTS,
    "contracts": CASE_FACTS,
    "ledgers": ANSWERED,
    "organisation": ORGANISATION_FACTS,
    "categories": CATEGORY_FACTS,
    "programme": OF_THE_PROGRAMME,
}
_SUPPLIER = {name: room for room, names in SUPPLY.items() for name in names}


class Why(StrEnum):
    """Why a fact may be unknown."""

    NOT_RECORDED = "not-recorded"  # a part of the suite answers it, where it has the record
    OPEN_LIST = "open-list"  # the same, and what is not recorded is left to a person
    ASKED = "asked"  # no record holds it: somebody must answer
    NOBODY = "nobody"  # a register should, and none is connected; until then somebody may answer


@dataclass(frozen=True, slots=True)
class Supplied:
    """A fact, the part of the suite that answers it (blank where none does), and why not."""

    fact: Fact
    by: str
    why: Why


def supplied(name: str) -> Supplied:
    """Return who answers a fact."""
    fact, by = FACTS[name], _SUPPLIER.get(name, "")
    if by == "contracts" and fact.type is FactType.CHOICES:
        return Supplied(fact, by, Why.OPEN_LIST)
    if by:
        return Supplied(fact, by, Why.NOT_RECORDED)
    return Supplied(fact, by, Why.ASKED if fact.supplied_by == _PERSON else Why.NOBODY)


def asked_by(clause: Clause) -> tuple[Supplied, ...]:
    """Return the facts a clause asks for, in its order, each with who answers it."""
    names = dict.fromkeys((*clause.applies.facts, *clause.satisfied.facts))
    return tuple(supplied(name) for name in names)
