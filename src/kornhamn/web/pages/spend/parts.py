"""The selection by committee and company, by category, and over time: a chart and a table."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries import spend
from kornhamn.analytics.types.spend import SpendPart
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.formats import kronor_short, percent
from kornhamn.web.pages.spend import drawings
from kornhamn.web.pages.spend.opening import page_context, scope, trail, with_choice
from kornhamn.web.pages.spend.selection import Choice
from kornhamn.web.pages.spend.tables import LABELS, Line, lines_of, parts_table
from kornhamn.web.requests import AppRequest

Ask = Callable[..., tuple[SpendPart, ...]]
_GROUPS, _CATEGORIES = 2, 4


@requires(Permission.READ_SPEND)
@with_choice
def authorities(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show what each committee and company bought."""
    return _page(request, choice, "authorities", gettext_lazy("Committees and companies"))


@requires(Permission.READ_SPEND)
@with_choice
def categories(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show what was bought, group by group, and within a group category by category."""
    return _page(request, choice, "categories", gettext_lazy("What is bought"))


@requires(Permission.READ_SPEND)
@with_choice
def over_time(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show what was bought month by month."""
    return _page(request, choice, "time", gettext_lazy("Month by month"))


def _page(request: AppRequest, choice: Choice, view: str, title: Promise) -> HttpResponse:
    parts = _parts(request, choice, view)
    found = lines_of(parts, choice, view, beside=request.GET.get("beside", ""))
    table = parts_table(view, LABELS[view], beside=choice.beside)
    bound = table.bind(found, request.GET, request.path)
    if file := download(bound, f"spend-{view}"):
        return file
    context = {
        "title": title,
        "table": bound,
        "sentence": _sentence(found, view),
        **_drawn(found, choice, view),
        "breadcrumbs": trail((str(title), "")),
    }
    return render(
        request, "spend/parts.html", page_context(request, choice, f"spend-{view}") | context
    )


def _parts(request: AppRequest, choice: Choice, view: str) -> tuple[SpendPart, ...]:
    own, reach, other = choice.selection, scope(request), choice.other
    if view == "authorities":
        return spend.by_authority(own, reach, other=other)
    if view == "time":
        return spend.by_month(own, reach, other=other)
    digits = _CATEGORIES if own.category else _GROUPS
    return spend.by_category(own, reach, other=other, digits=digits)


def _drawn(found: list[Line], choice: Choice, view: str) -> dict[str, Any]:
    if view == "time":
        months = tuple(line.part for line in found)
        return {"curves": drawings.over_months(months, _("Amount"), beside=choice.beside)}
    rows = [(line.part, line.name, line.url) for line in found]
    return {"bars": drawings.bars(rows, beside=choice.beside)}


def _sentence(found: list[Line], view: str) -> str:
    """Return what the chart shows: the largest part, or how the months differ."""
    if not found:
        return ""
    largest = max(found, key=lambda line: line.part.ore)
    words = {
        "name": largest.name,
        "ore": kronor_short(largest.part.ore),
        "share": percent(largest.part.share or 0),
    }
    if view == "time":
        return _("Most was bought in %(name)s: %(ore)s.") % words
    return _("%(name)s is the largest part: %(ore)s, %(share)s of the spend.") % words
