"""Verb: say what a remark about a supplier means."""

from datetime import datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.suppliers.models import Check
from kornhamn.suppliers.types import CheckOutcome


class NoRemarkToAssessError(DomainError):
    """The answer is no remark, or another one has come since."""

    code = "check.no-remark-to-assess"
    message = N_("There is no remark here any more: a newer answer has come. Look at that one.")


class AssessmentWithoutWordsError(DomainError):
    """Nothing was written."""

    code = "check.assessment-without-words"
    message = N_("Write what the remark means: what you looked at, and what follows from it.")


@transaction.atomic
def assess_remark(check_id: int, *, assessment: str, by: Actor, at: datetime) -> Check:
    """Write what a person made of a remark; a new answer later asks for a new assessment."""
    require(by, Permission.CHECK_SUPPLIERS)
    check = Check.objects.select_for_update().filter(pk=check_id, is_current=True).first()
    if check is None or check.outcome != CheckOutcome.REMARK:
        raise NoRemarkToAssessError
    if not assessment.strip():
        raise AssessmentWithoutWordsError
    check.assessment, check.assessed_at, check.assessed_by_name = assessment.strip(), at, by.name
    check.save(update_fields=["assessment", "assessed_at", "assessed_by_name"])
    details = {"supplier": check.supplier_id, "kind": check.kind, "assessment": check.assessment}
    record(Deed("supplier.remark-assessed", "check", str(check.pk), details), by=by, at=at)
    return check
