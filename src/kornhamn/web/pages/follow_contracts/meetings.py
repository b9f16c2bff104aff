"""Meetings with a supplier, what was agreed, and lessons for the next time."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kornhamn.contracts.actions import (
    Agreed,
    call_meeting,
    finish_agreed,
    keep_minutes,
    write_lesson,
)
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import (
    Contract,
    agreed_of,
    checks_in,
    deviations_in,
    meeting_of,
)
from kornhamn.contracts.types import CheckState, OptionState, TermKind
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import deeper, managed
from kornhamn.web.pages.follow_contracts.words import TERMS
from kornhamn.web.requests import AppRequest, say

_PARTS = 3  # of a line: what; who; when


class MeetingForm(forms.Form):
    """When, and what is to be taken up."""

    held_on = forms.DateField(label=gettext_lazy("Day of the meeting"))
    agenda = forms.CharField(
        label=gettext_lazy("What is to be taken up"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=8000,
    )


class MinutesForm(forms.Form):
    """What was said, and what was agreed."""

    minutes = forms.CharField(
        label=gettext_lazy("What was said"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20000,
    )
    agreed = forms.CharField(
        label=gettext_lazy("What both agreed on"),
        help_text=gettext_lazy(
            "One a line: what; who; by which day. Such as: New routine; Städ AB; 2026-04-01"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=8000,
    )

    def clean_agreed(self) -> list[Agreed]:
        """Return what was agreed, a line each."""
        lines = [line.strip() for line in self.cleaned_data["agreed"].splitlines()]
        return [self._line(line) for line in lines if line]

    def _line(self, line: str) -> Agreed:
        parts = [part.strip() for part in line.split(";")]
        day = forms.DateField(required=True)
        if len(parts) != _PARTS or not all(parts):
            raise forms.ValidationError(
                _("“%(line)s” does not say what; who; by which day.") % {"line": line}
            )
        try:
            return Agreed(parts[0][:500], parts[1][:200], day.clean(parts[2]))
        except forms.ValidationError:
            raise forms.ValidationError(
                _("“%(day)s” is no day: write it as 2026-04-01.") % {"day": parts[2]}
            ) from None


class LessonForm(forms.Form):
    """What happened, and what to do the next time."""

    happened = forms.CharField(
        label=gettext_lazy("What happened?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    advice = forms.CharField(
        label=gettext_lazy("What should the next one who buys this do?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Call the supplier to a meeting; what waits is on the agenda."""
    found = managed(request, contract_id)
    form = MeetingForm(request.POST or None, initial={"agenda": _agenda(found, request)})
    if form.is_valid():
        try:
            called = call_meeting(found, **form.cleaned_data, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error("agenda", say(refused))
        else:
            messages.success(request, _("The meeting is called."))
            return redirect("meeting", called.pk)
    return _form(request, form, found, _("Call a meeting"))


@requires(Permission.READ_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: AppRequest, meeting_id: UUID) -> HttpResponse:
    """Show a meeting, and keep its minutes."""
    found = meeting_of(meeting_id, request.actor)
    if found is None:
        raise Http404
    may = manages(request.actor, found.contract)
    form = MinutesForm(request.POST or None, initial={"minutes": found.minutes})
    if form.is_valid() and may:
        try:
            keep_minutes(meeting_id, **form.cleaned_data, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error("minutes", say(refused))
        else:
            messages.success(request, _("The minutes are kept."))
            return redirect("meeting", meeting_id)
    back = reverse("contract-follow-up", args=[found.contract.id])
    page = {
        "meeting": found,
        "form": form if may and (not found.minutes or request.method == "POST") else None,
        "actions": [(one, one.done_at is None and one.due_on < request.on)
                    for one in found.actions.all()],
        "manages": may,
    }  # fmt: skip
    trail = ((_("Follow-up"), back), (formats.iso_date(found.held_on), ""))
    return render(request, "follow_contracts/meeting.html", deeper(page, found.contract, *trail))


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def agreed_done(request: AppRequest, action_id: UUID) -> HttpResponse:
    """Say that something agreed is done."""
    found = agreed_of(action_id, request.actor)
    if found is None or not manages(request.actor, found.meeting.contract):
        raise Http404
    finish_agreed(action_id, by=request.actor, at=request.at)
    messages.success(request, _("Done: %(what)s") % {"what": found.what})
    return redirect("meeting", found.meeting_id)


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_lesson(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Write what the contract taught."""
    found = managed(request, contract_id)
    form = LessonForm(request.POST or None)
    if form.is_valid():
        try:
            write_lesson(found, **form.cleaned_data, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            told = _("The lesson is kept, and is shown to the next one who buys in the category.")
            messages.success(request, told)
            return redirect("contract-follow-up", found.id)
    return _form(request, form, found, _("Write a lesson"))


def _agenda(found: Contract, request: AppRequest) -> str:
    """Return what waits: open deviations, late checks, options to decide on."""
    lines = [
        _("Deviation: %(what)s (to be put right by %(day)s)")
        % {"what": one.what[:200], "day": formats.iso_date(one.remedy_by)}
        for one in deviations_in(found)
        if not one.is_closed
    ]
    late = checks_in(found).filter(state=CheckState.PLANNED, due_on__lte=request.on)
    lines += [
        _("Check not done: %(about)s") % {"about": TERMS[TermKind(one.term.kind)]} for one in late
    ]
    lines += [
        _("Option to %(last)s, to be decided by %(day)s")
        % {"last": formats.iso_date(one.last_day), "day": formats.iso_date(one.notice_on)}
        for one in found.options.all()
        if one.state == OptionState.OPEN
    ]
    return "\n".join(lines)


def _form(request: AppRequest, form: forms.Form, found: Contract, title: str) -> HttpResponse:
    back = reverse("contract-follow-up", args=[found.id])
    page: dict[str, Any] = {"form": form, "title": title, "button": _("Save"), "back": back}
    trail = ((_("Follow-up"), back), (title, ""))
    return render(request, "contracts/deeper.html", deeper(page, found, *trail))
