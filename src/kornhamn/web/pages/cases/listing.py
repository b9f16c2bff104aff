"""The list of procurements somebody may read: search, narrow, sort, take along."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.snapshots import months
from kornhamn.kernel.swedish import sort_key
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.case_list import readable
from kornhamn.web.access import requires
from kornhamn.web.cpv_names import cpv_name, divisions
from kornhamn.web.downloads import download
from kornhamn.web.pages.answers.values import KINDS
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Filter, Table

EVERYBODY = "everybody"
_ORE_IN_A_KRONA = 100


@requires(Permission.READ_CASES)
def case_list(request: AppRequest) -> HttpResponse:
    """List the procurements the reader may read, the latest first."""
    reads_all = scope_of(request.actor, Permission.READ_CASES).group
    others = reads_all and request.GET.get("buyers") == EVERYBODY
    found = readable(request.actor)
    found = found if others else found.of_the_group()
    table = CasesTable(_table(request, others=others), found, request.GET, request.path)
    if file := download(table, "procurements"):
        return file
    return render(
        request,
        "cases/list.html",
        {
            "table": table,
            "tabs": _tabs(request, others=others) if reads_all else [],
            "may_import": may(request.actor, Permission.IMPORT_STATISTICS),
            "breadcrumbs": [(_("Procurements"), "")],
        },
    )


class LatePaginator(Paginator):  # type: ignore[type-arg] # generic only to the type checker
    """Pages that find the keys of their rows first: a late page reads the index, not the rows."""

    def page(self, number: int | str) -> Page[Any]:
        """Return a page with its rows, in two queries."""
        page = super().page(number)
        found = self.object_list
        assert isinstance(found, QuerySet)  # noqa: S101 - made so below
        first = max(0, page.start_index() - 1)
        keys = list(found.values_list("pk", flat=True)[first : page.end_index()])
        rows = found.order_by().in_bulk(keys)
        page.object_list = [rows[key] for key in keys if key in rows]
        return page


class CasesTable(BoundTable):
    """The table over many procurements."""

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for; the nearest there is when the address asks for another."""
        return LatePaginator(self.all_rows, self.table.page_size).get_page(self.params.get("page"))


def _tabs(request: AppRequest, *, others: bool) -> list[tuple[str, str, bool]]:
    """Return the two lists: the group's own procurements, or those of every buyer in the files."""
    own, everybody = request.GET.copy(), request.GET.copy()
    for params in (own, everybody):
        params.pop("page", None)
    own.pop("buyers", None)
    everybody["buyers"] = EVERYBODY
    return [
        (_("The group's"), f"{request.path}?{own.urlencode()}", not others),
        (_("Every buyer's in the files"), f"{request.path}?{everybody.urlencode()}", others),
    ]


def _table(request: AppRequest, *, others: bool) -> Table:
    authorities = authorities_within(request.actor, Permission.READ_CASES)
    buyer = Column("buyer", gettext_lazy("Buyer"), sort="buyer_name", value=_buyer)
    return Table(
        columns=(
            Column(
                "title",
                gettext_lazy("Procurement"),
                sort="title",
                url=lambda row: reverse("case", args=[row.pk]),
            ),
            *([buyer] if others or len(authorities) > 1 else []),  # one's own name says nothing
            Column("reference", gettext_lazy("Reference"), sort=""),
            Column("published", gettext_lazy("Published"), kind="date", sort="published_on",
                   value=lambda row: row.published_on),
            Column("cpv", gettext_lazy("Category"), sort="", value=lambda row: cpv_name(row.cpv)),
            Column("value", gettext_lazy("Value"), kind="money", sort="contracted_value",
                   value=_ore),
        ),
        filters=(
            Filter("title", gettext_lazy("Words in the title"), lookup="title__has_words"),
            *_narrowing(authorities),
        ),
        id="procurements",
        default_sort="-published",
    )  # fmt: skip


def _narrowing(authorities: Sequence[Any]) -> list[Filter]:
    """Return the lists to choose from; one without choices is left out."""
    years = sorted({month[:4] for month in months() if month}, reverse=True)
    lists = (
        Filter(
            "authority",
            gettext_lazy("Committee or company"),
            choices=[(str(one.pk), one.name) for one in authorities],
        ),
        Filter(
            "category",
            gettext_lazy("Category"),
            choices=sorted(divisions().items(), key=lambda pair: sort_key(pair[1])),
            lookup="cpv__startswith",
        ),
        Filter(
            "year",
            gettext_lazy("Year"),
            choices=[(year, year) for year in years],
            lookup="published_on__year",
        ),
        Filter("kind", gettext_lazy("What is bought"), choices=tuple(KINDS.items())),
    )
    return [one for one in lists if len(one.choices) > 1]


def _buyer(row: Any) -> str:  # noqa: ANN401 - a table's row is of any type
    return str(row.authority.name if row.authority else row.buyer_name)


def _ore(row: Any) -> int | None:  # noqa: ANN401
    value = row.contracted_value
    return None if value is None else int(value * _ORE_IN_A_KRONA)
