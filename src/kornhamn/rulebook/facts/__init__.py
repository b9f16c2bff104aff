"""The declared vocabulary: every fact that a clause may ask about.

A fact has one name, one type, one source and one question; add one only when no fact here
answers the clause, and prefer a new code in a list to a new fact.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kornhamn.rulebook.facts.authority import AUTHORITY_FACTS
from kornhamn.rulebook.facts.circumstances import CIRCUMSTANCE_FACTS
from kornhamn.rulebook.facts.evidence import EVIDENCE_FACTS
from kornhamn.rulebook.facts.group import GROUP_FACTS
from kornhamn.rulebook.facts.statistics import LAW_FACTS, STATISTICS_FACTS
from kornhamn.rulebook.types import Fact

FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        fact.name: fact
        for fact in (
            *STATISTICS_FACTS,
            *LAW_FACTS,
            *CIRCUMSTANCE_FACTS,
            *EVIDENCE_FACTS,
            *AUTHORITY_FACTS,
            *GROUP_FACTS,
        )
    }
)
