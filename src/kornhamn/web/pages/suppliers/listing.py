"""The list of suppliers: search, narrow, sort, take along."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.queries import open_questions, sees_persons, suppliers_as_seen
from kornhamn.web.access import requires
from kornhamn.web.downloads import download, wanted_format
from kornhamn.web.pages.suppliers.figures import ore_by_supplier
from kornhamn.web.pages.suppliers.words import KINDS, SIZES, number_of
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Filter, Table

_ORE = "ore"


@requires(Permission.READ_SPEND)
@require_safe
def supplier_list(request: AppRequest) -> HttpResponse:
    """List the suppliers, those bought most from first; files name no sole trader."""
    wanted = bool(wanted_format(request.GET.get("format", "")))
    personal = sees_persons(request.actor) and not wanted
    ore = ore_by_supplier(request)
    rows = suppliers_as_seen(personal=personal)
    table = SupplierTable(_table(ore), rows, request.GET, request.path)
    table.ore = ore
    if file := download(table, "suppliers"):
        return file
    page = {
        "table": table,
        "tabs": tabs(request, "suppliers"),
        "may_read_contracts": may(request.actor, Permission.READ_CONTRACTS),
        "breadcrumbs": [(_("Suppliers"), "")],
    }
    return render(request, "suppliers/list.html", page)


def tabs(request: AppRequest, current: str) -> list[tuple[str, str, bool]]:
    """Return the rooms' parts: the list, and the queue for those who decide."""
    parts = [("suppliers", _("All suppliers"))]
    if may(request.actor, Permission.SETTLE_SUPPLIERS):
        count = open_questions().count()
        parts.append(("supplier-queue", _("The same supplier? %(count)s") % {"count": count}))
    return [(label, reverse(name), name == current) for name, label in parts]


class SupplierTable(BoundTable):
    """The table of suppliers: what was bought from each is in the figures, not in the database."""

    ore: Mapping[int, int]

    @cached_property
    def all_rows(self) -> Any:  # noqa: ANN401 - a queryset, or rows in the order of the figures
        """Every row that fulfils the conditions, sorted."""
        if self.sort.removeprefix("-") != _ORE:
            return super().all_rows
        return self._rows_of(self._ranked())

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for; by spend, its rows alone are fetched."""
        if self.sort.removeprefix("-") != _ORE:
            return super().page
        page = Paginator(self._ranked(), self.table.page_size).get_page(self.params.get("page"))
        page.object_list = self._rows_of(list(page.object_list))
        return page

    def _ranked(self) -> list[int]:
        """Return the keys of what fulfils the conditions, by what was bought."""
        rows = self.source
        for one in self.filters:
            if one.value:
                rows = one.keep(rows, one.value)
        assert isinstance(rows, QuerySet)  # noqa: S101 - made so above
        keys = rows.order_by("key").values_list("key", flat=True)
        down = -1 if self.sort.startswith("-") else 1
        return sorted(keys, key=lambda key: down * self.ore.get(key, 0))

    def _rows_of(self, keys: list[int]) -> list[Any]:
        assert isinstance(self.source, QuerySet)  # noqa: S101 - made so above
        rows = {row.key: row for row in self.source.filter(key__in=keys)}
        return [rows[key] for key in keys]


def _table(ore: Mapping[int, int]) -> Table:
    bought: Callable[[Any], int | None] = lambda row: ore.get(row.key)  # noqa: E731 - a column's value
    return Table(
        columns=(
            Column("shown", gettext_lazy("Supplier"), sort="shown",
                   url=lambda row: reverse("supplier", args=[row.id])),
            Column("number", gettext_lazy("Number"), sort="organisation_number", value=number_of),
            Column("kind", gettext_lazy("Kind"), sort="", value=lambda row: KINDS[row.kind]),
            Column("size", gettext_lazy("Size"), sort="",
                   value=lambda row: SIZES.get(row.size, "")),
            Column("spelled", gettext_lazy("Spellings"), kind="number", sort="spelled"),
            *([Column(_ORE, gettext_lazy("Bought for"), kind="kronor", sort=_ORE, value=bought)]
              if ore else []),
        ),
        filters=(
            Filter("q", gettext_lazy("Name or number"), lookup="sought__icontains"),
            Filter("kind", gettext_lazy("Kind"),
                   choices=[(kind.value, words) for kind, words in KINDS.items()]),
            Filter("size", gettext_lazy("Size"), choices=list(SIZES.items())),
        ),
        id="suppliers",
        default_sort=f"-{_ORE}" if ore else "shown",
    )  # fmt: skip
