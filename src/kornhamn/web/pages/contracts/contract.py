"""One contract on one path: who, what for whom, options, terms, documents, what comes after."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.contracts.queries import Contract, ContractOption, contract_of
from kornhamn.contracts.types import ContractState, OptionState
from kornhamn.contracts.workflow import allowed
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.words import (
    COLOURS,
    OPTIONS,
    category_in_words,
    state_in_words,
)
from kornhamn.web.requests import AppRequest


@requires(Permission.READ_CONTRACTS)
@require_safe
def contract(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show a contract; its owner's managers may decide on it from here."""
    found = contract_of(contract_id, request.actor)
    if found is None:
        raise Http404
    manages = may_manage(request, found)
    page = {
        "contract": found,
        "state": state_in_words(found),
        "colour": COLOURS[ContractState(found.state)],
        "facts": _facts(found),
        "party_headings": [_("Supplier"), _("Lot"), _("Rank")],
        "parties": sorted(found.parties.all(), key=lambda p: (p.lot, p.rank or 0, p.pk)),
        "timeline": [_moment(option, request) for option in found.options.all()],
        "open_options": [o for o in found.options.all() if o.state == OptionState.OPEN]
        if manages
        else [],
        "terms": found.terms.all(),
        "predecessors": found.predecessors.all(),
        "may_terminate": manages and len(allowed(ContractState(found.state))) > 0,
        "breadcrumbs": [(_("Contracts"), reverse("contracts")), (found.title, "")],
    }
    return render(request, "contracts/contract.html", page)


def may_manage(request: AppRequest, found: Contract) -> bool:
    """Tell whether the reader manages the owner's contracts."""
    own = authorities_within(request.actor, Permission.MANAGE_CONTRACTS)
    return any(authority.pk == found.authority_id for authority in own)


def _facts(found: Contract) -> list[tuple[str, str]]:
    manager = found.manager.name if found.manager else _("Nobody is named")
    users = _("Every authority of the group")
    if not found.for_the_group:
        users = ", ".join([found.authority.name, *(str(u.authority) for u in found.users.all())])
    last = formats.iso_date(found.last_day) if found.last_day else _("until further notice")
    facts = [
        (_("Reference"), found.reference),
        (_("Owner"), found.authority.name),
        (_("Contract manager"), manager),
        (_("Valid"), f"{formats.iso_date(found.period.lower)} – {last}"),
        (_("Category"), category_in_words(found.category)),
        (_("Who may buy"), users),
        (_("Kind"), _("Framework agreement") if found.is_framework else _("Contract")),
    ]
    if found.ceiling_ore is not None:
        facts.append((_("Ceiling"), formats.kronor(found.ceiling_ore)))
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
