"""What contracts tell of the procurement they came out of."""

import json
from uuid import UUID

from django.db import connection

from kornhamn.rulebook.types import FactValue

CASE_FACTS = ("contract_terms", "contract_deviations", "contract_ended")
_ONE = f"SELECT {', '.join(CASE_FACTS)} FROM contracts_case_facts WHERE procurement_id = %s"  # noqa: S608 - constants


def facts_of_case(procurement_id: UUID) -> dict[str, FactValue]:
    """Return the facts that contracts tell of a procurement; what nobody knows is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [procurement_id])
        row = cursor.fetchone()
    told = dict(zip(CASE_FACTS, row, strict=True)) if row else {}
    if isinstance(terms := told.get("contract_terms"), str):
        told["contract_terms"] = tuple(json.loads(terms))
    return {name: value for name, value in told.items() if value is not None}
