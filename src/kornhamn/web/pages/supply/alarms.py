"""Alarms about suppliers under contract, whose they are, and the checks that are due."""

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
from kornhamn.contracts.queries import SupplierAlarm, alarm_of, alarms, due_checks, owners
from kornhamn.contracts.types import AlarmAnswer, AlarmState
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.types import CheckKind
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.checks.words import KINDS, kind_in_words, told
from kornhamn.web.pages.suppliers.words import name_of
from kornhamn.web.pages.supply.words import ALARM_COLOURS, ALARMS
from kornhamn.web.requests import AppRequest, say

_MOST = 200


class AnswerForm(forms.Form):
    """What is done about an alarm."""

    words = forms.CharField(
        label=gettext_lazy("What is to be done, or why does nothing need to be done?"),
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
    owned = owners({one.contract for one in waiting}, on=request.on)
    due = due_checks(request.on)
    counts = dict(due["kind"].value_counts().iter_rows())
    page = {
        "rows": [_row(one, [p.name for p in owned[one.contract.pk]]) for one in waiting],
        "settled": [_row(one, []) for one in alarms(request.actor)
                    .filter(state=AlarmState.SETTLED).order_by("-answered_at")[:20]],
        "due_headings": [_("Check"), _("Suppliers")],
        "due": [
            [str(KINDS[kind]), formats.number(counts.get(kind.value, 0))] for kind in CheckKind
        ],
        "breadcrumbs": [(_("Suppliers"), reverse("suppliers")), (_("Alarms"), "")],
    }  # fmt: skip
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
    whose = [p.name for p in owners({found.contract}, on=request.on)[found.contract.pk]]
    page = {
        "row": _row(found, whose),
        "alarm": found,
        "told": told(found.check_answer),
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


def _row(one: SupplierAlarm, whose: list[str]) -> dict[str, object]:
    state = AlarmState(one.state)
    return {
        "url": reverse("supplier-alarm", args=[one.pk]),
        "supplier": name_of(one.check_answer.supplier, personal=False),
        "check": kind_in_words(one.check_answer),
        "contract": one.contract,
        "whose": ", ".join(whose) or _("Nobody is there: appoint somebody"),
        "state": ALARMS[state],
        "colour": ALARM_COLOURS[state],
        "act_by": one.act_by,
    }
