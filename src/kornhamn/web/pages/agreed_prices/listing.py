"""One price list: its mapping, or its prices and what became of every row; its file; its end."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kornhamn.contracts.actions import withdraw_price_list
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import PriceList, price_list_of
from kornhamn.contracts.types import PriceListState
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.agreed_prices import mapping
from kornhamn.web.pages.agreed_prices.prices import price_table
from kornhamn.web.pages.agreed_prices.words import STATES, reason
from kornhamn.web.pages.contracts.frame import deeper
from kornhamn.web.requests import AppRequest, say

_MOST_REFUSED = 200


def list_opened(request: AppRequest, list_id: UUID) -> PriceList:
    """Return the list; one of a contract the reader may not see is not to be found."""
    found = price_list_of(list_id, request.actor)
    if found is None:
        raise Http404(str(list_id))
    return found


@requires(Permission.READ_CONTRACTS)
@require_safe
def price_list(request: AppRequest, list_id: UUID) -> HttpResponse:
    """Show where a list stands; once it is agreed, its prices and the rows that are none."""
    found = list_opened(request, list_id)
    if found.state == PriceListState.MAPPING:
        return mapping.show(request, found)
    table = price_table(
        request, found.contract, found.prices.select_related("price_list__supplier")
    )
    if file := download(table, "prislista"):
        return file
    title = found.file_name or _("Prices written by hand")
    page = {
        "found": found,
        "title": title,
        "kicker": found.supplier.name,
        "holds_from": formats.iso_date(found.holds_from),
        "state": STATES[PriceListState(found.state)],
        "table": table,
        "refused": [
            (formats.number(row), column or "–", value or "–", reason(code))
            for row, column, value, code in found.refused[:_MOST_REFUSED]
        ],
        "refused_headings": [_("Row"), _("Column"), _("Value"), _("Why it is no price")],
        "more_refused": max(len(found.refused) - _MOST_REFUSED, 0),
        "may_withdraw": manages(request.actor, found.contract)
        and found.state == PriceListState.AGREED,
    }
    prices = (_("Prices"), reverse("contract-prices", args=[found.contract.id]))
    page = deeper(page, found.contract, prices, (title, ""))
    return render(request, "agreed_prices/list.html", page)


@requires(Permission.READ_CONTRACTS)
@require_POST
def withdraw(request: AppRequest, list_id: UUID) -> HttpResponse:
    """Withdraw a list, or give one up; the prices before it hold again."""
    found = list_opened(request, list_id)
    try:
        withdraw_price_list(found.pk, by=request.actor, at=request.at)
    except NotPermittedError:
        raise
    except DomainError as refused:
        messages.error(request, say(refused))
    else:
        messages.success(request, _("The price list is withdrawn: the one before it holds."))
    return redirect("contract-prices", found.contract.id)


@requires(Permission.READ_CONTRACTS)
@require_safe
def price_file(request: AppRequest, list_id: UUID) -> FileResponse:
    """Hand a list's file out, always as a file to save."""
    found = list_opened(request, list_id)
    if not found.file:
        raise Http404(str(list_id))
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type="application/octet-stream",
    )
