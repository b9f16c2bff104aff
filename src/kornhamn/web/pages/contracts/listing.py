"""The contracts somebody may read, and what must be decided soon."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.contracts.queries import LIVING, Contract, contract_list
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.contracts.deadlines import due_decisions
from kornhamn.web.pages.contracts.words import (
    STATES,
    category_in_words,
    state_in_words,
    suppliers_in_words,
)
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

_SOON_DAYS = 365
_MOST_SOON = 8


def _address(contract: Contract) -> str:
    return reverse("contract", args=[contract.id])


TABLE = Table(
    columns=(
        Column("title", gettext_lazy("Contract"), sort="title", url=_address),
        Column("reference", gettext_lazy("Reference"), sort="reference"),
        Column("suppliers", gettext_lazy("Suppliers"), sort=False, value=suppliers_in_words),
        Column("authority.name", gettext_lazy("Owner"), sort="authority__name"),
        Column("category", gettext_lazy("Category"), sort="category",
               value=lambda contract: category_in_words(contract.category)),
        Column("state", gettext_lazy("State"), sort="state", value=state_in_words),
        Column("last_day", gettext_lazy("Last day"), kind="date", sort="period__endswith",
               value=lambda contract: contract.last_day),
        Column("ceiling_ore", gettext_lazy("Ceiling"), kind="money", sort="ceiling_ore"),
    ),
    filters=(
        Filter("q", gettext_lazy("Words in the title"), lookup="title__icontains"),
        Filter("supplier", gettext_lazy("Supplier"), lookup="parties__supplier__name__icontains",
               many=True),
        Filter("state", gettext_lazy("State"), choices=tuple(STATES.items())),
    ),
    id="contracts",
    default_sort="last_day",
    page_size=50,
)  # fmt: skip


@requires(Permission.READ_CONTRACTS)
@require_safe
def contracts(request: AppRequest) -> HttpResponse:
    """List the contracts, those that live first; above them what must be decided within a year."""
    shows_all = request.GET.get("view") == "all"
    found = contract_list(request.actor)
    rows = found if shows_all else found.filter(state__in=LIVING)
    table = TABLE.bind(rows, request.GET, request.path)
    here = reverse("contracts")
    soon = due_decisions(request.actor, on=request.on, days=_SOON_DAYS)
    page = {
        "table": table,
        "tabs": [
            (_("Living contracts"), here, not shows_all),
            (_("All contracts"), f"{here}?view=all", shows_all),
        ],
        "soon": soon[:_MOST_SOON],
        "more_soon": max(len(soon) - _MOST_SOON, 0),
        "sees_loyalty": may(request.actor, Permission.READ_SPEND),
        "may_register": may(request.actor, Permission.MANAGE_CONTRACTS),
        "breadcrumbs": [(_("Contracts"), "")],
    }
    return download(table, "avtal") or render(request, "contracts/list.html", page)
