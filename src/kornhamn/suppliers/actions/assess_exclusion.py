"""Verb: assess the grounds of exclusion about a supplier, one by one, with reasons."""

from collections.abc import Mapping
from datetime import datetime

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.suppliers.actions.record_answers import record_answers
from kornhamn.suppliers.models import CheckRun, Supplier
from kornhamn.suppliers.types import Answer, CheckKind, CheckOutcome, CheckSource, ExclusionGround


class GroundNotAssessedError(DomainError):
    """A ground that nobody looked at, or a finding without its reason."""

    code = "exclusion.not-assessed"
    message = N_("Say of every ground whether it is there, and why you think so.")


def assess_exclusion(
    supplier: Supplier,
    found: Mapping[ExclusionGround, bool],
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> CheckRun:
    """Record which grounds of LOU chapter 13 are there, as the answer of whoever assessed them.

    It is a check like any other: it has a day, it is repeated, and a change is an alarm.
    """
    require(by, Permission.CHECK_SUPPLIERS)
    if set(found) != set(ExclusionGround) or not reason.strip():
        raise GroundNotAssessedError
    there = sorted(ground.value for ground, is_there in found.items() if is_there)
    outcome = CheckOutcome.REMARK if there else CheckOutcome.CLEAR
    answer = Answer(supplier.key, outcome, {"grounds": there, "reasons": reason.strip()})
    source = CheckSource(CheckKind.EXCLUSION, by.name, version=f"{at:%Y-%m-%d}")
    return record_answers([answer], source, by=by, at=at)
