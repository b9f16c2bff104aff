"""Questions about contracts."""

from kornhamn.contracts.models import Contract, ContractOption
from kornhamn.contracts.queries.coverage import COVERAGE, coverage
from kornhamn.contracts.queries.reading import (
    LIVING,
    Deadline,
    catalogue,
    contract_list,
    contract_of,
    deadlines,
    deeds_of,
    option_of,
)

__all__ = [
    "COVERAGE",
    "LIVING",
    "Contract",
    "ContractOption",
    "Deadline",
    "catalogue",
    "contract_list",
    "contract_of",
    "coverage",
    "deadlines",
    "deeds_of",
    "option_of",
]
