"""The money limits with their sources; an administrator fills in what is missing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.money import Money, parse_amount
from kornhamn.kernel.period import Period
from kornhamn.law.limits import all_limits
from kornhamn.law.types import MoneyLimit
from kornhamn.organisation.actions import enter_limit
from kornhamn.organisation.permissions import may
from kornhamn.organisation.queries import entered_limits
from kornhamn.organisation.types import Permission
from kornhamn.web.access import open_to_all, requires
from kornhamn.web.figures_job import count_anew
from kornhamn.web.requests import AppRequest, say


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit as the page shows it."""

    limit: MoneyLimit
    period: Period
    name: str
    remedy: str
    is_current: bool
    enter_url: str


class LimitForm(forms.Form):
    """An amount with its source."""

    amount = forms.CharField(
        label=gettext_lazy("Amount in kronor, without VAT"),
        help_text=gettext_lazy("Write it as 2 389 585."),
        max_length=40,
    )
    source = forms.CharField(
        label=gettext_lazy("Where it was published"),
        help_text=gettext_lazy("The publisher and the page or decision, so that others can check."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


@open_to_all("the money limits are public law")
def limits(request: AppRequest) -> HttpResponse:
    """Show every limit with its source, verified or not, and what is missing."""
    enters = may(request.actor, Permission.ENTER_LIMITS)
    rows = [_row(limit, on=request.on, enters=enters) for limit in _limits() if limit.period]
    kinds = list(dict.fromkeys(row.name for row in rows))
    context = {
        "groups": [(name, [row for row in rows if row.name == name]) for name in kinds],
        "missing": sum(not row.limit.is_known for row in rows),
        "breadcrumbs": [(_("Money limits"), "")],
    }
    return render(request, "limits/limits.html", context)


@requires(Permission.ENTER_LIMITS)
@require_http_methods(["GET", "POST"])
def enter(request: AppRequest, kind: str, start: str) -> HttpResponse:
    """Fill in a missing amount, or correct what was filled in before."""
    limit = _fillable(kind, start)
    if limit is None or limit.period is None:
        raise Http404
    form = LimitForm(request.POST or None, initial=_entered_before(limit))
    if form.is_valid():
        try:
            enter_limit(
                limit.kind,
                limit.period.start,
                amount=Money(parse_amount(form.cleaned_data["amount"])),
                source=form.cleaned_data["source"],
                by=request.actor,
                at=request.at,
            )
        except DomainError as error:
            form.add_error("amount", say(error))
        else:
            count_anew()
            messages.success(request, _("The limit is entered, with its source."))
            return redirect("limits")
    context = {
        "form": form,
        "row": _row(limit, on=request.on, enters=True),
        "breadcrumbs": [(_("Money limits"), reverse("limits")), (_("Enter an amount"), "")],
    }
    return render(request, "limits/enter.html", context)


def _limits() -> tuple[MoneyLimit, ...]:
    return all_limits(entered=entered_limits())


def _row(limit: MoneyLimit, *, on: date, enters: bool) -> LimitRow:
    language = get_language() or "sv"
    assert limit.period is not None  # noqa: S101 - the rows of the file have one
    start = limit.period.start.isoformat()
    may_fill = enters and (limit.entered or not limit.is_known)
    return LimitRow(
        limit=limit,
        period=limit.period,
        name=limit.name.in_language(language),
        remedy=limit.remedy.in_language(language) if limit.remedy else "",
        is_current=on in limit.period,
        enter_url=reverse("enter-limit", args=[limit.kind.value, start]) if may_fill else "",
    )


def _fillable(kind: str, start: str) -> MoneyLimit | None:
    for limit in _limits():
        here = limit.period and limit.period.start.isoformat() == start
        if limit.kind.value == kind and here and (limit.entered or not limit.is_known):
            return limit
    return None


def _entered_before(limit: MoneyLimit) -> dict[str, str | Decimal]:
    if limit.amount is None:
        return {}
    return {"amount": limit.amount.kronor, "source": limit.source}


urlpatterns = [
    path("limits/", limits, name="limits"),
    path("limits/<slug:kind>/<slug:start>/", enter, name="enter-limit"),
]
