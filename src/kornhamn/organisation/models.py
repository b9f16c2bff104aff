"""Tables of the group: people, contracting authorities, appointments."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower

from kornhamn.kernel.choices import choices
from kornhamn.organisation.permissions import scope_of
from kornhamn.organisation.types import (
    GROUP_ROLES,
    Actor,
    AuthorityKind,
    Permission,
    Role,
)

_GROUP_ROLE_NAMES = sorted(role.value for role in GROUP_ROLES)  # a set has no order to migrate by


class PersonManager(BaseUserManager["Person"]):
    """People are found by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with that e-mail address."""
        return self.get(email__iexact=username)

    def by_emails(self, emails: Collection[str]) -> models.QuerySet["Person"]:
        """Return the people with those addresses, whatever their case."""
        small = [email.lower() for email in emails]
        return self.alias(small_email=Lower("email")).filter(small_email__in=small)


class Person(AbstractBaseUser):
    """Somebody known to the group. Nobody has a password here: sign-in is the group's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Questions about authorities."""

    def within(self, actor: Actor, permission: Permission) -> Self:
        """Keep the authorities over which the actor holds the permission."""
        scope = scope_of(actor, permission)
        if scope.group:
            return self
        allowed = Q(pk__in=scope.own)
        if scope.companies:
            allowed |= Q(kind=AuthorityKind.COMPANY)
        return self.filter(allowed)

    def companies(self) -> Self:
        """Keep the companies, which the group board answers for."""
        return self.filter(kind=AuthorityKind.COMPANY)

    def legal_persons(self) -> Self:
        """Keep those with a number of their own; committees share the municipality's."""
        return self.exclude(kind=AuthorityKind.COMMITTEE)


class Authority(models.Model):
    """A contracting authority of the group: the municipality, a committee or a company."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=choices(AuthorityKind))
    organisation_number = models.CharField(max_length=10)
    other_names = models.JSONField(default=list, blank=True)  # as public files spell it

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in AuthorityKind]),
                name="authority_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(organisation_number__regex=r"^[0-9]{10}$"),
                name="authority_organisation_number_ten_digits",
            ),
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(kind=AuthorityKind.COMMITTEE.value),
                name="authority_legal_person_once",
            ),
            models.UniqueConstraint(Lower("name"), name="authority_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Questions about appointments."""

    def on(self, day: date) -> Self:
        """Keep the appointments that hold on that day."""
        return self.filter(period__contains=day)


class Appointment(models.Model):
    """A person holds a role in an authority, or in the group, for a period (end exclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="appointments", null=True, blank=True
    )
    role = models.CharField(max_length=30, choices=choices(Role))
    period = DateRangeField()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="appointment_role_known"
            ),
            models.CheckConstraint(
                condition=Q(authority__isnull=True, role__in=_GROUP_ROLE_NAMES)
                | (Q(authority__isnull=False) & ~Q(role__in=_GROUP_ROLE_NAMES)),
                name="appointment_group_roles_name_no_authority",
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False) & Q(period__startswith__isnull=False),
                name="appointment_period_starts",
            ),
            ExclusionConstraint(
                name="appointment_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Coalesce("authority", uuid.UUID(int=0)),
                        RangeOperators.EQUAL,
                    ),
                    ("role", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"

    @property
    def last_day(self) -> date | None:
        """The last day of the period, or None while it runs."""
        end: date | None = self.period.upper
        return end and end - timedelta(days=1)


class EnteredLimit(models.Model):
    """A money limit that the law room lacks, entered by an administrator with its source."""

    kind = models.CharField(max_length=40)
    valid_from = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.TextField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="entered_limit_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="entered_limit_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"
