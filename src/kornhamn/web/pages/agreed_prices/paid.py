"""The invoice lines behind a figure of prices, each beside what was agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, overload
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.analytics.queries.loyalty import is_counted, priced_lines
from kornhamn.analytics.queries.spend import LinePaging
from kornhamn.analytics.types.loyalty import PaidPrice, PricedPage
from kornhamn.analytics.types.spend import LineSort
from kornhamn.contracts.queries import AgreedPrice, Contract, price_of
from kornhamn.organisation.types import Permission, Scope
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.contracts.frame import deeper, opened
from kornhamn.web.pages.spend.opening import scope
from kornhamn.web.price_words import mean_price, paid_in_words, price_in_words
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Table

PER_PAGE = 50
MOST_IN_A_FILE = 100_000
_LONGEST_KEY = 18  # figures of a key in the database


@dataclass(frozen=True)
class Rows(Sequence[PaidPrice]):
    """The lines of a contract or a price, of which only the page looked at is read."""

    contract: int
    price: int | None
    scope: Scope
    sort: LineSort = LineSort.ORE
    down: bool = True

    @cached_property
    def first_page(self) -> PricedPage:
        """The first page, which knows the totals."""
        return self._page(1, PER_PAGE)

    def __len__(self) -> int:
        return self.first_page.total

    @overload
    def __getitem__(self, wanted: int) -> PaidPrice: ...
    @overload
    def __getitem__(self, wanted: slice) -> Sequence[PaidPrice]: ...
    def __getitem__(self, wanted: int | slice) -> Any:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        page = (wanted.start or 0) // PER_PAGE + 1
        return self.first_page.rows if page == 1 else self._page(page, PER_PAGE).rows

    def __iter__(self) -> Iterator[PaidPrice]:
        """Yield the lines for a file, as many as a file takes."""
        yield from self._page(1, MOST_IN_A_FILE).rows

    def _page(self, page: int, per_page: int) -> PricedPage:
        paging = LinePaging(page, per_page, self.sort, self.down)
        return priced_lines(self.contract, self.scope, price=self.price, paging=paging)


class PaidTable(BoundTable):
    """A table of lines that are sorted already."""

    @cached_property
    def all_rows(self) -> Rows:
        """The lines in the order that the address asks for."""
        assert isinstance(self.source, Rows)  # noqa: S101 - what such a table is bound to
        key = LineSort(self.sort.removeprefix("-"))
        return replace(self.source, sort=key, down=self.sort.startswith("-"))


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
    rows = Rows(contract.pk, price.pk if price else None, scope(request))
    table = PaidTable(TABLE, rows, request.GET, request.path)
    if file := download(table, "pris-mot-avtalspris"):
        return file
    page = {
        "table": table,
        "said": paid_in_words(rows.first_page.figures),
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
