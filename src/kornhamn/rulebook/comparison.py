"""Two editions side by side: what is new, gone, changed or the same."""

from dataclasses import dataclass
from enum import StrEnum

from kornhamn.rulebook.types import Clause, Edition


class Change(StrEnum):
    """What became of a clause between two editions."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in the one edition, the other, or both, and which parts differ."""

    id: str
    before: Clause | None
    after: Clause | None
    differing: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        """What became of it."""
        if self.before is None:
            return Change.NEW
        if self.after is None:
            return Change.GONE
        return Change.CHANGED if self.differing else Change.SAME


BINDING_PARTS = ("force", "addressees", "phase", "applies", "satisfied")  # what changes a verdict
WORDS = ("title", "statement")


def compare(before: Edition, after: Edition) -> tuple[ClauseChange, ...]:
    """Return every clause of both, in the order of `after`, then what is gone."""
    old = {clause.id: clause for clause in before.clauses}
    new = {clause.id: clause for clause in after.clauses}
    return tuple(
        ClauseChange(name, old.get(name), new.get(name), _differing(old.get(name), new.get(name)))
        for name in (*new, *(name for name in old if name not in new))
    )


def _differing(before: Clause | None, after: Clause | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(
        part for part in (*BINDING_PARTS, *WORDS) if _part(before, part) != _part(after, part)
    )


def _part(clause: Clause, part: str) -> object:
    value = getattr(clause, part)
    return value.text if part in {"applies", "satisfied"} else value
