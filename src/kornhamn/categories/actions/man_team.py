"""Verbs: join a category team, and leave it."""

from datetime import date, datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.categories.actions.refusals import (
    InTeamAlreadyError,
    MembershipNotBegunError,
    refuse_unknown,
)
from kornhamn.categories.models import TeamMember
from kornhamn.categories.types import NewMember
from kornhamn.organisation.permissions import require
from kornhamn.organisation.queries import Person
from kornhamn.organisation.types import Actor, Permission


@transaction.atomic
def join_team(new: NewMember, *, by: Actor, at: datetime, on: date) -> TeamMember:
    """Let a person work in a category's team from that day, for an authority, in a function."""
    require(by, Permission.MANAGE_CATEGORIES)
    code = new.category
    refuse_unknown(code)
    found = Person.objects.select_for_update().get(pk=new.person)
    there = TeamMember.objects.filter(category=code, person=found, period__endswith__isnull=True)
    if (
        there.exists()
        or TeamMember.objects.filter(category=code, person=found, period__contains=on).exists()
    ):
        raise InTeamAlreadyError(name=found.name)
    member = TeamMember.objects.create(
        category=code,
        person=found,
        authority_id=new.authority,
        function=new.function,
        period=(on, None),
    )
    details = {"category": code, "person": found.name, "function": new.function.value}
    record(Deed("team.joined", "team-member", str(member.pk), details), by=by, at=at)
    return member


@transaction.atomic
def leave_team(member: TeamMember, *, by: Actor, at: datetime, on: date) -> None:
    """End a membership: that day is its first day no longer in the team. Once left is left."""
    require(by, Permission.MANAGE_CATEGORIES)
    found = TeamMember.objects.select_for_update().get(pk=member.pk)
    if found.period.upper is not None and found.period.upper <= on:
        return  # has left already
    if found.period.lower > on:
        raise MembershipNotBegunError(first=found.period.lower)
    details = {"category": found.category, "person": member.person.name}
    record(Deed("team.left", "team-member", str(found.pk), details), by=by, at=at)
    if found.period.lower == on:  # joined today by mistake: no day of membership is left
        found.delete()
        return
    found.period = (found.period.lower, on)
    found.save(update_fields=["period"])
