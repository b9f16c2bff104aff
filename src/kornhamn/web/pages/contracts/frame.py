"""The frame of a contract's pages: who may see it, its head, and the tabs between its pages.

A page of a contract opens it with `opened` or `managed`, renders `framed(...)` with its own
context, and its template extends `contracts/frame.html` and fills `part`. A new page is a row in
`PARTS`.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import Contract, contract_of
from kornhamn.contracts.types import ContractState, OptionState
from kornhamn.contracts.workflow import allowed
from kornhamn.web import formats
from kornhamn.web.pages.contracts.words import COLOURS, state_in_words, suppliers_in_words
from kornhamn.web.requests import AppRequest

_NEAR = timedelta(days=365)  # an option to be decided within it is the page's main button
# A contract's pages in the order of its path: the label and the name of its address.
PARTS = (
    (gettext_lazy("Overview"), "contract"),
    (gettext_lazy("Call-offs"), "contract-call-offs"),
    (gettext_lazy("Prices"), "contract-prices"),
    (gettext_lazy("Terms"), "contract-terms"),
    (gettext_lazy("Subcontractors"), "contract-chain"),
    (gettext_lazy("Implementation"), "contract-implementation"),
    (gettext_lazy("Follow-up"), "contract-follow-up"),
    (gettext_lazy("Documents"), "contract-documents"),
    (gettext_lazy("Purchases"), "contract-purchases"),
    (gettext_lazy("History"), "contract-history"),
)


def opened(request: AppRequest, contract_id: UUID) -> Contract:
    """Return the contract; one the reader may not see is as little to be found as none."""
    found = contract_of(contract_id, request.actor)
    if found is None:
        raise Http404(str(contract_id))
    return found


def managed(request: AppRequest, contract_id: UUID) -> Contract:
    """Return the contract if the reader manages its owner's contracts."""
    found = opened(request, contract_id)
    if not manages(request.actor, found):
        raise Http404(str(contract_id))
    return found


def framed(request: AppRequest, found: Contract, current: str) -> dict[str, Any]:
    """Return what the frame shows round the page of that name."""
    may_manage = manages(request.actor, found)
    is_living = bool(allowed(ContractState(found.state)))
    open_options = [one for one in found.options.all() if one.state == OptionState.OPEN]
    return {
        "contract": found,
        "manages": may_manage,
        "state": state_in_words(found),
        "colour": COLOURS[ContractState(found.state)],
        "head": _head(request, found),
        "next_option": open_options[0] if may_manage and is_living and open_options else None,
        "option_is_near": bool(open_options) and open_options[0].notice_on <= request.on + _NEAR,
        "may_terminate": may_manage and is_living,
        "tabs": [
            (str(label), reverse(name, args=[found.id]), name == current) for label, name in PARTS
        ],
        "breadcrumbs": trail(found, current),
    }


def trail(found: Contract, current: str, *below: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the breadcrumbs down to a page of the contract, and what lies below it."""
    here = [(str(label), name) for label, name in PARTS[1:] if name == current]
    steps = [
        (found.title, reverse("contract", args=[found.id])),
        *((label, reverse(name, args=[found.id])) for label, name in here),
        *below,
    ]
    steps[-1] = (steps[-1][0], "")
    return [(_("Contracts"), reverse("contracts")), *steps]


def deeper(page: dict[str, Any], found: Contract, *places: tuple[str, str]) -> dict[str, Any]:
    """Return a page below one of a contract's tabs: no tabs, and the way back as breadcrumbs."""
    return page | {"contract": found, "breadcrumbs": trail(found, "", *places)}


def _head(request: AppRequest, found: Contract) -> list[tuple[str, str]]:
    manager = found.manager.name if found.manager else _("Nobody is named")
    head = [
        (_("With"), suppliers_in_words(found, named=True)),
        (_("Owner"), found.authority.name),
        (_("Contract manager"), manager),
        (_("Last day"), _last_day(request, found)),
    ]
    if found.ceiling_ore is not None:
        head.append((_("Ceiling"), formats.kronor(found.ceiling_ore)))
    return head


def _last_day(request: AppRequest, found: Contract) -> str:
    last = found.last_day
    if last is None:
        return _("until further notice")
    left = (last - request.on).days
    if found.state != ContractState.IN_FORCE or left < 0:
        return formats.iso_date(last)
    return ngettext("%(day)s (%(n)s day left)", "%(day)s (%(n)s days left)", left) % {
        "day": formats.iso_date(last),
        "n": formats.number(left),
    }
