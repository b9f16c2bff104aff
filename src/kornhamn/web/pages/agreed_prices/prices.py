"""A contract's prices today, what was paid beside them, and where the prices come from."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from kornhamn.analytics.queries.loyalty import priced_by_article, priced_of
from kornhamn.analytics.types.loyalty import PricedFigures
from kornhamn.contracts.queries import AgreedPrice, Contract, PriceList, price_lists_of, prices_on
from kornhamn.contracts.types import PriceListState
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.agreed_prices.words import STATES
from kornhamn.web.pages.contracts.frame import framed, opened
from kornhamn.web.pages.contracts.words import party_name
from kornhamn.web.price_words import mean_price, paid_in_words, unit_price
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Filter, Table

_FEW = 15  # prices are looked through without a search


@requires(Permission.READ_CONTRACTS)
@require_safe
def prices(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show the prices that hold today, each with what was paid."""
    contract = opened(request, contract_id)
    rows = prices_on(request.on).filter(price_list__contract=contract)
    table = price_table(request, contract, rows)
    if file := download(table, "avtalspriser"):
        return file
    count = rows.count()
    paid, lists = priced_of(contract.pk), list(price_lists_of(contract))
    page = framed(request, contract, "contract-prices") | {
        "table": table if lists else None,
        "sentence": _sentence(count),
        "has_many": count > _FEW,
        "paid": paid_in_words(paid),
        "lines_url": _lines_url(request, contract) if paid.lines or paid.other_unit_lines else "",
        "lists": [_told(one) for one in lists],
    }
    return render(request, "agreed_prices/prices.html", page)


def price_table(request: AppRequest, contract: Contract, rows: QuerySet[AgreedPrice]) -> BoundTable:
    """Return prices with what was paid for each; the lines are linked where the reader sees any."""
    paid = priced_by_article(contract.pk)
    url = _lines_url(request, contract)
    is_file = "format" in request.GET
    return _table(paid, url, named=not is_file).bind(rows, request.GET, request.path)


def _table(paid: Mapping[int, PricedFigures], lines_url: str, *, named: bool) -> Table:
    nothing = PricedFigures()

    def of(price: AgreedPrice) -> PricedFigures:
        return paid.get(price.pk, nothing)

    def lines(price: AgreedPrice) -> str:
        return f"{lines_url}?price={price.pk}" if lines_url and of(price).lines else ""

    def dearer_lines(price: AgreedPrice) -> str:
        return lines(price) if of(price).dearer_ore else ""

    return Table(
        columns=(
            Column("name", gettext_lazy("What it is"), sort="name",
                   value=lambda price: price.name or price.article),
            Column("article", gettext_lazy("Article number"), sort="article"),
            Column("price", gettext_lazy("Agreed price"), sort="ore_per_thousand",
                   value=lambda price: unit_price(price.ore_per_thousand, price.unit)),
            Column("paid", gettext_lazy("Paid on average"), sort=False,
                   value=lambda price: mean_price(of(price).paid_per_thousand)),
            Column("ore", gettext_lazy("Bought for"), kind="kronor", sort=False,
                   value=lambda price: of(price).ore or None, url=lines),
            Column("dearer", gettext_lazy("Above the agreed price"), kind="kronor", sort=False,
                   value=lambda price: of(price).dearer_ore or None, url=dearer_lines),
            Column("supplier", gettext_lazy("Supplier"), sort="price_list__supplier__name",
                   value=lambda price: party_name(price.price_list.supplier, named=named)),
        ),
        filters=(
            Filter("q", gettext_lazy("Words"), lookup="name__icontains"),
            Filter("article", gettext_lazy("Article number"), lookup="article__istartswith"),
        ),
        id="prices",
        default_sort="name",
        page_size=50,
    )  # fmt: skip


def _lines_url(request: AppRequest, contract: Contract) -> str:
    if not may(request.actor, Permission.READ_SPEND):
        return ""
    return reverse("contract-price-lines", args=[contract.id])


def _sentence(count: int) -> str:
    if not count:
        return _("No price holds today.")
    return ngettext(
        "%(n)s price holds today.", "%(n)s prices hold today.", count
    ) % {"n": formats.number(count)}  # fmt: skip


def _told(one: PriceList) -> dict[str, object]:
    state = PriceListState(one.state)
    return {
        "id": one.pk,
        "supplier": one.supplier.name,
        "holds_from": formats.iso_date(one.holds_from),
        "source": one.file_name or _("Written by hand"),
        "prices": formats.number(one.rows_taken),
        "refused": formats.number(one.rows_refused) if one.rows_refused else "",
        "state": STATES[state],
        "colour": {"agreed": "success", "mapping": "warning"}.get(state.value, "neutral"),
        "by": one.added_by_name,
    }
