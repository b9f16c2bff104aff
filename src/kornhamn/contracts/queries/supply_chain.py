"""The chain of subcontractors, what flows down it, which checks are due, and alarms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import polars as pl
from django.db import connection
from django.db.models import Q, QuerySet

from kornhamn.contracts.models import (
    Contract,
    ContractedSupplier,
    ContractTerm,
    Subcontractor,
    SupplierAlarm,
)
from kornhamn.contracts.queries.standing import STANDING
from kornhamn.contracts.types import AlarmState, SubcontractorState
from kornhamn.organisation.permissions import CATALOGUE
from kornhamn.organisation.queries import Person, standing_people
from kornhamn.organisation.types import Actor, Permission, Role
from kornhamn.suppliers.queries import family_of
from kornhamn.suppliers.rules.rhythm import INTERVALS
from kornhamn.suppliers.types import CheckKind

_EVERYBODY = 100_000
LIVING_CHAIN = (SubcontractorState.PROPOSED, SubcontractorState.APPROVED)
# suppliers that work under a running contract, those of the chain too
UNDER_CONTRACT = f"""
WITH RECURSIVE {STANDING},
agreed AS (
SELECT p.contract_id AS contract, p.supplier_id AS supplier FROM contracts_contractedsupplier p
JOIN contracts_contract c ON c.key = p.contract_id AND c.state = 'in-force'
UNION
SELECT s.contract_id, s.supplier_id FROM contracts_subcontractor s
JOIN contracts_contract c ON c.key = s.contract_id AND c.state = 'in-force'
WHERE s.state IN ('proposed', 'approved')
)
SELECT DISTINCT a.contract, t.supplier FROM agreed a
JOIN standing t ON t.key = a.supplier AND t.merged_into_id IS NULL
"""  # noqa: S608 - made of constants
_DUE = f"""
WITH watched AS (SELECT DISTINCT supplier FROM ({UNDER_CONTRACT}) u)
SELECT w.supplier, s.name, k.kind, c.last_asked_at::date AS last_asked
FROM watched w
JOIN suppliers_supplier s ON s.key = w.supplier
CROSS JOIN unnest(%(kinds)s::text[], %(before)s::date[]) AS k(kind, before)
LEFT JOIN suppliers_check c ON c.supplier_id = w.supplier AND c.kind = k.kind AND c.is_current
WHERE c.last_asked_at IS NULL OR c.last_asked_at::date < k.before
ORDER BY k.kind, c.last_asked_at NULLS FIRST, s.name
"""  # noqa: S608 - made of constants
_DUE_SCHEMA = pl.Schema(
    {"supplier": pl.Int32(), "name": pl.String(), "kind": pl.String(), "last_asked": pl.Date()}
)


@dataclass(frozen=True, slots=True)
class Flow:
    """A term that must bind a subcontractor, and the evidence that it does."""

    term: ContractTerm
    evidence: str


def due_checks(on: date) -> pl.DataFrame:
    """Return supplier, name, kind and last_asked (null: never) of the checks that are due."""
    kinds = [kind.value for kind in INTERVALS]
    before = [on - INTERVALS[CheckKind(kind)] for kind in kinds]
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"kinds": kinds, "before": before})
        return pl.DataFrame(cursor.fetchall(), schema=_DUE_SCHEMA, orient="row")


def chain_of(contract: Contract) -> QuerySet[Subcontractor]:
    """Return a contract's subcontractors, tier by tier."""
    found = Subcontractor.objects.filter(contract=contract)
    return found.select_related("supplier", "party__supplier", "above__supplier").prefetch_related(
        "confirmations"
    )


def subcontractor_of(subcontractor_id: UUID, actor: Actor) -> Subcontractor | None:
    """Return a subcontractor under a contract that the actor may read."""
    readable = Contract.objects.visible_to(actor)
    found = Subcontractor.objects.filter(pk=subcontractor_id, contract__in=readable)
    return found.select_related("contract__authority", "supplier", "party__supplier").first()


