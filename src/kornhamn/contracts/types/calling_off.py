"""Words of call-offs: how a contract is called off from, and what became of a call-off."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class CallOffMethod(StrEnum):
    """How it is settled from whom one calls off (LOU chapter 7)."""

    SOLE = "sole"  # the lot has one supplier
    RANKING = "ranking"  # the first in rank that can deliver
    COMPETITION = "competition"  # renewed competition among all suppliers of the lot
    SHARE = "share"  # the supplier furthest below the share it was promised
    PLACE = "place"  # the supplier of the authority that buys
    ROTATION = "rotation"  # one after the other, in the order of rank


class CallOffState(StrEnum):
    """What became of a call-off."""

    ASKED = "asked"  # renewed competition: offers are asked for
    ORDERED = "ordered"
    CANCELLED = "cancelled"


class SkipReason(StrEnum):
    """Why the supplier whose turn it was does not get a call-off."""

    DECLINED = "declined"
    CANNOT_DELIVER = "cannot-deliver"


class TurnReason(StrEnum):
    """Why it is a supplier's turn, or nobody's."""

    ONLY_ONE = "only-one"
    FIRST_IN_RANK = "first-in-rank"
    NEXT_IN_RANK = "next-in-rank"  # those before it were skipped
    BELOW_ITS_SHARE = "below-its-share"
    OF_THE_PLACE = "of-the-place"
    NEXT_IN_ROTATION = "next-in-rotation"
    NOBODY_LEFT = "nobody-left"
    NO_PLACE = "no-place"  # nobody is named for the authority that buys
    ALL_COMPETE = "all-compete"


class CeilingState(StrEnum):
    """Where a contract stands against the most that may be bought under it."""

    NONE = "none"  # it has no ceiling
    ROOM = "room"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A supplier of a lot as the distribution sees it. `party` is the key of its row."""

    party: int
    name: str
    rank: int | None = None
    percent: int | None = None  # of what is called off
    called_ore: int = 0
    places: frozenset[UUID] = frozenset()  # the authorities it delivers to


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, and why. `party` is None where it is nobody's."""

    party: int | None
    reason: TurnReason


@dataclass(frozen=True, slots=True)
class Skip:
    """A supplier whose turn it was, and why it does not get the call-off."""

    party: int
    reason: SkipReason
    note: str


@dataclass(frozen=True, slots=True)
class OverCeiling:
    """What lets a call-off go past the ceiling: the ground in law, and the decision."""

    ground: str
    decision: str


@dataclass(frozen=True, slots=True)
class NewCallOff:
    """What somebody calls off. `ore` is left out while offers are asked for."""

    contract: UUID
    lot: str
    authority: UUID
    what: str
    first_day: date
    last_day: date | None = None
    ore: int | None = None
    skips: tuple[Skip, ...] = ()
    over: OverCeiling | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a lot is called off from: percent by party, or the party of each authority."""

    lot: str
    method: CallOffMethod
    percents: tuple[tuple[int, int], ...] = ()  # party, percent
    places: tuple[tuple[UUID, int], ...] = ()  # authority, party


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What is used of a ceiling (öre): the larger of what is called off and what is invoiced."""

    ceiling_ore: int | None
    called_ore: int
    invoiced_ore: int | None = None  # None where no ledger tells

    @property
    def used_ore(self) -> int:
        """What counts: a call-off that is invoiced is not counted twice."""
        return max(self.called_ore, self.invoiced_ore or 0)

    @property
    def left_ore(self) -> int | None:
        """What may still be called off; below nothing it is over. None without a ceiling."""
        return None if self.ceiling_ore is None else self.ceiling_ore - self.used_ore
