"""A contract's life, and a deviation's, as tables of transitions."""

from kornhamn.contracts.types import ContractState, ContractVerb, DeviationState, DeviationVerb
from kornhamn.kernel.errors import N_, DomainError

TRANSITIONS: dict[tuple[ContractState, ContractVerb], ContractState] = {
    (ContractState.PLANNED, ContractVerb.START): ContractState.IN_FORCE,
    (ContractState.PLANNED, ContractVerb.TERMINATE): ContractState.TERMINATED,
    (ContractState.IN_FORCE, ContractVerb.PROLONG): ContractState.IN_FORCE,
    (ContractState.IN_FORCE, ContractVerb.END): ContractState.ENDED,
    (ContractState.IN_FORCE, ContractVerb.TERMINATE): ContractState.TERMINATED,
}

_OPEN, _ANSWERED, _ESCALATED = (
    DeviationState.OPEN,
    DeviationState.ANSWERED,
    DeviationState.ESCALATED,
)
DEVIATION_TRANSITIONS: dict[tuple[DeviationState, DeviationVerb], DeviationState] = {
    (_OPEN, DeviationVerb.ANSWER): _ANSWERED,
    (_OPEN, DeviationVerb.ESCALATE): _ESCALATED,
    (_OPEN, DeviationVerb.REMEDY): DeviationState.REMEDIED,
    (_OPEN, DeviationVerb.ACCEPT): DeviationState.ACCEPTED,
    (_ANSWERED, DeviationVerb.ESCALATE): _ESCALATED,
    (_ANSWERED, DeviationVerb.REMEDY): DeviationState.REMEDIED,
    (_ANSWERED, DeviationVerb.ACCEPT): DeviationState.ACCEPTED,
    (_OPEN, DeviationVerb.POSTPONE): _OPEN,
    (_ANSWERED, DeviationVerb.POSTPONE): _ANSWERED,
    (_ESCALATED, DeviationVerb.POSTPONE): _ESCALATED,
    (_ESCALATED, DeviationVerb.ANSWER): _ANSWERED,
    (_ESCALATED, DeviationVerb.REMEDY): DeviationState.REMEDIED,
    (_ESCALATED, DeviationVerb.ACCEPT): DeviationState.ACCEPTED,
}


class NotPossibleNow(DomainError):  # noqa: N818 - named for what happened
    """The state does not allow the verb."""

    code = "contract.not-possible-now"
    message = N_("That is not possible while it is %(state)s.")


def next_state(state: ContractState, verb: ContractVerb) -> ContractState:
    """Return the state that the verb leads to. Raises NotPossibleNow."""
    try:
        return TRANSITIONS[state, verb]
    except KeyError:
        raise NotPossibleNow(state=state.value) from None


def allowed(state: ContractState) -> tuple[ContractVerb, ...]:
    """Return the verbs that a state allows, in the order of the table."""
    return tuple(verb for of, verb in TRANSITIONS if of is state)


def next_deviation_state(state: DeviationState, verb: DeviationVerb) -> DeviationState:
    """Return the state that the verb leads a deviation to. Raises NotPossibleNow."""
    try:
        return DEVIATION_TRANSITIONS[state, verb]
    except KeyError:
        raise NotPossibleNow(state=state.value) from None


def allowed_steps(state: DeviationState) -> tuple[DeviationVerb, ...]:
    """Return the steps that a deviation's state allows, in the order of the table."""
    return tuple(verb for of, verb in DEVIATION_TRANSITIONS if of is state)
