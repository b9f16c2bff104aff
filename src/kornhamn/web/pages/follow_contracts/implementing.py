"""The plan for implementation: what must be done before a contract works, who does it, and when."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kornhamn.contracts.actions import (
    NewStep,
    UsualStep,
    drop_step,
    finish_step,
    plan_step,
    plan_usual_steps,
)
from kornhamn.contracts.permissions import manages
from kornhamn.contracts.queries import Contract, step_of, steps_in
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import framed, managed, opened
from kornhamn.web.pages.follow_contracts.people import people_choices
from kornhamn.web.requests import AppRequest, say

# what most contracts need, and how many days before their first day it should be done
USUAL = (
    (gettext_lazy("Name the contract manager, and set hours aside"), 60),
    (gettext_lazy("Write the terms down, with how they are followed up"), 45),
    (gettext_lazy("Start meeting with the supplier"), 30),
    (gettext_lazy("Put prices and articles into the purchasing system"), 21),
    (gettext_lazy("Tell those who buy what is new, and how to call off"), 14),
    (gettext_lazy("Close what the earlier contract leaves behind"), 7),
)


class StepForm(forms.Form):
    """A step: what, by when, who."""

    what = forms.CharField(label=gettext_lazy("What is to be done?"), max_length=500)
    due_on = forms.DateField(label=gettext_lazy("Last day"))
    owner = forms.ChoiceField(label=gettext_lazy("Who does it?"), required=False)

    def __init__(self, *args: Any, contract: Contract, on: date, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)  # noqa: S101 - declared above
        owner.choices = [("", _("The contract manager")), *people_choices(contract, on)]


@requires(Permission.READ_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def implementation(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show the steps as a plan, and add one."""
    is_post = request.method == "POST"
    found = managed(request, contract_id) if is_post else opened(request, contract_id)
    form = StepForm(request.POST or None, contract=found, on=request.on)
    if form.is_valid():
        said = form.cleaned_data
        owner = UUID(said["owner"]) if said["owner"] else None
        new = NewStep(said["what"], said["due_on"], owner)
        try:
            plan_step(found, new, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error("what", say(refused))
        else:
            messages.success(request, _("The step is in the plan."))
            return redirect("contract-implementation", found.id)
    steps = list(steps_in(found))
    page = framed(request, found, "contract-implementation")
    page |= {
        "steps": [(one, one.done_at is None and one.due_on < request.on) for one in steps],
        "done": sum(one.done_at is not None for one in steps),
        "lacks_usual": {str(what) for what, _days in USUAL} - {one.what for one in steps},
        "form": form if page["manages"] else None,
    }
    return render(request, "follow_contracts/implementation.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def usual_steps(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Put the usual steps into the plan, counted back from the first day."""
    found = managed(request, contract_id)
    usual = [UsualStep(str(what), days) for what, days in USUAL]
    plan_usual_steps(found, usual, by=request.actor, at=request.at, on=request.on)
    messages.success(request, _("The usual steps are in the plan: change what does not fit."))
    return redirect("contract-implementation", found.id)


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def step_done(request: AppRequest, step_id: UUID) -> HttpResponse:
    """Say that a step is done, or take it out of the plan."""
    step = step_of(step_id, request.actor)
    if step is None or not manages(request.actor, step.contract):
        raise Http404(str(step_id))
    try:
        if "drop" in request.POST:
            drop_step(step_id, by=request.actor, at=request.at)
        else:
            finish_step(step_id, by=request.actor, at=request.at)
    except DomainError as refused:
        messages.error(request, say(refused))
    return redirect("contract-implementation", step.contract.id)
