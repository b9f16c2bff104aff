"""What was done to a contract, and who did it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kornhamn.audit.queries import Done
from kornhamn.contracts.queries import deeds_of
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.audit_words import subject_words, verb_words
from kornhamn.web.pages.contracts.frame import framed, opened
from kornhamn.web.requests import AppRequest


@requires(Permission.READ_CONTRACTS)
@require_safe
def history(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show every deed done to a contract and its options, the latest first."""
    found = opened(request, contract_id)
    page = framed(request, found, "contract-history")
    page["deeds"] = [_told(one) for one in deeds_of(found)]
    return render(request, "contracts/history.html", page)


def _told(done: Done) -> dict[str, object]:
    reason = done.details.get("reason", "")
    return {
        "at": done.at,
        "by": done.by,
        "text": verb_words(done.verb),
        "subject": subject_words(dict(done.details)),
        "reason": reason if isinstance(reason, str) else "",
    }
