"""How a price list's columns are read: proposed with samples and reasons, corrected, taken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kornhamn.contracts.actions import look_at_price_list, take_prices
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import (
    PriceField,
    PriceList,
    missing_price_fields,
    price_list_of,
)
from kornhamn.contracts.types import PriceListState
from kornhamn.files.tables.mapping import ColumnMapping, unique_names
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.column_mapping import ColumnsForm, shown
from kornhamn.web.pages.agreed_prices.words import FIELDS, MISSING, WHY
from kornhamn.web.pages.contracts.frame import deeper
from kornhamn.web.requests import AppRequest, say


class PriceMappingForm(ColumnsForm):
    """The field of each column."""

    words = FIELDS

    def clean(self) -> dict[str, Any]:
        """Refuse what a price cannot be without, too."""
        given = super().clean()
        for lack in missing_price_fields(ColumnMapping(self.chosen(PriceField))):
            told = _("Say which column is %(what)s.") % {"what": MISSING[lack]}
            self.add_error(None, told)
        return given


def show(
    request: AppRequest, found: PriceList, form: PriceMappingForm | None = None
) -> HttpResponse:
    """Draw the proposed mapping, or the chosen one with what is wrong with it."""
    table, proposal = look_at_price_list(found)
    names = unique_names(table.header)
    form = form or PriceMappingForm(
        names=names,
        initial={f"column_{at}": one.value for one, at in proposal.mapping.columns.items()},
    )
    page = {
        "found": found,
        "form": form,
        "holds_from": formats.iso_date(found.holds_from),
        "columns": shown(names, form, proposal, WHY),
        "above": table.above[:3],
        "missing": [MISSING[one] for one in missing_price_fields(proposal.mapping)],
        "may_take": manages(request.actor, found.contract),
    }
    prices = (_("Prices"), reverse("contract-prices", args=[found.contract.id]))
    page = deeper(page, found.contract, prices, (found.file_name, ""))
    return render(request, "agreed_prices/mapping.html", page)


@requires(Permission.READ_CONTRACTS)
@require_POST
def take(request: AppRequest, list_id: UUID) -> HttpResponse:
    """Take the prices in with the mapping that was chosen."""
    found = price_list_of(list_id, request.actor)
    if found is None or found.state != PriceListState.MAPPING:
        return redirect("price-list", list_id)
    form = PriceMappingForm(request.POST, names=unique_names(found.header))
    if not form.is_valid():
        return show(request, found, form)
    decimal = look_at_price_list(found)[1].mapping.decimal
    mapping = ColumnMapping(form.chosen(PriceField), decimal=decimal)
    try:
        taken = take_prices(found.pk, mapping, by=request.actor, at=request.at)
    except NotPermittedError:
        raise
    except DomainError as refused:
        form.add_error(None, say(refused))
        return show(request, found, form)
    told = ngettext(
        "%(n)s price is taken in.", "%(n)s prices are taken in.", taken.rows_taken
    ) % {"n": formats.number(taken.rows_taken)}  # fmt: skip
    messages.success(request, told)
    return redirect("price-list", list_id)
