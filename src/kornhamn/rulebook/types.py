"""The words of a rulebook: facts, clauses, editions, verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.texts import Text

if TYPE_CHECKING:
    from kornhamn.rulebook.predicate import Predicate


class Language(StrEnum):
    """The two languages every text of a rulebook exists in."""

    SV = "sv"
    EN = "en"


class Force(StrEnum):
    """How binding a clause is."""

    SHALL = "shall"
    SHALL_UNLESS = "shall-unless"
    STRIVE = "strive"
    CONSIDER = "consider"

    @property
    def may_be_departed_from(self) -> bool:
        """A clause that must hold without exception takes no departure."""
        return self is not Force.SHALL


class Addressee(StrEnum):
    """Who answers for a clause."""

    AUTHORITY = "AUTH"
    EXECUTIVE_BOARD = "KS"
    EXECUTIVE_OFFICE = "SLK"
    COUNCIL = "KF"
    GROUP_BOARD = "SSAB"


class Phase(StrEnum):
    """Where in the common purchasing process a clause bites."""

    ANALYSE_PLAN = "analyse-plan"
    PROCURE = "procure"
    CALL_OFF = "call-off"
    MANAGE_CONTRACT = "manage-contract"
    GOVERN = "govern"


class Subject(StrEnum):
    """What a clause is assessed on: one row of facts each."""

    CASE = "case"
    AUTHORITY = "authority"
    GROUP = "group"


class FactType(StrEnum):
    """The type of a fact's value, in Python and as a portfolio column.

    boolean bool · integer int (Int64) · money int in whole öre (Int64) · date date ·
    text str · choice str out of `choices` · choices list[str] out of `choices`.
    """

    BOOLEAN = "boolean"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"


# A list that holds this code may hold more than it says: what else it holds is unknown.
OPEN = "…"
FactValue = bool | int | str | date | tuple[str, ...] | list[str] | None
Facts = Mapping[str, FactValue]


def completed_by(recorded: FactValue, stated: FactValue) -> FactValue:
    """Return a fact as it is recorded, an open list closed by what somebody stated.

    What is recorded wins; a statement adds to an open list what the records do not show.
    """
    if not isinstance(recorded, list | tuple) or OPEN not in recorded:
        return stated if recorded is None else recorded
    if not isinstance(stated, list | tuple):
        return recorded
    return tuple(sorted({*recorded, *stated} - {OPEN}))


@dataclass(frozen=True, slots=True)
class Fact:
    """One declared fact: what it is, who supplies it and the question put to a person."""

    name: str
    type: FactType
    subject: Subject
    label: Text
    question: Text
    supplied_by: str  # the room or source that answers it: statistics, person, organisation, law …
    unit: str = ""
    choices: Mapping[str, Text] = field(default_factory=dict, hash=False)


class Verdict(StrEnum):
    """What an assessment answers for one clause and one subject."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    DEPARTED = "departed"

    @property
    def number(self) -> int:
        """The verdict's code in portfolio columns (Int8)."""
        return VERDICT_NUMBERS[self]


VERDICT_NUMBERS = {verdict: number for number, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Guidance:
    """How to follow a clause in practice; stale when its review is overdue."""

    text: Text
    owner: str
    version: int
    reviewed_on: date
    review_within_months: int


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal the council set, that clauses serve."""

    id: str
    title: Text
    kind: str  # "guiding" (inriktningsmål), "purchasing" (mål för inköpen) or "whole" (all of them)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of an edition: when it applies, what satisfies it, how binding, who answers."""

    id: str
    heading: str
    title: Text
    statement: Text
    goal: str
    addressees: tuple[Addressee, ...]
    subject: Subject
    phase: Phase
    force: Force
    applies: "Predicate"
    satisfied: "Predicate"
    guidance: Guidance


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of an instrument, with its clauses in the document's order."""

    id: str
    instrument: str
    title: Text
    summary: Text
    source: str
    goals: tuple[Goal, ...]
    clauses: tuple[Clause, ...]
    digest: str  # sha-256 of the file, so that a figure can say what it was computed from

    def clause(self, clause_id: str) -> Clause:
        """Return the clause with that id, or raise KeyError."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)

    def clauses_on(self, subject: Subject) -> tuple[Clause, ...]:
        """Return the clauses assessed on that kind of subject."""
        return tuple(clause for clause in self.clauses if clause.subject is subject)


@dataclass(frozen=True, slots=True)
class Adoption:
    """The council's decision that an edition is in force from a day, to a day if replaced."""

    edition: str
    valid_from: date
    valid_to: date | None  # first day it no longer holds
    decision: str

    def holds_on(self, day: date) -> bool:
        """Return whether the edition is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class NoEditionInForceError(DomainError):
    """Nothing was in force that day: before the first adoption, or nothing is adopted."""

    code = "no-edition-in-force"
    message = N_("No edition of %(instrument)s was in force on %(day)s.")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A steering document with its editions in their order, and when each is in force."""

    id: str
    title: Text
    editions: tuple[Edition, ...]
    adoptions: tuple[Adoption, ...]  # by day, without gap or overlap, the last one open

    def edition(self, edition_id: str) -> Edition:
        """Return the edition with that id, or raise KeyError."""
        for edition in self.editions:
            if edition.id == edition_id:
                return edition
        raise KeyError(edition_id)

    def edition_on(self, day: date) -> Edition:
        """Return the one edition in force on a day, or raise NoEditionInForceError."""
        for adoption in self.adoptions:
            if adoption.holds_on(day):
                return self.edition(adoption.edition)
        raise NoEditionInForceError(instrument=self.id, day=day.isoformat())

    @property
    def drafts(self) -> tuple[Edition, ...]:
        """The editions that no decision has adopted: compared and simulated, never applied."""
        adopted = {adoption.edition for adoption in self.adoptions}
        return tuple(edition for edition in self.editions if edition.id not in adopted)


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one clause for one subject, with the reasons and the facts still missing."""

    clause: Clause
    verdict: Verdict
    applies: bool | None
    satisfied: bool | None
    reasons: tuple["Reason", ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of a predicate as it stood, true, false or unknown of the facts it read."""

    part: str  # "applies" or "satisfied"
    condition: str  # its SQL, amounts in kronor
    facts: tuple[str, ...]
    value: bool | None
    words: Text  # what the condition asks
