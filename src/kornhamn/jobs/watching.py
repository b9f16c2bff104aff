"""Checks through the contract's life: ask about those that are due, raise alarms of what is new."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from kornhamn.contracts.actions import raise_alarms
from kornhamn.contracts.queries import due_checks
from kornhamn.integrations.actions import check_tax
from kornhamn.integrations.business_register.client import BusinessRegisterClient
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.types import CheckKind


def ask_and_raise(at: datetime) -> int:
    """Ask the source that answers by itself about suppliers that are due; return new alarms.

    What is known already raises its alarms though the source should fail; the failure is told then.
    The other sources come as files, with `kornhamn check`; what is due there stands on the page
    of alarms until somebody has taken a file in.
    """
    try:
        _ask(at)
    finally:
        raised = raise_alarms(by=SYSTEM, at=at)
    return raised


def _ask(at: datetime) -> None:
    on = timezone.localdate(at)  # noqa: TID251 - the edge
    due = due_checks(on)
    tax = set(due.filter(due["kind"] == CheckKind.TAX.value)["supplier"])
    if tax and settings.BUSINESS_REGISTER_URL:
        certificate, key = settings.BUSINESS_REGISTER_CERTIFICATE, settings.BUSINESS_REGISTER_KEY
        register = BusinessRegisterClient(settings.BUSINESS_REGISTER_URL, certificate, key)
        check_tax(register, by=SYSTEM, at=at, only=tax)
