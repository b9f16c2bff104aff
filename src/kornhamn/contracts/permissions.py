"""Who may do what with a contract, one sentence a function.

Every verb of the room asks here before it reads or writes: a verb never trusts its caller.
"""

from uuid import UUID

from kornhamn.contracts.models import Contract, ContractListLoad
from kornhamn.organisation.permissions import DESCRIPTIONS, NotPermittedError, scope_of
from kornhamn.organisation.queries import Authority
from kornhamn.organisation.types import Actor, AuthorityKind, Permission


def manages(actor: Actor, contract: Contract) -> bool:
    """Whoever manages the contracts of its owner manages it."""
    return _holds(actor, contract.authority, Permission.MANAGE_CONTRACTS)


def require_manages(actor: Actor, contract: Contract) -> None:
    """Refuse whoever does not manage the contract with NotPermittedError."""
    _require(manages(actor, contract), Permission.MANAGE_CONTRACTS)


def require_manages_for(actor: Actor, *authorities: Authority) -> None:
    """Refuse whoever does not manage the contracts of all the authorities."""
    held = all(_holds(actor, one, Permission.MANAGE_CONTRACTS) for one in authorities)
    _require(held, Permission.MANAGE_CONTRACTS)


def require_manages_all(actor: Actor) -> None:
    """Refuse whoever does not manage the contracts of the whole group, as time itself does."""
    _require(scope_of(actor, Permission.MANAGE_CONTRACTS).group, Permission.MANAGE_CONTRACTS)


def require_handles_list(actor: Actor, load: ContractListLoad) -> None:
    """Refuse whoever handles neither the group's contract lists nor this one as their own."""
    scope = scope_of(actor, Permission.MANAGE_CONTRACTS)
    _require(scope.group or (bool(scope) and load.by_id == actor.id), Permission.MANAGE_CONTRACTS)


def decides_sanctions(actor: Actor, contract: Contract) -> bool:
    """Whoever answers for the owner's purchasing claims penalties, or waives them."""
    return _holds(actor, contract.authority, Permission.DECIDE_SANCTIONS)


def require_decides_sanctions(actor: Actor, contract: Contract) -> None:
    """Refuse whoever may not decide on sanctions with NotPermittedError."""
    _require(decides_sanctions(actor, contract), Permission.DECIDE_SANCTIONS)


def calls_off_for(actor: Actor, authority: UUID) -> bool:
    """Whoever calls off for the authority that buys handles its call-offs."""
    scope = scope_of(actor, Permission.CALL_OFF)
    return scope.group or authority in scope.own


def require_calls_off_for(actor: Actor, authority: UUID) -> None:
    """Refuse whoever does not call off for the authority with NotPermittedError."""
    _require(calls_off_for(actor, authority), Permission.CALL_OFF)


def _holds(actor: Actor, authority: Authority, permission: Permission) -> bool:
    scope = scope_of(actor, permission)
    is_company = authority.kind == AuthorityKind.COMPANY
    return scope.group or authority.pk in scope.own or (scope.companies and is_company)


def _require(is_held: bool, permission: Permission) -> None:  # noqa: FBT001 - the answer itself
    if not is_held:
        raise NotPermittedError(permission=DESCRIPTIONS[permission])
