"""Alarms about suppliers under contract, whose they are, and the checks that are due."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kornhamn.contracts.actions import answer_alarm, close_alarm
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import SupplierAlarm, alarm_of, alarms, due_checks
from kornhamn.contracts.types import AlarmAnswer, AlarmState
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import may, require
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.types import CheckKind
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.checks.words import KINDS, told
from kornhamn.web.pages.suppliers.alarms import alarm_rows
from kornhamn.web.pages.suppliers.words import name_of
from kornhamn.web.requests import AppRequest, say

_MOST = 200


class AnswerForm(forms.Form):
    """What is done about an alarm."""

    words = forms.CharField(
        label=gettext_lazy("What is to be done, or why does nothing need to be done?"),
        help_text=gettext_lazy(
            "Such as: ask the supplier to explain, hold new call-offs, or say why it changes "
            "nothing."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    act_by = forms.DateField(
        label=gettext_lazy("By when is it done?"),
        help_text=gettext_lazy("Leave it empty if the answer settles the alarm."),
        required=False,
    )


class OutcomeForm(forms.Form):
    """What the promised action led to."""

    outcome = forms.CharField(
        label=gettext_lazy("What did it lead to?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


@requires(Permission.READ_SPEND)
@require_safe
def alarms_page(request: AppRequest) -> HttpResponse:
    """Show the alarms that are not settled, whose each is, and the checks that are due."""
    waiting = list(alarms(request.actor).exclude(state=AlarmState.SETTLED)[:_MOST])
    mine, others = _parted(request, alarm_rows(waiting, request))
    due = due_checks(request.on)
    counts = dict(due["kind"].value_counts().iter_rows())
    page = {
        "mine": mine,
        "others": others,
        "settled": alarm_rows(
            alarms(request.actor).filter(state=AlarmState.SETTLED).order_by("-answered_at")[:20],
            request,
        ),
        "may_check": may(request.actor, Permission.CHECK_SUPPLIERS),
        "due_headings": [_("Check"), _("Suppliers")],
        "due": [
            [str(KINDS[kind]), formats.number(counts.get(kind.value, 0))] for kind in CheckKind
        ],
        "breadcrumbs": [(_("Suppliers"), reverse("suppliers")), (_("Alarms"), "")],
    }
    return render(request, "supply/alarms.html", page)


@requires(Permission.READ_SPEND)
@require_http_methods(["GET", "HEAD", "POST"])
def alarm(request: AppRequest, alarm_id: UUID) -> HttpResponse:
    """Show an alarm; whoever manages the contract answers it, and says what came of it."""
    found = alarm_of(alarm_id, request.actor)
    if found is None:
        raise Http404
    acting = found.state == AlarmState.ACTING
    form: forms.Form = (OutcomeForm if acting else AnswerForm)(request.POST or None)
    may_answer = manages(request.actor, found.contract) and found.state != AlarmState.SETTLED
    if request.method == "POST":
        require(request.actor, Permission.MANAGE_CONTRACTS)
        if not may_answer:
            raise Http404
        if form.is_valid() and _answered(request, found, form):
            messages.success(request, _("The answer is kept."))
            return redirect("supplier-alarm", alarm_id)
    (row,) = alarm_rows([found], request)
    page = {
        "row": row,
        "alarm": found,
        "told": told(found.check_answer),
        "supplier": found.check_answer.supplier,
        "check_url": reverse("supplier-check", args=[found.check_answer_id]),
        "form": form,
        "may_answer": may_answer,
        "acting": acting,
        "breadcrumbs": [
            (_("Suppliers"), reverse("suppliers")),
            (_("Alarms"), reverse("supplier-alarms")),
            (name_of(found.check_answer.supplier, personal=False), ""),
        ],
    }
    return render(request, "supply/alarm.html", page)


def _answered(request: AppRequest, found: SupplierAlarm, form: forms.Form) -> bool:
    said = form.cleaned_data
    try:
        if "outcome" in said:
            close_alarm(found.pk, outcome=said["outcome"], by=request.actor, at=request.at)
        else:
            answer = AlarmAnswer(said["words"], said["act_by"])
            answer_alarm(found.pk, answer, by=request.actor, at=request.at, on=request.on)
    except DomainError as refused:
        form.add_error(None, say(refused))
        return False
    return True


def _parted(
    request: AppRequest, rows: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the reader's own alarms, and those of others."""
    mine = [row for row in rows if request.actor.id in row["owners"]]
    mine.sort(key=lambda row: row["act_by"] is not None)  # what nobody has answered comes first
    return mine, [row for row in rows if row not in mine]
