"""How every page of the follow-up opens: something to count, a choice that is understood."""

from collections.abc import Callable
from datetime import date
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.snapshots import authorities, current_snapshot, months
from kornhamn.analytics.types import Selection
from kornhamn.kernel.period import Period
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.types import Permission, Scope
from kornhamn.web.access import View
from kornhamn.web.pages.follow_up.selection import (
    Choice,
    SelectionForm,
    form_data,
    is_draft,
    link,
    said,
)
from kornhamn.web.requests import AppRequest

P = ParamSpec("P")
FollowUpView = Callable[Concatenate[AppRequest, Choice, P], HttpResponse]
_MOST_YEARS = 4
_JULY = 7


def with_choice(view: FollowUpView[P]) -> View[P]:
    """Give the view what was chosen; teach where there is nothing yet, ask again where it is wrong.

    Goes under `requires(Permission.FOLLOW_UP)`.
    """

    def opened(request: AppRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if current_snapshot() is None:
            may_import = may(request.actor, Permission.IMPORT_STATISTICS)
            return render(request, "follow_up/nothing_yet.html", {"may_import": may_import})
        form = SelectionForm(
            form_data(request.GET, request.on),
            authorities=authorities(scope(request)),
            on=request.on,
            reach=scope(request),
        )
        if not form.is_valid():
            context = {
                "form": form,
                "breadcrumbs": [(_("Follow-up"), reverse("follow-up"))],
                "kept": kept_parameters(request),
            }
            return render(request, "follow_up/choose_again.html", context, status=400)
        return view(request, Choice(form, form.selection()), *args, **kwargs)

    return cast("View[P]", update_wrapper(opened, view))


def scope(request: AppRequest) -> Scope:
    """Return the authorities whose figures the reader may see."""
    return scope_of(request.actor, Permission.FOLLOW_UP)


def page_context(request: AppRequest, choice: Choice) -> dict[str, Any]:
    """Return what every page of the follow-up shows: the choice, in words and as a form."""
    edition = choice.edition
    return {
        "form": choice.form,
        "choice": choice,
        "edition": edition,
        "edition_name": said(edition.title),
        "is_draft": is_draft(edition),
        "periods": quick_periods(request, choice),
        "kept": kept_parameters(request),
        "whole": link("follow-up", Selection(edition.id)),
        "is_narrowed": choice.selection.narrowed(clause=None) != Selection(edition.id),
    }


def kept_parameters(request: AppRequest) -> list[tuple[str, str]]:
    """Return what a new choice keeps of the address: which number, which view."""
    gone = {*SelectionForm.base_fields, "page", "format"}
    return [(key, str(value)) for key, value in request.GET.items() if key not in gone]


def quick_periods(request: AppRequest, choice: Choice) -> list[tuple[str, str, bool]]:
    """Return periods to choose with one click: label, address, whether it is the chosen one.

    They are the latest years in which anything was published, and the latest half year.
    """
    found: list[tuple[str, Period | None]] = [(_("All years"), None)]
    published = [month for month in months() if month]
    years = sorted({int(month[:4]) for month in published}, reverse=True)
    found += [(str(year), Period.year(year)) for year in years[:_MOST_YEARS]]
    if published:
        found.append(_half_year(published[-1]))
    return [
        (label, _with_period(request, period), period == choice.selection.period)
        for label, period in found
    ]


def _with_period(request: AppRequest, period: Period | None) -> str:
    """Return the address of the same page over another period."""
    params = request.GET.copy()
    for gone in ("first", "last", "page", "format"):
        params.pop(gone, None)
    if period:
        params["first"] = period.start.isoformat()
        params["last"] = period.last.isoformat() if period.last else ""
    return f"{request.path}?{params.urlencode()}"


def _half_year(month: str) -> tuple[str, Period]:
    """Return the half year that a month ("2021-03") is in."""
    year, number = int(month[:4]), int(month[5:])
    if number < _JULY:
        label = _("first half of %(year)s") % {"year": year}
        return label, Period(date(year, 1, 1), date(year, _JULY, 1))
    label = _("second half of %(year)s") % {"year": year}
    return label, Period(date(year, _JULY, 1), date(year + 1, 1, 1))
