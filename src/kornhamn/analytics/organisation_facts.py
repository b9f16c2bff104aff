"""What is known of the authorities and of the group as a whole, gathered for a snapshot."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connection

from kornhamn.analytics.types import AuthorityInfo
from kornhamn.analytics.types.ledgers import LedgerFact
from kornhamn.categories.queries import category_facts
from kornhamn.organisation.queries import authorities_within, authority_facts, group_facts
from kornhamn.organisation.types import SYSTEM, Permission
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.guidance import is_stale
from kornhamn.rulebook.types import Facts, FactType, FactValue, Instrument

OF_THE_PROGRAMME = ("guidance_complete", "guidance_up_to_date")
# a blank code is the group as a whole
_STATED = """
SELECT COALESCE(a.code, ''), s.fact, s.value::text FROM procurement_statedfact s
LEFT JOIN organisation_authority a ON a.id = s.authority_id
WHERE s.procurement_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The authorities by code, the facts of each, and the facts of the group."""

    authorities: tuple[AuthorityInfo, ...]
    facts: Mapping[str, Facts]
    group: Facts
    from_ledgers: tuple[LedgerFact, ...] = ()  # they are among `facts` too

    @property
    def answering(self) -> tuple[AuthorityInfo, ...]:
        """Those that answer for clauses of their own: the ones with facts."""
        return tuple(a for a in self.authorities if a.code in self.facts)


def gather(instrument: Instrument, *, on: date, counted: Iterable[LedgerFact] = ()) -> Organisation:
    """Return what is known that day.

    What is recorded, or `counted` from the ledgers, wins over what people stated.
    """
    authorities = tuple(
        AuthorityInfo(a.pk, a.code, a.name, a.kind, a.organisation_number)
        for a in sorted(
            authorities_within(SYSTEM, Permission.FOLLOW_UP), key=lambda each: each.code
        )
    )
    stated = _stated()
    recorded = {str(row["authority_id"]): row for row in authority_facts(on)}
    answering = {a.code: _typed(recorded[str(a.id)]) for a in authorities if str(a.id) in recorded}
    told = tuple(
        replace(each, stated=stated.get(each.authority, {}).get(each.fact))
        for each in counted
        if each.authority in answering
    )
    return Organisation(
        authorities,
        {code: stated.get(code, {}) | _of(code, told) | answering[code] for code in answering},
        stated.get("", {})
        | _of_the_programme(instrument, on)
        | _typed(category_facts(on))
        | _typed(group_facts(on)),
        told,
    )


def without_ledgers(organisation: Organisation, code: str) -> Facts:
    """Return what would be known of an authority without its ledger: what people stated."""
    own = [each for each in organisation.from_ledgers if each.authority == code]
    return {**organisation.facts[code], **{each.fact: each.stated for each in own}}


def _of(code: str, counted: Iterable[LedgerFact]) -> dict[str, FactValue]:
    return {each.fact: each.value for each in counted if each.authority == code}


def written(organisation: Organisation) -> str:
    """Return the organisation as JSON, the same text for the same content."""
    return json.dumps(
        {
            "authorities": [
                [str(a.id), a.code, a.name, a.kind, a.organisation_number]
                for a in organisation.authorities
            ],
            "facts": {code: dict(facts) for code, facts in organisation.facts.items()},
            "group": dict(organisation.group),
            "ledgers": [astuple(each) for each in organisation.from_ledgers],
        },
        ensure_ascii=False,
        sort_keys=True,
        default=str,
    )


def read(text: str) -> Organisation:
    """Return the organisation that was written."""
    content = json.loads(text)
    return Organisation(
        tuple(AuthorityInfo(UUID(key), *rest) for key, *rest in content["authorities"]),
        {code: _typed(facts) for code, facts in content["facts"].items()},
        _typed(content["group"]),
        tuple(_ledger_fact(*row) for row in content.get("ledgers", ())),
    )


def _ledger_fact(
    code: str, fact: str, value: object, first: str, last: str, stated: object
) -> LedgerFact:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return LedgerFact(code, fact, _value(fact, value), *days, _value(fact, stated))


def _of_the_programme(instrument: Instrument, on: date) -> dict[str, FactValue]:
    """Return what the files of the edition in force say about the group's duties."""
    in_force = [a.edition for a in instrument.adoptions if a.holds_on(on)]
    guidance = [c.guidance for name in in_force for c in instrument.edition(name).clauses]
    if not guidance:
        return {}
    return {
        "guidance_complete": all(each.text.sv.strip() and each.owner for each in guidance),
        "guidance_up_to_date": not any(is_stale(each, on=on) for each in guidance),
    }


def _stated() -> dict[str, dict[str, FactValue]]:
    """Return the answers people gave, by the authority's code; of the group under no code."""
    stated: dict[str, dict[str, FactValue]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STATED)
        for code, name, value in cursor.fetchall():
            stated.setdefault(code, {})[name] = json.loads(value)
    return {code: _typed(facts) for code, facts in stated.items()}


def _typed(facts: Mapping[str, object]) -> dict[str, FactValue]:
    """Return declared facts with JSON's values as the engine holds them."""
    return {name: _value(name, value) for name, value in facts.items() if name in FACTS}


def _value(name: str, value: object) -> FactValue:
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    if FACTS[name].type is FactType.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, bool | int | str) else None
