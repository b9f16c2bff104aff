"""The life of a flag: a question that figures raise, and a person answers."""

from collections.abc import Mapping
from enum import StrEnum


class FlagState(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    REOPENED = "reopened"  # the figure grew since it was answered, or came back
    LAPSED = "lapsed"  # the figures no longer ask, and nobody had answered

    @property
    def waits(self) -> bool:
        """Tell whether somebody is to answer."""
        return self in WAITING


class FlagVerb(StrEnum):
    """What happens to a question."""

    ANSWER = "answer"
    GROW = "grow"  # the figure has moved so far that the answer no longer covers it
    FALL = "fall"  # the figure is within its threshold again
    RETURN = "return"  # it is beyond it once more


TRANSITIONS: Mapping[tuple[FlagState, FlagVerb], FlagState] = {
    (FlagState.OPEN, FlagVerb.ANSWER): FlagState.ANSWERED,
    (FlagState.OPEN, FlagVerb.FALL): FlagState.LAPSED,
    (FlagState.REOPENED, FlagVerb.ANSWER): FlagState.ANSWERED,
    (FlagState.REOPENED, FlagVerb.FALL): FlagState.LAPSED,
    (FlagState.ANSWERED, FlagVerb.ANSWER): FlagState.ANSWERED,
    (FlagState.ANSWERED, FlagVerb.GROW): FlagState.REOPENED,
    (FlagState.LAPSED, FlagVerb.RETURN): FlagState.REOPENED,
}
WAITING = frozenset({FlagState.OPEN, FlagState.REOPENED})


def next_state(state: FlagState, verb: FlagVerb) -> FlagState | None:
    """Return the state that a verb leads to, or None where it does nothing there."""
    return TRANSITIONS.get((state, verb))
