"""Tables of flags: the questions that figures raise, and what people answered."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from kornhamn.analytics.workflow import WAITING, FlagState
from kornhamn.kernel.choices import choices
from kornhamn.organisation.models import Authority, Person
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import Actor, AuthorityKind, Permission
from kornhamn.suppliers.models import Supplier


class FlagQuerySet(models.QuerySet["Flag"]):
    """Questions about flags."""

    def within(self, actor: Actor, permission: Permission) -> Self:
        """Keep the flags of the authorities where the actor holds the permission.

        The group's own are for those who hold it over the whole group.
        """
        scope = scope_of(actor, permission)
        if scope.group:
            return self
        allowed = Q(authority__in=scope.own)
        if scope.companies:
            allowed |= Q(authority__kind=AuthorityKind.COMPANY)
        return self.filter(allowed)

    def waiting(self) -> Self:
        """Keep the flags that nobody has answered, or that ask anew."""
        return self.filter(state__in=[state.value for state in WAITING])


class Flag(models.Model):
    """A question that an indicator raised over its threshold, about one thing in one year.

    Values are whole numbers in the indicator's unit, as its reference page says.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.CharField(max_length=40)
    authority = models.ForeignKey(  # null is the group as a whole
        Authority, on_delete=models.PROTECT, null=True, related_name="flags"
    )
    category = models.CharField(max_length=40, blank=True)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.CharField(max_length=250, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(
        max_length=10,
        choices=choices(FlagState),
        default=FlagState.OPEN,
    )
    value = models.BigIntegerField()
    part = models.BigIntegerField(null=True)
    whole = models.BigIntegerField(null=True)
    forecast = models.BigIntegerField(null=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    years = models.PositiveSmallIntegerField(null=True)
    threshold = models.BigIntegerField()  # as it was when the question was put
    answered_value = models.BigIntegerField(null=True)  # the figure that the last answer is about
    asked_at = models.DateTimeField()
    counted_at = models.DateTimeField()

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "authority", "category", "supplier", "item", "year"],
                name="flag_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in FlagState]),
                name="flag_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=FlagState.ANSWERED.value) | Q(answered_value__isnull=False),
                name="flag_answered_about_a_figure",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-whole"], name="flag_queue")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class FlagAnswer(models.Model):
    """A reasoned answer: why it is so, what that rests on, and what will be done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="answers")
    reason = models.TextField()
    rests_on = models.TextField()
    measure = models.TextField()  # what will be done; "nothing" is an answer with a reason
    done_by = models.DateField(null=True)
    value = models.BigIntegerField()  # the figure it answers
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    answered_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-answered_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(rests_on="") & ~Q(measure=""),
                name="flag_answer_is_reasoned",
            )
        ]

    def __str__(self) -> str:
        return self.reason
