"""A flag as its readers see it, the form of an answer, and what it is refused for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kornhamn.analytics.types.indicators import Indicator
from kornhamn.analytics.workflow import FlagState
from kornhamn.kernel.errors import N_, DomainError


class Queue(StrEnum):
    """Whose flags a list shows."""

    MINE = "mine"
    AUTHORITY = "authority"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class AskedFlag:
    """One question: what it is about, its figures, and who is to answer."""

    id: UUID
    indicator: Indicator
    authority: str  # its name; blank is the group as a whole
    authority_id: UUID | None
    category: str
    supplier: str  # a name that may be shown
    supplier_id: UUID | None
    item: str
    year: int | None
    state: FlagState
    value: int
    part: int | None
    whole: int | None
    forecast: int | None
    low: int | None
    high: int | None
    years: int | None
    threshold: int
    answered_value: int | None
    asked_at: datetime
    counted_at: datetime
    addressees: tuple[str, ...]  # those who are to answer today; nobody is a vacancy
    from_procurements: bool  # its rows are procurements, not lines of ledgers


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What somebody answered, and when."""

    reason: str
    rests_on: str
    measure: str
    done_by: date | None
    value: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a count of the indicators came to."""

    figures: int
    raised: int
    reopened: int
    lapsed: int
    waiting: int


class NoSuchFlagError(DomainError):
    """No flag of that address that the reader may see."""

    code = "flag.none"
    message = N_("There is no such flag, or it is about an authority that you may not see.")


class AnswerIncompleteError(DomainError):
    """An answer that lacks its reason, what it rests on or what will be done."""

    code = "flag.answer-incomplete"
    message = N_(
        "An answer says why it is so, what that rests on and what will be done. Fill in all three."
    )


class FlagNotAskedError(DomainError):
    """A flag that waits for no answer."""

    code = "flag.not-asked"
    message = N_("The figures no longer ask this question. Nothing needs to be answered.")


class FlagMovedError(DomainError):
    """The figure changed while somebody wrote an answer to the old one."""

    code = "flag.moved"
    message = N_(
        "The figure changed while you wrote. Look at the new figure, then send the answer again."
    )
