"""Which column of a ledger fills which field, and what no line can be without."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from kornhamn.files.tables.mapping import ColumnMapping, month_in, unique_names
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.spend.ledger.fields import AMOUNTS, Field

__all__ = [
    "BOOKED",
    "SUPPLIERS",
    "Mapping",
    "MappingIncomplete",
    "mapping_from",
    "missing_fields",
    "month_in",
    "unique_names",
]

Mapping: TypeAlias = ColumnMapping[Field]
BOOKED = (Field.BOOKED_ON, Field.INVOICED_ON, Field.PAID_ON)  # the first there is counts
SUPPLIERS = (Field.SUPPLIER, Field.SUPPLIER_NUMBER, Field.SUPPLIER_ID)


class MappingIncomplete(DomainError):  # noqa: N818 - named for what happened
    """A mapping without what every line needs."""

    code = "ledger.mapping-incomplete"
    message = N_("Say which column holds %(missing)s: no line can be read without it.")


def mapping_from(saved: dict[str, Any], header: Sequence[str]) -> Mapping:
    """Return a saved mapping for a header; a column that is not there is left out."""
    return ColumnMapping.from_json(saved, header, Field)


def missing_fields(mapping: Mapping) -> tuple[str, ...]:
    """Return what a line needs and the mapping lacks: "amount", "supplier", "date"."""
    lacks = []
    if not any(one in mapping.columns for one in AMOUNTS):
        lacks.append("amount")
    if not any(one in mapping.columns for one in SUPPLIERS):
        lacks.append("supplier")
    if mapping.month is None and not any(one in mapping.columns for one in BOOKED):
        lacks.append("date")
    return tuple(lacks)
