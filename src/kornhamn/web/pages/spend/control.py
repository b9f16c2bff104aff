"""Is it under control: process, concentration, dependence, payment, prices, unusual months."""

from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries import spend
from kornhamn.analytics.types.spend import (
    UNKNOWN,
    Concentration,
    PriceIndex,
    Process,
    SupplierInfo,
)
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.spend.opening import page_context, scope, trail, with_choice
from kornhamn.web.pages.spend.selection import Choice, category_name, link
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Table

_WHOLE_HHI: Final = 10_000
CONCENTRATED: Final = 2_500  # HHI from which a market is called highly concentrated


@requires(Permission.READ_SPEND)
@with_choice
def control(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show what asks for a look, each table with what it rests on."""
    own, reach = choice.selection, scope(request)
    index = spend.prices(own, choice.other, reach) if choice.other else None
    tables = _tables(request, choice, index)
    for table in tables.values():
        if request.GET.get("of") == table.id and (file := download(table, f"spend-{table.id}")):
            return file
    context = {
        **tables,
        "process": spend.process(own, reach),
        "inside_url": link("spend-lines", own, process=Process.INSIDE),
        "outside_url": link("spend-lines", own, process=Process.OUTSIDE),
        "unknown_url": link("spend-lines", own, process=Process.UNKNOWN),
        "payment": spend.payment(own, reach),
        "index": index,
        "breadcrumbs": trail((_("Under control?"), "")),
    }
    return render(
        request, "spend/control.html", page_context(request, choice, "spend-control") | context
    )


def _tables(request: AppRequest, choice: Choice, index: PriceIndex | None) -> dict[str, BoundTable]:
    own, reach = choice.selection, scope(request)
    rows: dict[str, tuple[Table, Any]] = {
        "concentrated": (_concentration(choice), _concentrated(spend.concentration(own, reach))),
        "dependent": (_dependence(choice), list(spend.dependence(own, reach))),
        "unusual": (_unusual(choice), list(spend.anomalies(own, reach))),
        "priced": (_prices(choice), list(index.drifts) if index else []),
    }
    return {name: _bound(request, table, found) for name, (table, found) in rows.items()}


def _bound(request: AppRequest, table: Table, rows: list[Any]) -> BoundTable:
    """Return one of several tables on the page; `of` says which of them an address is about."""
    params = request.GET.copy()
    if params.get("of") != table.id:
        params.pop("sort", None)
        params.pop("page", None)
    params["of"] = table.id
    return table.bind(rows, params, request.path)


def _supplier_column(choice: Choice) -> Column:
    def url(row: Any) -> str:  # noqa: ANN401 - rows of several tables
        supplier: SupplierInfo | None = row.supplier
        return link("spend", choice.selection.narrowed(supplier=supplier.id)) if supplier else ""

    return Column(
        "supplier", gettext_lazy("Supplier"), url=url, value=lambda row: row.supplier.name
    )


def _concentrated(rows: Iterable[Concentration]) -> list[Concentration]:
    """Keep the categories of which few have much, the largest first: a trifle waits."""
    few = [row for row in rows if row.hhi * _WHOLE_HHI >= CONCENTRATED]
    return sorted(few, key=lambda row: -row.ore)


def _concentration(choice: Choice) -> Table:
    names = choice.form.categories
    return Table(
        columns=(
            Column(
                "category", gettext_lazy("Category"),
                value=lambda row: category_name(row.category, names),
                url=lambda row: link(
                    "spend", choice.selection.narrowed(category=row.category or UNKNOWN)
                ),
            ),
            Column(
                "hhi", gettext_lazy("Concentration (HHI)"), kind="number",
                value=lambda row: round(row.hhi * _WHOLE_HHI),
            ),
            Column("suppliers", gettext_lazy("Suppliers"), kind="number"),
            Column(
                "largest", gettext_lazy("The largest"),
                value=lambda row: row.largest.name if row.largest else "",
            ),
            Column("largest_share", gettext_lazy("Its share"), kind="percent"),
            Column("ore", gettext_lazy("Amount"), kind="kronor"),
        ),
        id="concentration",
        page_size=20,
        parquet=True,
    )  # fmt: skip


def _dependence(choice: Choice) -> Table:
    return Table(
        columns=(
            _supplier_column(choice),
            Column("ore", gettext_lazy("Amount"), kind="kronor"),
            Column(
                "share_of_largest_authority", gettext_lazy("Largest buyer's share"), kind="percent"
            ),
            Column(
                "share_of_largest_category", gettext_lazy("Largest category's share"),
                kind="percent",
            ),
            Column("months", gettext_lazy("Months with purchases"), kind="number"),
        ),
        id="dependence",
        page_size=20,
        parquet=True,
    )  # fmt: skip


def _unusual(choice: Choice) -> Table:
    def lines(row: Any) -> str:  # noqa: ANN401 - an Anomaly
        month = choice.selection.narrowed(first=row.month, last=row.month, supplier=row.supplier.id)
        return link("spend-lines", month)

    return Table(
        columns=(
            _supplier_column(choice),
            Column("month", gettext_lazy("Month"), url=lines),
            Column("ore", gettext_lazy("Amount"), kind="kronor"),
            Column("usual_ore", gettext_lazy("A usual month"), kind="kronor"),
            Column(
                "times", gettext_lazy("Times the usual"), kind="number",
                value=lambda row: round(row.times, 1),
            ),
        ),
        id="unusual",
        page_size=20,
        parquet=True,
    )  # fmt: skip


def _prices(choice: Choice) -> Table:
    return Table(
        columns=(
            Column("item", gettext_lazy("Article")),
            _supplier_column(choice),
            Column(
                "before_ore", gettext_lazy("Price before"), kind="money",
                value=lambda row: round(row.before_ore),
            ),
            Column(
                "now_ore", gettext_lazy("Price now"), kind="money",
                value=lambda row: round(row.now_ore),
            ),
            Column("change", gettext_lazy("Change"), kind="percent"),
            Column("cost_ore", gettext_lazy("What it cost"), kind="kronor"),
        ),
        id="prices",
        page_size=20,
        parquet=True,
    )  # fmt: skip
