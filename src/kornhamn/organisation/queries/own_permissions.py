"""What somebody may do today, and through which appointment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kornhamn.organisation.permissions import PUBLIC, grants_of
from kornhamn.organisation.queries.authorities import appointments_held_by
from kornhamn.organisation.types import Actor, Permission, Reach, Role


@dataclass(frozen=True, slots=True)
class Source:
    """An appointment that gives a permission: the role, and where it is held."""

    role: Role
    authority: str  # empty for a role of the whole group
    reach: Reach


@dataclass(frozen=True, slots=True)
class OwnPermission:
    """One permission, with every appointment that gives it; a public one needs none."""

    permission: Permission
    sources: Sequence[Source]
    is_public: bool

    @property
    def is_held(self) -> bool:
        """Tell whether the person may."""
        return self.is_public or bool(self.sources)


def own_permissions(actor: Actor, on: date) -> list[OwnPermission]:
    """Return every permission in the catalogue's order, with what gives it to the actor."""
    held = [
        (grant.permission, Source(grant.role, _place(appointment.authority), grant.reach))
        for appointment in appointments_held_by(actor, on)
        for grant in grants_of(Role(appointment.role))
    ]
    return [
        OwnPermission(
            permission,
            [source for given, source in held if given is permission],
            permission in PUBLIC,
        )
        for permission in Permission
    ]


def _place(authority: object) -> str:
    return str(authority) if authority else ""
