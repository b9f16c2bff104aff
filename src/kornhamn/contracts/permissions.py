"""Who may do what with a contract, one sentence a function."""

from kornhamn.contracts.models import Contract
from kornhamn.organisation.permissions import DESCRIPTIONS, NotPermittedError, scope_of
from kornhamn.organisation.types import Actor, AuthorityKind, Permission


def manages(actor: Actor, contract: Contract) -> bool:
    """Whoever manages the contracts of its owner manages it."""
    scope = scope_of(actor, Permission.MANAGE_CONTRACTS)
    is_company = contract.authority.kind == AuthorityKind.COMPANY
    return scope.group or contract.authority_id in scope.own or (scope.companies and is_company)


def require_manages(actor: Actor, contract: Contract) -> None:
    """Refuse whoever does not manage the contract with NotPermittedError."""
    if not manages(actor, contract):
        raise NotPermittedError(permission=DESCRIPTIONS[Permission.MANAGE_CONTRACTS])
