"""One contract list: its mapping, or what became of every row."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from kornhamn.contracts.queries import (
    ContractListLoad,
    ContractListRow,
    ListField,
    list_state_now,
    rows_of_list,
)
from kornhamn.contracts.types import ListState, RowOutcome
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.contract_lists import mapping
from kornhamn.web.pages.contract_lists.listing import below, opened
from kornhamn.web.pages.contract_lists.words import FIELDS, OUTCOMES, STATES, reason
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table


def _remarks(row: ContractListRow) -> str:
    """Return the row's remarks as sentences, each with its column and value."""
    said = []
    for column, value, code in row.remarks:
        where = ": ".join(filter(None, (column, f"“{value}”" if value else "")))
        said.append(f"{where} – {reason(code)}" if where else reason(code))
    return " ".join(said)


def _address(row: ContractListRow) -> str:
    return reverse("contract", args=[row.contract.id]) if row.contract else ""


TABLE = Table(
    columns=(
        Column("row", gettext_lazy("Row"), kind="number", sort="row"),
        Column("what", gettext_lazy("Contract"), sort="what", url=_address),
        Column("outcome", gettext_lazy("What was done"), sort="outcome",
               value=lambda row: OUTCOMES[RowOutcome(row.outcome)]),
        Column("remarks", gettext_lazy("For a person to look at"), sort=False, value=_remarks),
    ),
    filters=(
        Filter("outcome", gettext_lazy("What was done"),
               choices=tuple((one.value, word) for one, word in OUTCOMES.items())),
        Filter("q", gettext_lazy("Words of the contract"), lookup="what__icontains"),
    ),
    id="list-rows",
    first_column_is_header=False,
    page_size=50,
)  # fmt: skip


@requires(Permission.MANAGE_CONTRACTS)
@require_safe
def contract_list(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Show where a list stands and how far it has come; once it is loaded, its report."""
    found = opened(request, load_id)
    state = list_state_now(found)
    is_open = state in {ListState.WAITING, ListState.RUNNING}
    if "HX-Request" in request.headers and not is_open:
        return HttpResponseClientRefresh()  # the progress asked, and there is none any more
    if state is ListState.MAPPING:
        return mapping.show(request, found)
    shows_all = request.GET.get("view") == "all"
    rows = rows_of_list(found, remarked=not shows_all)
    table = TABLE.bind(rows, request.GET, request.path)
    here = request.path
    page = {
        "load": found,
        "state": state,
        "is_open": is_open,
        "state_word": STATES[state],
        "counts": _counts(found, here),
        "reading": _reading(found),
        "table": table,
        "tabs": [
            (_("To look at"), here, not shows_all),
            (_("Every row"), f"{here}?view=all", shows_all),
        ],
        "breadcrumbs": below((found.file_name, "")),
    }
    return download(table, "avtalslista") or render(request, "contract_lists/load.html", page)


def _counts(found: ContractListLoad, here: str) -> list[tuple[str, str, str]]:
    """Return each outcome, its rows, and where they are listed."""
    return [
        (
            str(word),
            formats.number(getattr(found, f"rows_{outcome.value}")),
            f"{here}?view=all&outcome={outcome.value}",
        )
        for outcome, word in OUTCOMES.items()
    ]


def _reading(found: ContractListLoad) -> list[tuple[str, str]]:
    """Return what each column was read as, and how the file was written."""
    columns: Mapping[str, Any] = found.mapping.get("columns", {})
    told = [(name, str(FIELDS[ListField(field)])) for field, name in columns.items()]
    written = [str(found.format[key]) for key in ("encoding", "sheet") if key in found.format]
    return [*told, (_("The file itself"), " · ".join(written))]
