"""How every page of the spend explorer opens: ledgers to count, a choice that is understood."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.analytics.queries import spend
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.types import Permission, Scope
from kornhamn.web.access import View
from kornhamn.web.pages.spend.selection import Choice, SelectionForm, form_data, link
from kornhamn.web.pages.spend.tabs import tabs
from kornhamn.web.requests import AppRequest

P = ParamSpec("P")
SpendView = Callable[Concatenate[AppRequest, Choice, P], HttpResponse]
_MOST_YEARS = 4
_LATEST = 12


def with_choice(view: SpendView[P]) -> View[P]:
    """Give the view what was chosen; teach where there is nothing yet, ask again where it is wrong.

    Goes under `requires(Permission.READ_SPEND)`.
    """

    def opened(request: AppRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = spend.current_spend()
        if found is None or not found.lines:
            may_load = may(request.actor, Permission.LOAD_LEDGERS)
            return render(request, "spend/nothing_yet.html", {"may_load": may_load})
        months = spend.months()
        form = SelectionForm(
            form_data(request.GET, months),
            authorities=spend.authorities(scope(request)),
            months=months,
            scope=scope(request),
        )
        if not form.is_valid():
            context = {"form": form, "kept": kept_parameters(request), "breadcrumbs": trail()}
            return render(request, "spend/choose_again.html", context, status=400)
        return view(request, _choice(request, form), *args, **kwargs)

    return cast("View[P]", update_wrapper(opened, view))


def _choice(request: AppRequest, form: SelectionForm) -> Choice:
    selection, name = form.selection(), ""
    if given := request.GET.get("supplier", ""):
        supplier = _supplier(given)
        selection, name = selection.narrowed(supplier=supplier.id), supplier.name
    return Choice(form, selection, form.other(selection), name)


def _supplier(given: str) -> Any:  # noqa: ANN401 - a SupplierInfo
    try:
        found = spend.supplier_in_figures(UUID(given))
    except ValueError:
        found = None
    if found is None:
        raise Http404(given)
    return found


def scope(request: AppRequest) -> Scope:
    """Return the authorities whose purchases the reader may see."""
    return scope_of(request.actor, Permission.READ_SPEND)


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of the explorer."""
    return [(_("Spend"), reverse("spend") if more else ""), *more]


def page_context(request: AppRequest, choice: Choice, current: str) -> dict[str, Any]:
    """Return what every page of the explorer shows: tabs, the choice in words and as a form."""
    snapshot = spend.current_spend()
    return {
        "form": choice.form,
        "choice": choice,
        "periods": quick_periods(request, choice),
        "kept": kept_parameters(request),
        "whole": reverse("spend"),
        "tabs": tabs(request, choice.selection, current, beside=request.GET.get("beside", "")),
        "snapshot": snapshot,
        "without_supplier": link(
            current,
            choice.selection.narrowed(supplier=None),
        ),
        "view_query": request.GET.urlencode(),
        "view_page": current,
    }


def kept_parameters(request: AppRequest) -> list[tuple[str, str]]:
    """Return what a new choice keeps of the address: which supplier, which process."""
    gone = {*SelectionForm.base_fields, "page", "format", "all", "of"}
    return [(key, str(value)) for key, value in request.GET.items() if key not in gone]


def quick_periods(request: AppRequest, choice: Choice) -> list[tuple[str, str, bool]]:
    """Return periods to choose with one click: label, address, whether it is the chosen one."""
    months = spend.months()
    years = sorted({month[:4] for month in months}, reverse=True)[:_MOST_YEARS]
    latest = (months[-_LATEST:][0], months[-1]) if months else ("", "")
    found = [(_("Latest twelve months"), *latest)]
    for year in years:
        own = [month for month in months if month.startswith(year)]
        found.append((year, own[0], own[-1]))
    found.append((_("All months"), "", ""))
    chosen = (choice.selection.first or "", choice.selection.last or "")
    return [
        (label, _with_period(request, first, last), (first, last) == chosen)
        for label, first, last in found
    ]


def _with_period(request: AppRequest, first: str, last: str) -> str:
    """Return the address of the same page over another period."""
    params = request.GET.copy()
    for gone in ("first", "last", "all", "page", "format", "of"):
        params.pop(gone, None)
    for key, value in (("first", first), ("last", last), ("all", "" if first else "1")):
        if value:
            params[key] = value
    return f"{request.path}?{params.urlencode()}"
