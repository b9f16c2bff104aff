"""Entering a money limit that the law room lacks."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.money import Money
from kornhamn.law.limits import all_limits
from kornhamn.law.types import LimitKind
from kornhamn.organisation.models import EnteredLimit, Person
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission


class LimitNotMissing(DomainError):  # noqa: N818 - named for what happened
    """A limit that was published, or that no announcement knows."""

    code = "limit.not-missing"
    message = N_(
        "No amount is missing for that limit from %(start)s: what is published cannot be replaced."
    )


class LimitNotPositive(DomainError):  # noqa: N818 - named for what happened
    """An amount that is no limit."""

    code = "limit.not-positive"
    message = N_("A money limit is more than 0 kr.")


class LimitWithoutSource(DomainError):  # noqa: N818 - named for what happened
    """An amount that nobody can check."""

    code = "limit.without-source"
    message = N_("Say where the amount was published, so that others can check it.")


@transaction.atomic
def enter_limit(
    kind: LimitKind, start: date, *, amount: Money, source: str, by: Actor, at: datetime
) -> EnteredLimit:
    """Fill an empty amount of a published row, or correct what was entered there before."""
    require(by, Permission.ENTER_LIMITS)
    _refuse_unless_missing(kind, start)
    if amount.kronor <= 0:
        raise LimitNotPositive
    if not source.strip():
        raise LimitWithoutSource
    before = EnteredLimit.objects.select_for_update().filter(kind=kind, valid_from=start).first()
    entered = before or EnteredLimit(kind=kind, valid_from=start)
    details = {
        "amount": str(amount.kronor),
        "source": source.strip(),
        "amount_before": str(before.amount) if before else None,
        "source_before": before.source if before else None,
    }
    entered.amount, entered.source = Decimal(amount.kronor), source.strip()
    entered.entered_by = Person.objects.filter(pk=by.id).first() if not by.is_system else None
    entered.entered_at = at
    entered.save()
    subject = f"{kind} {start.isoformat()}"
    record(Deed("limit.entered", "limit", subject, details), by=by, at=at)
    return entered


def _refuse_unless_missing(kind: LimitKind, start: date) -> None:
    for limit in all_limits():
        if limit.kind is kind and limit.period is not None and limit.period.start == start:
            if limit.is_known:
                break
            return
    raise LimitNotMissing(start=start.isoformat())
