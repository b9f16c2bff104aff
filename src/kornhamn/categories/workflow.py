"""A strategy's life as one table of transitions."""

from kornhamn.categories.types import StrategyState, StrategyVerb
from kornhamn.kernel.errors import N_, DomainError

CURRENT = (StrategyState.DECIDED, StrategyState.FOLLOWED_UP)  # one a category
TRANSITIONS: dict[tuple[StrategyState, StrategyVerb], StrategyState] = {
    (StrategyState.DRAFT, StrategyVerb.DECIDE): StrategyState.DECIDED,
    (StrategyState.DECIDED, StrategyVerb.FOLLOW_UP): StrategyState.FOLLOWED_UP,
    (StrategyState.FOLLOWED_UP, StrategyVerb.FOLLOW_UP): StrategyState.FOLLOWED_UP,
    (StrategyState.DECIDED, StrategyVerb.REPLACE): StrategyState.REPLACED,
    (StrategyState.FOLLOWED_UP, StrategyVerb.REPLACE): StrategyState.REPLACED,
}


class StrategyNotThere(DomainError):  # noqa: N818 - named for what happened
    """The state does not allow the verb."""

    code = "strategy.not-there"
    message = N_("That cannot be done to a strategy that is %(state)s.")


def next_state(state: StrategyState, verb: StrategyVerb) -> StrategyState:
    """Return the state that the verb leads to. Raises StrategyNotThere."""
    try:
        return TRANSITIONS[state, verb]
    except KeyError:
        raise StrategyNotThere(state=state.value) from None


def allowed(state: StrategyState) -> tuple[StrategyVerb, ...]:
    """Return the verbs that a state allows, in the order of the table."""
    return tuple(verb for of, verb in TRANSITIONS if of is state)
