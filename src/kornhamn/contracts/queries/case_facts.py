"""What contracts tell of the procurement they came out of."""

import json
from uuid import UUID

from django.db import connection

from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import FactType, FactValue

CASE_FACTS = (
    "contract_terms",
    "contract_deviations",
    "contract_ended",
    "contract_records",
    "uses_subcontractors",
    "supplier_checks",
    "production_risk",
    "category_status",
    "category_strategy_basis",
)
_ONE = f"SELECT {', '.join(CASE_FACTS)} FROM contracts_case_facts WHERE procurement_id = %s"  # noqa: S608 - constants


def facts_of_case(procurement_id: UUID) -> dict[str, FactValue]:
    """Return what contracts, and the checks of their suppliers, tell of a procurement.

    What nobody knows is left out; an open list holds what is recorded, and maybe more.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [procurement_id])
        row = cursor.fetchone()
    told = dict(zip(CASE_FACTS, row, strict=True)) if row else {}
    return {name: _value(name, value) for name, value in told.items() if value is not None}


def _value(name: str, value: bool | str) -> FactValue:  # noqa: FBT001 - a fact's value
    """Return a value as the engine holds it: the database tells a list as JSON."""
    is_list = FACTS[name].type is FactType.CHOICES
    return tuple(json.loads(value)) if is_list and isinstance(value, str) else value
