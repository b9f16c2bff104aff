"""A contract's life as one table of transitions."""

from kornhamn.contracts.types import ContractState, ContractVerb
from kornhamn.kernel.errors import N_, DomainError

TRANSITIONS: dict[tuple[ContractState, ContractVerb], ContractState] = {
    (ContractState.PLANNED, ContractVerb.START): ContractState.IN_FORCE,
    (ContractState.PLANNED, ContractVerb.TERMINATE): ContractState.TERMINATED,
    (ContractState.IN_FORCE, ContractVerb.PROLONG): ContractState.IN_FORCE,
    (ContractState.IN_FORCE, ContractVerb.END): ContractState.ENDED,
    (ContractState.IN_FORCE, ContractVerb.TERMINATE): ContractState.TERMINATED,
}


class NotPossibleNow(DomainError):  # noqa: N818 - named for what happened
    """The state does not allow the verb."""

    code = "contract.not-possible-now"
    message = N_("That cannot be done to a contract that is %(state)s.")


def next_state(state: ContractState, verb: ContractVerb) -> ContractState:
    """Return the state that the verb leads to. Raises NotPossibleNow."""
    try:
        return TRANSITIONS[state, verb]
    except KeyError:
        raise NotPossibleNow(state=state.value) from None


def allowed(state: ContractState) -> tuple[ContractVerb, ...]:
    """Return the verbs that a state allows, in the order of the table."""
    return tuple(verb for of, verb in TRANSITIONS if of is state)
