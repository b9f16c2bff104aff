"""Which roles every authority must have filled: what the clauses of the edition in force ask."""

from collections.abc import Collection

from kornhamn.organisation.types import Role

FUNCTIONS = (Role.CATEGORY_TEAM, Role.CONTRACT_MANAGER, Role.REQUISITIONER)

# The clause that asks for the role, and the roles it asks for.
ROLES_ASKED_FOR: dict[str, tuple[Role, ...]] = {
    "organisation.responsible": (Role.PURCHASING_RESPONSIBLE,),
    "organisation.coordinator": (Role.COORDINATOR,),
    "organisation.functions": FUNCTIONS,
}
ALWAYS = "organisation.responsible"  # somebody answers for purchasing under every programme


def mandatory_roles(clause_ids: Collection[str]) -> dict[Role, str]:
    """Return each role that must be held, with the clause that asks for it."""
    return {
        role: clause
        for clause, roles in ROLES_ASKED_FOR.items()
        if clause == ALWAYS or clause in clause_ids
        for role in roles
    }
