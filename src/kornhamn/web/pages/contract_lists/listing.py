"""The contract lists that were loaded, and the way to a new one."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.contracts.queries import ContractListLoad, contract_lists
from kornhamn.contracts.types import ListState
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.contract_lists.words import STATES
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table


def _address(load: ContractListLoad) -> str:
    return reverse("contract-list", args=[load.pk])


TABLE = Table(
    columns=(
        Column("file_name", gettext_lazy("File"), sort="file_name", url=_address),
        Column("source.name", gettext_lazy("Source"), sort="source__name"),
        Column("state", gettext_lazy("State"), sort=False,
               value=lambda load: STATES[ListState(load.state)]),
        Column("rows_read", gettext_lazy("Rows"), kind="number", sort="rows_read"),
        Column("rows_loaded", gettext_lazy("Contracts"), kind="number", sort="rows_loaded"),
        Column("rows_refused", gettext_lazy("Not taken in"), kind="number", sort="rows_refused"),
        Column("started_at", gettext_lazy("Came in"), sort="started_at",
               value=lambda load: moment(load.started_at)),
        Column("by_name", gettext_lazy("By"), sort="by_name"),
    ),
    filters=(Filter("q", gettext_lazy("Search in file names"), lookup="file_name__icontains"),),
    id="contract-lists",
    page_size=20,
)  # fmt: skip


@requires(Permission.MANAGE_CONTRACTS)
@require_safe
def lists(request: AppRequest) -> HttpResponse:
    """List the loads that the reader may see, the latest first."""
    table = TABLE.bind(contract_lists(request.actor), request.GET, request.path)
    page = {"table": table, "breadcrumbs": trail((_("Contract lists"), ""))}
    return download(table, "avtalslistor") or render(request, "contract_lists/list.html", page)


def opened(request: AppRequest, load_id: UUID) -> ContractListLoad:
    """Return the load; one that the reader may not see is as little to be found as none."""
    found = contract_lists(request.actor).filter(pk=load_id).first()
    if found is None:
        raise Http404(str(load_id))
    return found


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of contract lists."""
    return [(_("Contracts"), reverse("contracts")), *more]


def below(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page below the lists."""
    return trail((_("Contract lists"), reverse("contract-lists")), *more)
