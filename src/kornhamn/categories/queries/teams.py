"""Who works with a category, and whether the team is as mixed as the programme asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, QuerySet, When

from kornhamn.categories.models import TeamMember
from kornhamn.categories.types import TeamFunction

SEVERAL = 2


@dataclass(frozen=True, slots=True)
class TeamMix:
    """From how many authorities and in how many functions a team has members."""

    members: int
    authorities: int
    functions: int

    @property
    def is_mixed(self) -> bool:
        """Tell whether it has members from several authorities and functions."""
        return min(self.authorities, self.functions) >= SEVERAL


def team_of(code: str, *, on: date) -> QuerySet[TeamMember]:
    """Return the members of a category's team that day, the lead first."""
    return (
        TeamMember.objects.filter(category=code, period__contains=on)
        .select_related("person", "authority")
        .order_by(Case(When(function=TeamFunction.LEAD, then=0), default=1), "person__name")
    )


def member_of(member_id: UUID) -> TeamMember | None:
    """Return one membership."""
    found = TeamMember.objects.select_related("person", "authority")
    return found.filter(pk=member_id).first()


def mix_of(team: Iterable[TeamMember]) -> TeamMix:
    """Return how mixed a team is; people who may no longer sign in do not count."""
    active = [member for member in team if member.person.is_active]
    return TeamMix(
        len(active),
        len({member.authority_id for member in active}),
        len({member.function for member in active}),
    )
