"""The lines behind a figure of loyalty, each with its contract or why it has none."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.loyalty import LeakWanted, loyalty_lines
from kornhamn.analytics.queries.spend import LinePaging
from kornhamn.analytics.types.loyalty import LineContract
from kornhamn.analytics.types.spend import SpendLine
from kornhamn.contracts.queries import contract_of
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.loyalty_words import CAUSES, in_words
from kornhamn.web.paged_rows import PER_PAGE, PagedTable, line_rows
from kornhamn.web.pages.loyalty.opening import not_yet, page_context, trail
from kornhamn.web.pages.spend.opening import scope, with_choice
from kornhamn.web.pages.spend.selection import Choice, category_name
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its contract."""

    line: SpendLine
    contract: LineContract


@dataclass(frozen=True, slots=True)
class Page:
    """A page of lines with their contracts, and the totals of all of them."""

    rows: tuple[Row, ...]
    total: int
    pages: int
    ore: int


@requires(Permission.READ_SPEND)
@with_choice
def lines(request: AppRequest, choice: Choice) -> HttpResponse:
    """List the lines of a cause or a contract, the largest first."""
    if nothing := not_yet(request):
        return nothing
    asked = request.GET.get("leak", "")
    leak = asked if asked in CAUSES else ""
    wanted, title = _contract(request)

    def page(paging: LinePaging) -> Page:
        asked = LeakWanted(leak, wanted)
        found, contracts = loyalty_lines(choice.selection, scope(request), asked, paging=paging)
        rows = tuple(Row(*both) for both in zip(found.rows, contracts, strict=True))
        return Page(rows, found.total, found.pages, found.ore)

    table = PagedTable(_table(choice), line_rows(page), request.GET, request.path)
    if file := download(table, "avtalstrohet-rader"):
        return file
    context = {
        "table": table,
        "totals": table.all_rows.first_page,
        "cause": CAUSES[leak] if leak else "",
        "contract_title": title,
        "breadcrumbs": trail((_("Lines"), "")),
    }
    return render(request, "loyalty/lines.html", page_context(request, choice, "lines") | context)


def _contract(request: AppRequest) -> tuple[int | None, str]:
    """Return the key and the title of the contract asked for; 404 where the reader sees none."""
    given = request.GET.get("contract", "")
    if not given:
        return None, ""
    try:
        found = contract_of(UUID(given), request.actor)
    except ValueError:
        found = None
    if found is None:
        raise Http404(given)
    return found.pk, found.title


def _table(choice: Choice) -> Table:
    names = choice.form.categories

    def supplier(row: Row) -> str:
        return row.line.supplier.name if row.line.supplier else ""

    def contract_page(row: Row) -> str:
        found = row.contract.contract
        return reverse("contract-purchases", args=[found]) if found else ""

    return Table(
        columns=(
            Column("day", gettext_lazy("Day"), kind="date", value=lambda row: row.line.day),
            Column("supplier", gettext_lazy("Supplier"), sort=False, value=supplier),
            Column("ore", gettext_lazy("Amount"), kind="money", value=lambda row: row.line.ore),
            Column("contract", gettext_lazy("Contract"), sort=False,
                   value=lambda row: in_words(row.contract), url=contract_page),
            Column("over", gettext_lazy("Above the ceiling"), kind="money", sort=False,
                   value=lambda row: row.contract.over_ore or None),
            Column("text", gettext_lazy("What"), sort=False,
                   value=lambda row: row.line.item or row.line.text),
            Column("category", gettext_lazy("Category"), sort=False,
                   value=lambda row: category_name(row.line.category, names)),
            Column("authority", gettext_lazy("Committee or company"), sort=False,
                   value=lambda row: row.line.authority or row.line.unit),
            Column("invoice", gettext_lazy("Invoice"), sort=False,
                   value=lambda row: row.line.invoice),
        ),
        id="loyalty-lines",
        default_sort="-ore",
        page_size=PER_PAGE,
        parquet=True,
        first_column_is_header=False,
    )  # fmt: skip
