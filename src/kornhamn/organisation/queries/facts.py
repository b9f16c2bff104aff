"""What the organisation truly knows, as facts of the rulebook."""

from collections.abc import Mapping
from datetime import date

from kornhamn.organisation.models import Authority
from kornhamn.organisation.queries.vacant import answering, roles_held
from kornhamn.organisation.rules.mandatory_roles import FUNCTIONS
from kornhamn.organisation.types import AuthorityKind, Role

FactRow = dict[str, object]
SUPPLIED = (  # the facts answered here
    "is_company",
    "registered_as_authority",
    "responsible_appointed",
    "coordinator_appointed",
    "functions_named",
    "has_companies",
)


def authority_facts(on: date) -> list[FactRow]:
    """Return the facts of each answering authority that day, in two queries.

    Keys: `authority_id` (UUID), `authority` (name), and the facts of subject `authority` that
    the organisation supplies.
    """
    held = roles_held(on)
    return [_facts(authority, held[authority.pk]) for authority in answering()]


def group_facts(on: date) -> Mapping[str, object]:
    """Return the facts of subject `group` that the organisation supplies."""
    del on  # companies are registered without a period
    return {"has_companies": Authority.objects.companies().exists()}


def _facts(authority: Authority, held: set[Role]) -> FactRow:
    return {
        "authority_id": authority.pk,
        "authority": authority.name,
        "is_company": authority.kind == AuthorityKind.COMPANY,
        "registered_as_authority": True,
        "responsible_appointed": Role.PURCHASING_RESPONSIBLE in held,
        "coordinator_appointed": Role.COORDINATOR in held,
        "functions_named": tuple(role.value for role in FUNCTIONS if role in held),
    }
