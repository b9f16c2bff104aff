"""The runs there were, and the way to a new one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries import ImportRun, runs, state_now
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.incoming import tabs
from kornhamn.web.pages.imports.words import STATES, moment
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Table


def _address(run: ImportRun) -> str:
    return reverse("import", args=[run.pk])


TABLE = Table(
    columns=(
        Column(
            "started_at",
            gettext_lazy("Started"),
            sort=False,
            value=lambda run: moment(run.started_at),
            url=_address,
        ),
        Column("state", gettext_lazy("State"), sort=False,
               value=lambda run: STATES[state_now(run)]),
        Column("by_name", gettext_lazy("By"), sort="by_name"),
        Column("files", gettext_lazy("Files"), kind="number", sort=False,
               value=lambda run: len(run.files.all())),
        Column("rows_total", gettext_lazy("Rows"), kind="number", sort="rows_total"),
        Column("procurements_created", gettext_lazy("Procurements made"), kind="number",
               sort="procurements_created"),
        Column("procurements_changed", gettext_lazy("Procurements changed"), kind="number",
               sort="procurements_changed"),
    ),
    id="imports",
    page_size=20,
)  # fmt: skip


@requires(Permission.IMPORT_STATISTICS)
@require_safe
def imports(request: AppRequest) -> HttpResponse:
    """List the import runs, the latest first."""
    table = TABLE.bind(runs(), request.GET, request.path)
    page = {
        "table": table,
        "tabs": tabs(request, "imports"),
        "breadcrumbs": [(_("Imports"), "")],
    }
    return download(table, "importer") or render(request, "imports/list.html", page)
