"""Who may do what with a contract, one sentence a function."""

from uuid import UUID

from kornhamn.contracts.models import Contract
from kornhamn.organisation.permissions import DESCRIPTIONS, NotPermittedError, scope_of
from kornhamn.organisation.types import Actor, AuthorityKind, Permission


def manages(actor: Actor, contract: Contract) -> bool:
    """Whoever manages the contracts of its owner manages it."""
    return _holds(actor, contract, Permission.MANAGE_CONTRACTS)


def require_manages(actor: Actor, contract: Contract) -> None:
    """Refuse whoever does not manage the contract with NotPermittedError."""
    if not manages(actor, contract):
        raise NotPermittedError(permission=DESCRIPTIONS[Permission.MANAGE_CONTRACTS])


def decides_sanctions(actor: Actor, contract: Contract) -> bool:
    """Whoever answers for the owner's purchasing claims penalties, or waives them."""
    return _holds(actor, contract, Permission.DECIDE_SANCTIONS)


def require_decides_sanctions(actor: Actor, contract: Contract) -> None:
    """Refuse whoever may not decide on sanctions with NotPermittedError."""
    if not decides_sanctions(actor, contract):
        raise NotPermittedError(permission=DESCRIPTIONS[Permission.DECIDE_SANCTIONS])


def _holds(actor: Actor, contract: Contract, permission: Permission) -> bool:
    scope = scope_of(actor, permission)
    is_company = contract.authority.kind == AuthorityKind.COMPANY
    return scope.group or contract.authority_id in scope.own or (scope.companies and is_company)


def calls_off_for(actor: Actor, authority: UUID) -> bool:
    """Whoever calls off for the authority that buys handles its call-offs."""
    scope = scope_of(actor, Permission.CALL_OFF)
    return scope.group or authority in scope.own
