"""From whom: every supplier of the selection, how few make how much, new and lost ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, overload

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries import spend
from kornhamn.analytics.types.spend import Newcomers, Pareto, SpendSelection, SupplierSpend
from kornhamn.organisation.types import Permission, Scope
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.formats import number, percent
from kornhamn.web.pages.spend import drawings
from kornhamn.web.pages.spend.opening import page_context, scope, trail, with_choice
from kornhamn.web.pages.spend.selection import Choice, link
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Filter, Table

PER_PAGE = 50
MOST_IN_A_FILE = 100_000
_HALF, _MOST = 5, 8  # tenths of the spend


@dataclass(frozen=True)
class SupplierRows(Sequence[SupplierSpend]):
    """The suppliers of a selection from the largest, of which only the page looked at is made."""

    selection: SpendSelection
    scope: Scope
    search: str = ""

    @cached_property
    def _first(self) -> spend.SupplierPage:
        return self._page(0, PER_PAGE)

    def __len__(self) -> int:
        return self._first.total

    @overload
    def __getitem__(self, wanted: int) -> SupplierSpend: ...
    @overload
    def __getitem__(self, wanted: slice) -> Sequence[SupplierSpend]: ...
    def __getitem__(self, wanted: int | slice) -> Any:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        start = wanted.start or 0
        return self._first.rows if start == 0 else self._page(start, PER_PAGE).rows

    def __iter__(self) -> Iterator[SupplierSpend]:
        """Yield the rows for a file, as many as a file takes."""
        yield from self._page(0, MOST_IN_A_FILE).rows

    def _page(self, start: int, most: int) -> spend.SupplierPage:
        return spend.suppliers(
            self.selection, self.scope, search=self.search, start=start, most=most
        )


class SupplierTable(BoundTable):
    """A table of suppliers that the figures have already ranked and searched."""

    @cached_property
    def all_rows(self) -> SupplierRows:
        """The suppliers whose name holds what is searched for."""
        assert isinstance(self.source, SupplierRows)  # noqa: S101 - what such a table is bound to
        search = next((one.value for one in self.filters if one.key == "q"), "")
        return replace(self.source, search=search)


@requires(Permission.READ_SPEND)
@with_choice
def suppliers(request: AppRequest, choice: Choice) -> HttpResponse:
    """List the suppliers of the selection, the largest first."""
    rows = SupplierRows(choice.selection, scope(request))
    table = SupplierTable(_table(choice), rows, request.GET, request.path)
    if file := download(table, "spend-suppliers"):
        return file
    found = spend.pareto(choice.selection, scope(request))
    context = {
        "table": table,
        "pareto": found,
        "sentence": pareto_sentence(found),
        "curves": drawings.spread(found),
        "pareto_headings": [_("Share of the spend"), _("Suppliers")],
        "pareto_rows": _pareto_rows(found),
        **_changes(request, choice),
        "breadcrumbs": trail((_("Suppliers"), "")),
    }
    return render(
        request, "spend/suppliers.html", page_context(request, choice, "spend-suppliers") | context
    )


def pareto_sentence(found: Pareto) -> str:
    """Return how few suppliers make half of the spend, and how many share the tail."""
    if not found.suppliers:
        return ""
    return _(
        "Half of the spend goes to %(half)s of %(all)s suppliers. "
        "%(tail)s suppliers share the last %(share)s of it."
    ) % {
        "half": number(found.reached[_HALF - 1]),
        "all": number(found.suppliers),
        "tail": number(found.tail_suppliers),
        "share": percent(found.tail_ore / found.ore),
    }


def supplier_url(row: SupplierSpend, choice: Choice) -> str:
    """Return where a supplier leads: the same view of that supplier alone."""
    return link("spend", choice.selection.narrowed(supplier=row.supplier.id))


def _table(choice: Choice) -> Table:
    def lines(row: SupplierSpend) -> str:
        return link("spend-lines", choice.selection.narrowed(supplier=row.supplier.id))

    return Table(
        columns=(
            Column(
                "name", gettext_lazy("Supplier"), sort=False,
                url=lambda row: supplier_url(row, choice), value=lambda row: row.supplier.name,
            ),
            Column("ore", gettext_lazy("Amount"), kind="kronor", sort=False),
            Column("share", gettext_lazy("Share"), kind="percent", sort=False),
            Column("running_share", gettext_lazy("Share so far"), kind="percent", sort=False),
            Column("invoices", gettext_lazy("Invoices"), kind="number", sort=False),
            Column("authorities", gettext_lazy("Buyers"), kind="number", sort=False),
            Column("first", gettext_lazy("First"), sort=False),
            Column("last", gettext_lazy("Latest"), sort=False),
            Column("lines", gettext_lazy("Lines"), kind="number", sort=False, url=lines),
        ),
        filters=(Filter("q", gettext_lazy("Supplier")),),
        id="suppliers",
        page_size=PER_PAGE,
        parquet=True,
    )  # fmt: skip


def _pareto_rows(found: Pareto) -> list[tuple[str, str]]:
    return [
        (percent((tenth + 1) / 10), number(reached)) for tenth, reached in enumerate(found.reached)
    ]


def _changes(request: AppRequest, choice: Choice) -> dict[str, Any]:
    """Return the suppliers that are new and lost beside the period before."""
    other = choice.other
    if other is None or other.authorities != choice.selection.authorities:
        return {"changes": None}
    found: Newcomers = spend.newcomers(choice.selection, other, scope(request))
    return {
        "changes": found,
        "new": [(row, supplier_url(row, choice)) for row in found.new],
        "lost": [(row, supplier_url(row, Choice(choice.form, other, None))) for row in found.lost],
    }
