"""The loads there were, and the way to a new one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.organisation.types import Permission
from kornhamn.spend.queries import LedgerLoad, loads, state_now
from kornhamn.spend.types import LoadState
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.incoming import tabs
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.pages.ledgers.words import STATES
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table


def _address(load: LedgerLoad) -> str:
    return reverse("ledger-load", args=[load.pk])


TABLE = Table(
    columns=(
        Column("file_name", gettext_lazy("File"), sort="file_name", url=_address),
        Column("source.name", gettext_lazy("Source"), sort="source__name"),
        Column("state", gettext_lazy("State"), sort=False,
               value=lambda load: STATES[state_now(load)]),
        Column("rows_taken", gettext_lazy("Lines"), kind="number", sort="rows_taken"),
        Column("ore_taken", gettext_lazy("Kronor"), kind="money", sort="ore_taken"),
        Column("first_on", gettext_lazy("From"), kind="date", sort="first_on"),
        Column("last_on", gettext_lazy("To"), kind="date", sort="last_on"),
        Column("started_at", gettext_lazy("Came in"), sort="started_at",
               value=lambda load: moment(load.started_at)),
        Column("by_name", gettext_lazy("By"), sort="by_name"),
    ),
    filters=(
        Filter("state", gettext_lazy("State"),
               choices=tuple((state.value, word) for state, word in STATES.items())),
        Filter("q", gettext_lazy("Search in file names"), lookup="file_name__icontains"),
    ),
    id="ledgers",
    page_size=20,
)  # fmt: skip


@requires(Permission.LOAD_LEDGERS)
@require_safe
def ledgers(request: AppRequest) -> HttpResponse:
    """List the loads, the latest first."""
    table = TABLE.bind(loads(), request.GET, request.path)
    page = {
        "table": table,
        "tabs": tabs(request, "ledgers"),
        "waiting": loads().filter(state=LoadState.MAPPING).count(),
        "breadcrumbs": [(_("Ledgers"), "")],
    }
    return download(table, "reskontror") or render(request, "ledgers/list.html", page)
