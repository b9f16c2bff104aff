"""What the ledgers answer of the programme's facts, kept apart from what people said."""

from dataclasses import dataclass
from datetime import date

from kornhamn.rulebook.types import FactValue


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """A fact of an authority that its ledger answers, the days it rests on, and what was stated."""

    authority: str  # its code
    fact: str
    value: FactValue  # money in öre
    first_on: date
    last_on: date
    stated: FactValue = None  # what somebody answered before; None is nobody

    @property
    def is_contradicted(self) -> bool:
        """Tell whether somebody stated something else."""
        return self.stated is not None and self.stated != self.value


@dataclass(frozen=True, slots=True)
class LedgerAnswers:
    """How many assessments the ledgers answer that were unknown, and the facts they did it with."""

    assessments: int
    facts: tuple[LedgerFact, ...]

    @property
    def contradicted(self) -> tuple[LedgerFact, ...]:
        """The facts where a person stated something else: the ledger counts, both are kept."""
        return tuple(fact for fact in self.facts if fact.is_contradicted)
