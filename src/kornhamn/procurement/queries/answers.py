"""What people have answered, and who may answer: about a procurement, an authority, the group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kornhamn.organisation.permissions import DESCRIPTIONS, NotPermittedError, scope_of
from kornhamn.organisation.queries import authorities_within, authority_of
from kornhamn.organisation.types import SYSTEM, Actor, Permission
from kornhamn.procurement.models import StatedFact
from kornhamn.procurement.types import About
from kornhamn.rulebook.types import Subject


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody's answer to a fact."""

    value: object
    source: str
    by: str
    at: datetime


def answers_about(about: About) -> Mapping[str, Answered]:
    """Return each answer by the name of its fact."""
    stated = StatedFact.objects.filter(**about.columns).select_related("stated_by")
    return {one.fact: answered(one) for one in stated}


def answered(stated: StatedFact) -> Answered:
    """Return a stored answer as others read it."""
    by = stated.stated_by.name if stated.stated_by else SYSTEM.name
    return Answered(stated.value, stated.source, by, stated.stated_at)


def holds_over(about: About, actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor holds the permission over an authority, or over the whole group."""
    if about.subject is Subject.GROUP:
        return scope_of(actor, permission).group
    return about.id in _within(actor, permission)


def require_over(about: About, actor: Actor, permission: Permission) -> None:
    """Refuse with NotPermittedError; an authority that does not exist is ObjectDoesNotExist."""
    if about.id is not None and authority_of(about.id) is None:
        raise StatedFact.DoesNotExist(str(about.id))
    if not holds_over(about, actor, permission):
        raise NotPermittedError(permission=DESCRIPTIONS[permission])


def _within(actor: Actor, permission: Permission) -> set[UUID]:
    return {authority.pk for authority in authorities_within(actor, permission)}
