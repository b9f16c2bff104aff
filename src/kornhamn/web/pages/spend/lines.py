"""The lines behind a number: the same selection, the same total, the same kronor."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries import spend
from kornhamn.analytics.queries.loyalty import line_contracts
from kornhamn.analytics.queries.spend import LinePaging
from kornhamn.analytics.types.loyalty import LineContract
from kornhamn.analytics.types.spend import LinePage, Process, SpendLine
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.loyalty_words import in_words
from kornhamn.web.paged_rows import MOST_IN_A_FILE, PER_PAGE, PagedTable, line_rows
from kornhamn.web.pages.spend.opening import page_context, scope, trail, with_choice
from kornhamn.web.pages.spend.selection import Choice, category_name, link
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Table

Contracts = dict[tuple[UUID, int], LineContract]  # by load and row
PROCESSES: dict[Process, Promise] = {
    Process.INSIDE: gettext_lazy("inside the purchasing process"),
    Process.OUTSIDE: gettext_lazy("outside the purchasing process"),
    Process.UNKNOWN: gettext_lazy("process not known"),
}


@requires(Permission.READ_SPEND)
@with_choice
def lines(request: AppRequest, choice: Choice) -> HttpResponse:
    """List the lines of the selection, the largest first."""
    asked = request.GET.get("process", "")
    process = Process(asked) if asked in set(Process) else None
    contracts: Contracts = {}  # of the lines read

    def page(paging: LinePaging) -> LinePage:
        found = spend.lines(choice.selection, scope(request), process=process, paging=paging)
        contracts.update(line_contracts(found.rows))
        return found

    table = PagedTable(_table(choice, contracts), line_rows(page), request.GET, request.path)
    if file := download(table, "spend-lines"):
        return file
    context = {
        "table": table,
        "totals": table.all_rows.first_page,
        "process": PROCESSES[process] if process else "",
        "without_process": link("spend-lines", choice.selection),
        "most_in_a_file": MOST_IN_A_FILE,
        "breadcrumbs": trail((_("Lines"), "")),
    }
    return render(
        request, "spend/lines.html", page_context(request, choice, "spend-lines") | context
    )


def _table(choice: Choice, contracts: Contracts) -> Table:
    names = choice.form.categories

    def contract(row: SpendLine) -> LineContract | None:
        return contracts.get((row.load, row.row))

    def contract_page(row: SpendLine) -> str:
        found = contract(row)
        known = found.contract if found else None
        return reverse("contract-purchases", args=[known]) if known else ""

    def supplier(row: SpendLine) -> str:
        return row.supplier.name if row.supplier else ""

    def supplier_page(row: SpendLine) -> str:
        return reverse("supplier", args=[row.supplier.id]) if row.supplier else ""

    return Table(
        columns=(
            Column("day", gettext_lazy("Day"), kind="date"),
            Column(
                "supplier", gettext_lazy("Supplier"), sort=False, url=supplier_page,
                value=supplier,
            ),
            Column("ore", gettext_lazy("Amount"), kind="money"),
            Column(
                "text", gettext_lazy("What"), sort=False,
                value=lambda row: row.item or row.text,
            ),
            Column("account", gettext_lazy("Account"), sort=False),
            Column(
                "category", gettext_lazy("Category"), sort=False,
                value=lambda row: category_name(row.category, names),
            ),
            Column(
                "authority", gettext_lazy("Committee or company"), sort=False,
                value=lambda row: row.authority or row.unit,
            ),
            Column(
                "contract", gettext_lazy("Contract"), sort=False,
                value=lambda row: in_words(contract(row)),
                url=contract_page,
            ),
            Column("agreement", gettext_lazy("Agreement"), sort=False),
            Column("invoice", gettext_lazy("Invoice"), sort=False),
            Column("voucher", gettext_lazy("Voucher"), sort=False),
            Column("row", gettext_lazy("Row in the file"), kind="number", sort=False),
        ),
        id="lines",
        default_sort="-ore",
        page_size=PER_PAGE,
        parquet=True,
        first_column_is_header=False,
    )  # fmt: skip