def flows_to(one: Subcontractor) -> list[Flow]:
    """Return the terms that must bind a subcontractor, each with its evidence or none."""
    return flows_among(one, flowing_terms(one.contract))


def flowing_terms(contract: Contract) -> list[ContractTerm]:
    """Return the terms of a contract that must bind subcontractors too."""
    return list(contract.terms.filter(flow__isnull=False).select_related("flow"))


def flows_among(one: Subcontractor, terms: Iterable[ContractTerm]) -> list[Flow]:
    """Return those of the terms that flow down to a subcontractor, with evidence or none."""
    given = {row.term_id: row.evidence for row in one.confirmations.all()}
    return [
        Flow(term, given.get(term.pk, ""))
        for term in terms
        if term.flow.deepest is None or one.tier <= term.flow.deepest
    ]


def alarms(actor: Actor) -> QuerySet[SupplierAlarm]:
    """Return the alarms about contracts that the actor may read, the oldest first."""
    readable = Contract.objects.visible_to(actor)
    return SupplierAlarm.objects.filter(contract__in=readable).select_related(
        "contract__authority", "contract__manager", "check_answer__supplier"
    )


def alarm_of(alarm_id: UUID, actor: Actor) -> SupplierAlarm | None:
    """Return an alarm about a contract that the actor may read."""
    return alarms(actor).filter(pk=alarm_id).first()


def open_alarms_about(contracts: Iterable[int], actor: Actor) -> QuerySet[SupplierAlarm]:
    """Return the alarms not settled about the suppliers of some contracts, whichever they name."""
    keys = list(contracts)
    parties = ContractedSupplier.objects.filter(contract__in=keys)
    suppliers = family_of(parties.values_list("supplier_id", flat=True))
    about = Q(contract__in=keys) | Q(check_answer__supplier__in=suppliers)
    return alarms(actor).exclude(state=AlarmState.SETTLED).filter(about)


def alarms_of(supplier: int, actor: Actor) -> QuerySet[SupplierAlarm]:
    """Return the alarms about a supplier (its key) and those one with it, the latest first."""
    return (
        alarms(actor)
        .filter(check_answer__supplier__in=family_of([supplier]))
        .order_by("-raised_at")
    )


def waiting_alarms(actor: Actor, *, on: date) -> list[SupplierAlarm]:
    """Return the alarms that wait for this actor: open ones, and actions whose day has come."""
    waiting = alarms(actor).exclude(state=AlarmState.SETTLED)
    found = [one for one in waiting if one.act_by is None or one.act_by <= on]
    owned = owners({one.contract for one in found}, on=on)
    return [one for one in found if any(str(p.pk) == actor.id for p in owned[one.contract.pk])]


def owners(contracts: Iterable[Contract], *, on: date) -> dict[int, list[Person]]:
    """Return who answers for each contract that day: it is never nobody while somebody is there.

    Its manager, while appointed to manage contracts there; else whoever is responsible for
    purchasing in the authority; else the group's analysts. Reckoned from who is there, so that
    nothing is lost when one leaves.
    """
    here = standing_people(on, most=_EVERYBODY)
    giving = {grant.role for grant in CATALOGUE if grant.permission is Permission.MANAGE_CONTRACTS}
    manage = {(each.person_id, each.authority_id) for each in here if each.role in giving}
    responsible = [each for each in here if each.role == Role.PURCHASING_RESPONSIBLE]
    analysts = [each.person for each in here if each.role == Role.GROUP_ANALYST]
    found: dict[int, list[Person]] = {}
    for contract in contracts:
        own = [each.person for each in responsible if each.authority_id == contract.authority_id]
        manager = contract.manager
        if manager and {(manager.pk, contract.authority_id), (manager.pk, None)} & manage:
            own = [manager]
        found[contract.pk] = own or analysts
    return found
