"""The invoice lines behind a figure of prices, each beside what was agreed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.analytics.queries.loyalty import is_counted, priced_lines
from kornhamn.analytics.queries.spend import LinePaging
from kornhamn.analytics.types.loyalty import PricedPage
from kornhamn.contracts.queries import AgreedPrice, Contract, price_of
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.paged_rows import PER_PAGE, PagedTable, line_rows
from kornhamn.web.pages.contracts.frame import deeper, opened
from kornhamn.web.pages.spend.opening import scope
from kornhamn.web.price_words import mean_price, paid_in_words, price_in_words
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Table

_LONGEST_KEY = 18  # figures of a key in the database


TABLE = Table(
    columns=(
        Column("day", gettext_lazy("Day"), kind="date", value=lambda row: row.line.day),
        Column("item", gettext_lazy("What the invoice says"), sort=False,
               value=lambda row: row.line.item),
        Column("quantity", gettext_lazy("Quantity"), kind="number", sort=False,
               value=lambda row: row.milli / 1000),
        Column("ore", gettext_lazy("Paid"), kind="money", sort=False,
               value=lambda row: row.line.ore),
        Column("agreed", gettext_lazy("As agreed"), kind="money", sort=False,
               value=lambda row: row.agreed_ore),
        Column("over", gettext_lazy("Difference"), kind="money", sort=False,
               value=lambda row: row.over_ore if row.same_unit else None),
        Column("each", gettext_lazy("Paid for each"), sort=False,
               value=lambda row: mean_price(round(row.line.ore * 1_000_000 / row.milli))),
        Column("unit", gettext_lazy("Remark"), sort=False,
               value=lambda row: "" if row.same_unit else _("Another unit, it seems")),
        Column("authority", gettext_lazy("Committee or company"), sort=False,
               value=lambda row: row.line.authority or row.line.unit),
        Column("invoice", gettext_lazy("Invoice"), sort=False,
               value=lambda row: row.line.invoice),
    ),
    id="price-lines",
    default_sort="-ore",
    page_size=PER_PAGE,
    parquet=True,
    first_column_is_header=False,
)  # fmt: skip


@requires(Permission.READ_SPEND)
@require_safe
def lines(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """List the lines with an agreed price, those that differ most first."""
    contract = opened(request, contract_id)
    if not is_counted():
        raise Http404(str(contract_id))
    price = _asked(request, contract)

    def fetched(paging: LinePaging) -> PricedPage:
        only = price.pk if price else None
        return priced_lines(contract.pk, scope(request), price=only, paging=paging)

    table = PagedTable(TABLE, line_rows(fetched), request.GET, request.path)
    if file := download(table, "pris-mot-avtalspris"):
        return file
    page = {
        "table": table,
        "said": paid_in_words(table.all_rows.first_page.figures),
        "price": price_in_words(price) if price else "",
    }
    prices = (_("Prices"), reverse("contract-prices", args=[contract.id]))
    page = deeper(page, contract, prices, (_("Invoice lines"), ""))
    return render(request, "agreed_prices/lines.html", page)


def _asked(request: AppRequest, contract: Contract) -> AgreedPrice | None:
    """Return the price asked for; 404 where the contract has none such."""
    given = request.GET.get("price", "")
    if not given:
        return None
    is_key = given.isascii() and given.isdecimal() and len(given) <= _LONGEST_KEY
    found = price_of(int(given), contract) if is_key else None
    if found is None:
        raise Http404(given)
    return found
