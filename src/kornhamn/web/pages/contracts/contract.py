"""One contract on one path: who, what for whom, options, terms, documents, what comes after."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.contracts.queries import Contract, ContractOption
from kornhamn.contracts.types import OptionState
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import framed, opened
from kornhamn.web.pages.contracts.words import (
    OPTIONS,
    category_in_words,
)
from kornhamn.web.requests import AppRequest


@requires(Permission.READ_CONTRACTS)
@require_safe
def contract(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show a contract; its owner's managers may decide on it from here."""
    found = opened(request, contract_id)
    page = framed(request, found, "contract") | {
        "facts": _facts(found),
        "party_headings": [_("Supplier"), _("Lot"), _("Rank")],
        "parties": sorted(found.parties.all(), key=lambda p: (p.lot, p.rank or 0, p.pk)),
        "timeline": [_moment(option, request) for option in found.options.all()],
        "predecessors": found.predecessors.all(),
    }
    return render(request, "contracts/contract.html", page)


def _facts(found: Contract) -> list[tuple[str, str]]:
    users = _("Every authority of the group")
    if not found.for_the_group:
        users = ", ".join([found.authority.name, *(str(u.authority) for u in found.users.all())])
    last = formats.iso_date(found.last_day) if found.last_day else _("until further notice")
    facts = [
        (_("Valid"), f"{formats.iso_date(found.period.lower)} – {last}"),
        (_("Category"), category_in_words(found.category)),
        (_("Who may buy"), users),
        (_("Kind"), _("Framework agreement") if found.is_framework else _("Contract")),
    ]
    for label, text in ((_("Prices"), found.prices), (_("Indexation"), found.indexation)):
        if text:
            facts.append((label, text))
    return facts


def _moment(option: ContractOption, request: AppRequest) -> dict[str, object]:
    """Return an option as a moment of the contract's life."""
    is_open = option.state == OptionState.OPEN
    state = "done"
    if is_open:
        state = "late" if option.notice_on < request.on else "coming"
    title = _("Option to %(last)s") % {"last": formats.iso_date(option.last_day)}
    text = str(OPTIONS[OptionState(option.state)])
    if option.reason:
        text = f"{text}: {option.reason} ({option.decided_by_name})"
    return {"date": option.notice_on, "title": title, "text": text, "url": "", "state": state}
