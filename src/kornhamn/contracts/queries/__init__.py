"""Questions about contracts."""

from kornhamn.contracts.models import Contract, ContractOption
from kornhamn.contracts.queries.coverage import COVERAGE, coverage
from kornhamn.contracts.queries.programme import AskedTerm, asked_terms, edition_of, terms_under
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
    "AskedTerm",
    "Contract",
    "ContractOption",
    "Deadline",
    "asked_terms",
    "catalogue",
    "contract_list",
    "contract_of",
    "coverage",
    "deadlines",
    "deeds_of",
    "edition_of",
    "option_of",
    "terms_under",
]
