"""Decide on an option, and end a contract before its time."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.contracts.actions import decline_option, terminate_contract, use_option
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import option_of
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import managed
from kornhamn.web.requests import AppRequest, say

USE, DECLINE = "use", "decline"


class OptionForm(forms.Form):
    """What to do with an option, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What shall be done?"),
        choices=(
            (USE, gettext_lazy("Prolong the contract")),
            (DECLINE, gettext_lazy("Let it end")),
        ),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("What the follow-up showed, and what comes instead if it ends."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class TerminationForm(forms.Form):
    """The last day, and why."""

    last_day = forms.DateField(label=gettext_lazy("Last day of the contract"))
    reason = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: AppRequest, option_id: UUID) -> HttpResponse:
    """Use an option or let it go, in time and with a reason."""
    option = option_of(option_id, request.actor)
    if option is None or not manages(request.actor, option.contract):
        raise Http404
    form = OptionForm(request.POST or None)
    if form.is_valid():
        verb = use_option if form.cleaned_data["decision"] == USE else decline_option
        said = {"reason": form.cleaned_data["reason"], "by": request.actor}
        try:
            verb(option_id, **said, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The decision is kept, with its reason."))
            return redirect("contract", option.contract.id)
    page = {
        "form": form,
        "option": option,
        "last_day": formats.iso_date(option.last_day),
        "breadcrumbs": [
            (_("Contracts"), reverse("contracts")),
            (option.contract.title, reverse("contract", args=[option.contract.id])),
            (_("Option"), ""),
        ],
    }
    return render(request, "contracts/decide.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def terminate(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """End a contract before its time."""
    found = managed(request, contract_id)
    form = TerminationForm(request.POST or None)
    if form.is_valid():
        try:
            terminate_contract(
                found,
                last_day=form.cleaned_data["last_day"],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
                on=request.on,
            )
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The contract is terminated."))
            return redirect("contract", contract_id)
    page = {
        "form": form,
        "contract": found,
        "breadcrumbs": [
            (_("Contracts"), reverse("contracts")),
            (found.title, reverse("contract", args=[found.id])),
            (_("Terminate"), ""),
        ],
    }
    return render(request, "contracts/terminate.html", page)
