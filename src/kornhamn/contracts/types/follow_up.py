"""Words of follow-up: what is checked and found, what follows from it, what is learned."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kornhamn.contracts.types.contract import TermKind


class ConsequenceKind(StrEnum):
    """How a term says that a breach is paid for."""

    NONE = "none"
    FIXED = "fixed"  # so much each time
    PER_DAY = "per-day"
    PER_WEEK = "per-week"  # each week begun
    SHARE = "share"  # of the value of what was concerned
    SHARE_PER_WEEK = "share-week"  # of that value, each week begun
    REDUCTION = "reduction"  # of the price: the buyer pays so much less

    @property
    def is_share(self) -> bool:
        """Tell whether it is counted on a value."""
        return self in {self.SHARE, self.SHARE_PER_WEEK, self.REDUCTION}


class CheckState(StrEnum):
    """What became of a planned check."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"  # left out, with a reason


class CheckAnswer(StrEnum):
    """What whoever checked a term saw."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    NOT_SEEN = "not-seen"  # it could not be seen that day


class DeviationState(StrEnum):
    """Where a deviation from a term stands."""

    OPEN = "open"
    ANSWERED = "answered"  # the supplier has said what it does about it
    ESCALATED = "escalated"
    REMEDIED = "remedied"
    ACCEPTED = "accepted"  # left as it is, with a reason


class DeviationVerb(StrEnum):
    """What moves a deviation from one state to another."""

    ANSWER = "answer"
    ESCALATE = "escalate"
    REMEDY = "remedy"
    ACCEPT = "accept"
    POSTPONE = "postpone"  # the supplier gets more time


class SanctionDecision(StrEnum):
    """What was decided about a sanction that the term allows."""

    CLAIMED = "claimed"
    WAIVED = "waived"


class LessonUse(StrEnum):
    """What the next procurement in the category did with a lesson."""

    USED = "used"
    NOT_RELEVANT = "not-relevant"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a term says of a breach: öre a time, day or week, or per mille of a value; at most."""

    kind: ConsequenceKind = ConsequenceKind.NONE
    ore: int | None = None
    permille: int | None = None
    cap_ore: int | None = None


@dataclass(frozen=True, slots=True)
class TermSaid:
    """A term as somebody writes it down, with how it is followed up."""

    kind: TermKind
    text: str
    clause: str = ""  # of the programme, that asks for it
    followed_by: str = ""  # how, and what counts as evidence
    every_months: int | None = None  # None: not planned; 0: once, on the first day
    first_check_on: date | None = None
    minutes: int = 60  # what a check takes
    consequence: str = ""  # in the contract's own words
    penalty: Consequence = Consequence()


@dataclass(frozen=True, slots=True)
class Breach:
    """What a penalty is counted on: days from the first to the last, times, the value concerned."""

    first_day: date
    last_day: date
    times: int = 1
    value_ore: int | None = None


@dataclass(frozen=True, slots=True)
class PenaltyStep:
    """One step of a computation: what was done, with which numbers, and the öre it came to."""

    what: str
    numbers: dict[str, int]
    ore: int


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a breach costs, step by step, in whole öre."""

    ore: int
    steps: tuple[PenaltyStep, ...]


@dataclass(frozen=True, slots=True)
class SanctionSaid:
    """What somebody decides about a sanction and why, and what it is counted on."""

    decision: SanctionDecision
    reason: str
    times: int = 1
    value_ore: int | None = None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What somebody did about a deviation and said, and a new last day to put it right."""

    verb: DeviationVerb
    text: str
    remedy_by: date | None = None


@dataclass(frozen=True, slots=True)
class CheckDone:
    """What somebody saw at a check."""

    answer: CheckAnswer
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """A deviation as somebody found it: what, since when, and until when it is to be remedied."""

    what: str
    since: date
    remedy_by: date
    owner: UUID | None = None
    term: UUID | None = None
    check: UUID | None = None
