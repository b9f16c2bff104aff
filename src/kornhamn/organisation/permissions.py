"""Who may what, over which authorities, and why: one catalogue.

Rules are sentences about an `Actor`, never about a request.
"""

from dataclasses import dataclass
from uuid import UUID

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import (
    Actor,
    AuthorityKind,
    Permission,
    Reach,
    Role,
    Scope,
)


class NotPermittedError(DomainError):
    """The actor lacks the permission."""

    code = "not-permitted"
    message = N_("You may not do that: it takes the permission “%(permission)s”.")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role gives a permission over a reach, for a reason."""

    role: Role
    permission: Permission
    reach: Reach


DESCRIPTIONS: dict[Permission, str] = {
    Permission.READ_PROGRAMME: N_("Read the programme and its editions"),
    Permission.READ_CASES: N_("Read procurements and how clauses were assessed"),
    Permission.STATE_FACTS: N_("Answer the facts that are missing in a case"),
    Permission.RECORD_DEPARTURE: N_("Record a departure from a clause, with reason and decider"),
    Permission.FOLLOW_UP: N_("Follow up the programme"),
    Permission.SIMULATE: N_("Simulate another edition on the history"),
    Permission.REPORT: N_("Produce the yearly report"),
    Permission.IMPORT_STATISTICS: N_("Import procurement statistics"),
    Permission.READ_ORGANISATION: N_("Read the organisation and who holds which role"),
    Permission.MANAGE_ORGANISATION: N_("Import the organisation and appoint people"),
    Permission.READ_AUDIT_TRAIL: N_("Read the audit trail"),
    Permission.ENTER_LIMITS: N_("Enter money limits that the law room lacks"),
    Permission.READ_SPEND: N_("Read what was bought, from whom and for how much"),
    Permission.LOAD_LEDGERS: N_("Load supplier ledgers, and undo a load"),
    Permission.SETTLE_SUPPLIERS: N_("Decide which spellings are one supplier"),
    Permission.CHECK_SUPPLIERS: N_("Have suppliers checked in registers"),
    Permission.READ_PERSONAL_NUMBERS: N_("Read the personal numbers of sole traders"),
    Permission.CLASSIFY: N_("Decide which category purchases belong to"),
    Permission.ANSWER_FLAGS: N_("Answer the questions that figures raise"),
    Permission.READ_CONTRACTS: N_("Read contracts and how they are followed up"),
    Permission.MANAGE_CONTRACTS: N_("Register contracts, follow them up and decide on options"),
    Permission.CALL_OFF: N_("Call off from contracts"),
    Permission.MANAGE_CATEGORIES: N_("Work with categories: teams, strategies and their actions"),
    Permission.DECIDE_CATEGORIES: N_("Record what was decided about categories and strategies"),
    Permission.DECIDE_SANCTIONS: N_("Claim penalties and price reductions, or waive them"),
}

ROLE_NAMES: dict[Role, str] = {
    Role.PURCHASING_RESPONSIBLE: N_("Responsible for purchasing"),
    Role.COORDINATOR: N_("Purchasing coordinator"),
    Role.PURCHASER: N_("Purchaser"),
    Role.CATEGORY_TEAM: N_("Category team member"),
    Role.CONTRACT_MANAGER: N_("Contract manager"),
    Role.REQUISITIONER: N_("Requisitioner"),
    Role.GROUP_ANALYST: N_("Group analyst"),
    Role.GROUP_BOARD: N_("Group board"),
    Role.EXECUTIVE_BOARD: N_("Executive board"),
    Role.AUDITOR: N_("Auditor"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

KIND_NAMES: dict[AuthorityKind, str] = {
    AuthorityKind.MUNICIPALITY: N_("Municipality"),
    AuthorityKind.COMMITTEE: N_("Committee"),
    AuthorityKind.COMPANY: N_("Company"),
}

REACH_NAMES: dict[Reach, str] = {
    Reach.OWN: N_("Own authority"),
    Reach.COMPANIES: N_("The companies"),
    Reach.GROUP: N_("The whole group"),
}

REASONS: dict[Role, str] = {
    Role.PURCHASING_RESPONSIBLE: N_("Answers for the whole purchasing process of the authority"),
    Role.COORDINATOR: N_("Is the authority's point of contact in purchasing"),
    Role.PURCHASER: N_("Carries out the authority's procurements"),
    Role.CATEGORY_TEAM: N_("Works with a purchasing category across the group"),
    Role.CONTRACT_MANAGER: N_("Follows up the authority's contracts"),
    Role.REQUISITIONER: N_("Orders from the authority's contracts"),
    Role.GROUP_ANALYST: N_("Prepares the executive board's follow-up of the whole group"),
    Role.GROUP_BOARD: N_("Answers for the companies following the programme"),
    Role.EXECUTIVE_BOARD: N_("Steers and follows up purchasing in the whole group"),
    Role.AUDITOR: N_("Examines, and changes nothing"),
    Role.ADMINISTRATOR: N_("Runs the installation, and does not decide in cases"),
}

_OWN, _COMPANIES, _GROUP = Reach.OWN, Reach.COMPANIES, Reach.GROUP
_READ = (
    Permission.READ_CASES,
    Permission.FOLLOW_UP,
    Permission.READ_SPEND,
    Permission.READ_CONTRACTS,
)
_DECIDE = (Permission.STATE_FACTS, Permission.RECORD_DEPARTURE)
_SPEND = (
    Permission.LOAD_LEDGERS,
    Permission.SETTLE_SUPPLIERS,
    Permission.CHECK_SUPPLIERS,
    Permission.READ_PERSONAL_NUMBERS,
    Permission.CLASSIFY,
    Permission.ANSWER_FLAGS,
    Permission.MANAGE_CONTRACTS,
    Permission.CALL_OFF,
    Permission.MANAGE_CATEGORIES,
    Permission.DECIDE_CATEGORIES,
)
_STEER = (*_READ, Permission.SIMULATE, Permission.REPORT)
_ALL_READ = (Permission.READ_PROGRAMME, Permission.READ_ORGANISATION)

_GRANTS: dict[Role, tuple[tuple[tuple[Permission, ...], Reach], ...]] = {
    Role.PURCHASING_RESPONSIBLE: (
        ((*_READ, *_DECIDE, Permission.REPORT), _OWN),
        ((Permission.CHECK_SUPPLIERS, Permission.CLASSIFY, Permission.ANSWER_FLAGS), _OWN),
        (
            (Permission.MANAGE_CONTRACTS, Permission.DECIDE_SANCTIONS, Permission.CALL_OFF),
            _OWN,
        ),
    ),
    Role.COORDINATOR: (((*_READ, Permission.STATE_FACTS, Permission.CALL_OFF), _OWN),),
    Role.PURCHASER: (((*_READ, Permission.STATE_FACTS, Permission.CALL_OFF), _OWN),),
    Role.CATEGORY_TEAM: (
        ((Permission.READ_CASES, Permission.FOLLOW_UP), _OWN),
        ((Permission.READ_SPEND, Permission.CLASSIFY, Permission.READ_CONTRACTS), _GROUP),
        ((Permission.MANAGE_CATEGORIES,), _GROUP),
    ),
    Role.CONTRACT_MANAGER: (
        ((*_READ, Permission.STATE_FACTS), _OWN),
        ((Permission.CHECK_SUPPLIERS, Permission.MANAGE_CONTRACTS, Permission.CALL_OFF), _OWN),
    ),
    Role.REQUISITIONER: (
        ((Permission.READ_CASES, Permission.READ_CONTRACTS, Permission.CALL_OFF), _OWN),
    ),
    Role.GROUP_ANALYST: (((*_STEER, *_DECIDE, Permission.IMPORT_STATISTICS, *_SPEND), _GROUP),),
    Role.GROUP_BOARD: ((_STEER, _COMPANIES),),
    Role.EXECUTIVE_BOARD: ((_STEER, _GROUP),),
    Role.AUDITOR: (
        ((*_STEER, Permission.READ_AUDIT_TRAIL, Permission.READ_PERSONAL_NUMBERS), _GROUP),
    ),
    Role.ADMINISTRATOR: (
        (
            (
                Permission.IMPORT_STATISTICS,
                Permission.MANAGE_ORGANISATION,
                Permission.READ_AUDIT_TRAIL,
                Permission.ENTER_LIMITS,
                Permission.LOAD_LEDGERS,
            ),
            _GROUP,
        ),
    ),
}

CATALOGUE: tuple[Grant, ...] = tuple(
    Grant(role, permission, reach)
    for role in Role
    for permissions, reach in (*_GRANTS[role], (_ALL_READ, _GROUP))
    for permission in permissions
)
PUBLIC = frozenset({Permission.READ_PROGRAMME})  # the programme is a public steering document


def scope_of(actor: Actor, permission: Permission) -> Scope:
    """Return the authorities over which the actor holds the permission."""
    if actor.is_system or permission in PUBLIC:
        return Scope(group=True)
    reaches = {
        grant.reach
        for grant in CATALOGUE
        if grant.permission is permission and grant.role in _roles(actor)
    }
    return Scope(
        group=_GROUP in reaches,
        companies=_COMPANIES in reaches,
        own=_own(actor, permission) if _OWN in reaches else frozenset(),
    )


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor holds the permission anywhere."""
    return bool(scope_of(actor, permission))


def require(actor: Actor, permission: Permission) -> None:
    """Refuse with NotPermittedError unless the actor holds the permission."""
    if not may(actor, permission):
        raise NotPermittedError(permission=DESCRIPTIONS[permission])


def grants_of(role: Role) -> tuple[Grant, ...]:
    """Return what a role gives, in the order of the permissions."""
    given = {grant.permission: grant for grant in CATALOGUE if grant.role is role}
    return tuple(given[permission] for permission in Permission if permission in given)


def _roles(actor: Actor) -> frozenset[Role]:
    return actor.group_roles.union(*actor.authority_roles.values())


def _own(actor: Actor, permission: Permission) -> frozenset[UUID]:
    giving = {grant.role for grant in CATALOGUE if grant.permission is permission}
    return frozenset(
        authority for authority, roles in actor.authority_roles.items() if roles & giving
    )
