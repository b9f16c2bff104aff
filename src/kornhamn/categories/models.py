"""Tables of category work: what the council decided, teams, strategies and their actions."""

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from kornhamn.categories.types import ActionState, StrategyState, TeamFunction
from kornhamn.categories.workflow import CURRENT
from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Authority, Person


class TreeDecision(models.Model):
    """A decision of the council on the category tree, and the tree's fingerprint that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decided_on = models.DateField()
    reference = models.CharField(max_length=200, unique=True)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the codes and names decided
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-decided_on", "-recorded_at"]

    def __str__(self) -> str:
        return self.reference


class PrioritisedCategory(models.Model):
    """A group or category that a decision puts first."""

    decision = models.ForeignKey(TreeDecision, on_delete=models.CASCADE, related_name="prioritised")
    category = models.CharField(max_length=4)  # the code of a group or a category

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "category"], name="prioritised_category_once"
            )
        ]

    def __str__(self) -> str:
        return self.category


class TeamMember(models.Model):
    """A person in a category's team for a period (end exclusive), from an authority."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    category = models.CharField(max_length=4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="category_teams")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=20, choices=choices(TeamFunction))
    period = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(function__in=[each.value for each in TeamFunction]),
                name="team_function_known",
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False) & Q(period__startswith__isnull=False),
                name="team_member_period_starts",
            ),
            ExclusionConstraint(
                name="team_member_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("category", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.person}"


class Strategy(models.Model):
    """How a category is bought: what it builds on, its goals, and where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    category = models.CharField(max_length=4)
    title = models.CharField(max_length=250)
    needs = models.TextField(blank=True)
    spend_pattern = models.TextField(blank=True)
    market = models.TextField(blank=True)
    business = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=choices(StrategyState), default=StrategyState.DRAFT
    )
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)  # who decided, and where it stands
    followed_up_on = models.DateField(null=True)
    conclusion = models.TextField(blank=True)  # of the latest follow-up
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )
    written_at = models.DateTimeField()
    written_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["category", "-written_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category"],
                condition=Q(state__in=[state.value for state in CURRENT]),
                name="strategy_one_current",
            ),
            models.UniqueConstraint(
                fields=["category"],
                condition=Q(state=StrategyState.DRAFT.value),
                name="strategy_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(state=StrategyState.DRAFT.value)
                | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="strategy_decided_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state=StrategyState.FOLLOWED_UP.value)
                | (Q(followed_up_on__isnull=False) & ~Q(conclusion="")),
                name="strategy_followed_up_in_words",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="strategy_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StrategyAction(models.Model):
    """What is to be done under a strategy, by whom and when, and what came of it (öre a year)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="strategy_actions")
    due_on = models.DateField()
    expected_ore = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=choices(ActionState), default=ActionState.OPEN)
    followed_ore = models.BigIntegerField(null=True)
    followed_how = models.TextField(blank=True)  # how the effect was counted, or why it was dropped
    followed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(followed_ore__isnull=True) | ~Q(followed_how=""),
                name="strategy_effect_with_its_ground",
            ),
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN.value) | ~Q(followed_how=""),
                name="strategy_action_closed_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.text
