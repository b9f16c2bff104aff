"""Risks of production, what suppliers were asked about them, and what they mend."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import may, require
from kornhamn.organisation.types import Permission
from kornhamn.suppliers.actions import (
    assess_risk,
    finish_supply_action,
    note_answer,
    plan_supply_action,
    send_inquiry,
)
from kornhamn.suppliers.queries import (
    ProductionRisk,
    all_risks,
    current_risks,
    inquiries_of,
    inquiry_of,
    late_inquiries,
    supplier_of,
    supply_action_of,
)
from kornhamn.suppliers.types import NewInquiry, NewRisk, RiskArea, RiskLevel
from kornhamn.web.access import requires
from kornhamn.web.category_names import category_names
from kornhamn.web.pages.suppliers.words import name_of
from kornhamn.web.pages.supply.exclusion import page_under
from kornhamn.web.pages.supply.words import AREAS, LEVEL_COLOURS, LEVELS, country_in_words
from kornhamn.web.requests import AppRequest, say

_AREA = {"rows": 3}


class RiskForm(forms.Form):
    """How great a risk is, where, and by which source."""

    category = forms.ChoiceField(label=gettext_lazy("Category"))
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label=gettext_lazy("Country of production"),
        help_text=gettext_lazy("Two letters, such as BD. Leave it empty for anywhere."),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the country's two letters, such as BD.")},
    )
    area = forms.ChoiceField(
        label=gettext_lazy("Of what?"), choices=[(k.value, v) for k, v in AREAS.items()]
    )
    level = forms.ChoiceField(
        label=gettext_lazy("How great?"),
        choices=[(k.value, v) for k, v in LEVELS.items()],
        widget=forms.RadioSelect,
    )
    source = forms.CharField(label=gettext_lazy("By which source?"), max_length=300)
    reason = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs=_AREA), max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = list(category_names().items())  # type: ignore[attr-defined]

    def risk(self) -> NewRisk:
        """Return what a form without errors says."""
        said = self.cleaned_data
        return NewRisk(
            said["category"], said["country"].upper(), RiskArea(said["area"]),
            RiskLevel(said["level"]), said["source"], said["reason"],
        )  # fmt: skip


class InquiryForm(forms.Form):
    """What a supplier is asked, and when the answer is due."""

    about = forms.CharField(
        label=gettext_lazy("What is it asked?"),
        help_text=gettext_lazy(
            "Where and by whom it is made, how the ILO's conventions and the rights of the child "
            "are kept, and what shows it. Send it yourself; here it is followed."
        ),
        widget=forms.Textarea(attrs=_AREA),
        max_length=4000,
    )
    due_on = forms.DateField(label=gettext_lazy("Answer at the latest"))


class AnswerForm(forms.Form):
    """What the supplier answered."""

    answer = forms.CharField(
        label=gettext_lazy("What does it answer?"), widget=forms.Textarea(attrs=_AREA),
        max_length=4000,
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("With what evidence?"),
        help_text=gettext_lazy("Certificates, audits, and where they are kept."),
        widget=forms.Textarea(attrs=_AREA), required=False, max_length=4000,
    )  # fmt: skip


class PlanForm(forms.Form):
    """What the supplier is to mend."""

    text = forms.CharField(label=gettext_lazy("What is to be mended?"), max_length=500)
    due_on = forms.DateField(label=gettext_lazy("By when?"))


class DoneForm(forms.Form):
    """How it was mended."""

    how = forms.CharField(
        label=gettext_lazy("How is it mended, and what shows it?"),
        widget=forms.Textarea(attrs=_AREA), max_length=2000,
    )  # fmt: skip


@requires(Permission.READ_SPEND)
@require_http_methods(["GET", "HEAD", "POST"])
def risks(request: AppRequest) -> HttpResponse:
    """Show the risks of production; those who check suppliers assess them."""
    form = RiskForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Permission.CHECK_SUPPLIERS)
        if form.is_valid():
            assess_risk(form.risk(), by=request.actor, at=request.at, on=request.on)
            messages.success(request, _("The risk is assessed."))
            return redirect("production-risks")
    page = {
        "rows": [risk_row(one) for one in all_risks()],
        "late": [
            (name_of(one.supplier, personal=False), one.due_on, one.pk)
            for one in late_inquiries(request.on)
        ],
        "form": form,
        "may_assess": may(request.actor, Permission.CHECK_SUPPLIERS),
        "breadcrumbs": [(_("Suppliers"), reverse("suppliers")), (_("Risks of production"), "")],
    }
    return render(request, "supply/risks.html", page)


@requires(Permission.READ_SPEND)
@require_http_methods(["GET", "HEAD", "POST"])
def production(request: AppRequest, supplier_id: UUID) -> HttpResponse:
    """Show what a supplier was asked about its production, and ask anew."""
    found = supplier_of(supplier_id)
    if found is None:
        raise Http404
    form = InquiryForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Permission.CHECK_SUPPLIERS)
        if form.is_valid():
            said = form.cleaned_data
            new = NewInquiry(found.key, "", said["about"], said["due_on"])
            if _done(
                form, lambda: send_inquiry(new, by=request.actor, at=request.at, on=request.on)
            ):
                messages.success(request, _("The questionnaire is noted as sent."))
                return redirect("supplier-production", found.id)
    asked = list(inquiries_of(found))
    codes = {one.category for one in asked if one.category}
    page = page_under(found, _("Production")) | {
        "inquiries": [(one, category_names().get(one.category, "")) for one in asked],
        "risks": [risk_row(one) for one in current_risks(codes)],
        "form": form,
        "may_ask": may(request.actor, Permission.CHECK_SUPPLIERS),
        "today": request.on,
    }
    return render(request, "supply/production.html", page)


@requires(Permission.CHECK_SUPPLIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry(request: AppRequest, inquiry_id: UUID) -> HttpResponse:
    """Note a supplier's answer; once it has answered, agree on what it mends."""
    found = inquiry_of(inquiry_id)
    if found is None:
        raise Http404
    answered = found.answered_on is not None
    form: forms.Form = (PlanForm if answered else AnswerForm)(request.POST or None)
    if form.is_valid():
        verb = plan_supply_action if answered else note_answer
        said: dict[str, Any] = form.cleaned_data
        kept = _done(form, lambda: verb(
            inquiry_id, **said, by=request.actor, at=request.at, on=request.on
        ))  # fmt: skip
        if kept:
            messages.success(request, _("It is kept."))
            return redirect("supplier-production", found.supplier.id)
    title = _("Agree on what is mended") if answered else _("Note the answer")
    return render(request, "supply/form.html", page_under(found.supplier, title) | {"form": form})


@requires(Permission.CHECK_SUPPLIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def supply_action(request: AppRequest, action_id: UUID) -> HttpResponse:
    """Note how something was mended."""
    found = supply_action_of(action_id)
    if found is None:
        raise Http404
    form = DoneForm(request.POST or None)
    if form.is_valid() and _done(form, lambda: finish_supply_action(
        action_id, **form.cleaned_data, by=request.actor, at=request.at, on=request.on
    )):  # fmt: skip
        messages.success(request, _("It is kept."))
        return redirect("supplier-production", found.inquiry.supplier.id)
    page = page_under(found.inquiry.supplier, found.text) | {"form": form}
    return render(request, "supply/form.html", page)


def risk_row(one: ProductionRisk) -> dict[str, object]:
    """Return a risk ready to write."""
    return {
        "risk": one,
        "category": category_names().get(one.category, one.category),
        "area": AREAS[RiskArea(one.area)],
        "country": country_in_words(one.country) if one.country else "",
        "level": LEVELS[RiskLevel(one.level)],
        "colour": LEVEL_COLOURS[RiskLevel(one.level)],
    }


def _done(form: forms.Form, verb: Any) -> bool:  # noqa: ANN401 - a verb with all it needs
    try:
        verb()
    except DomainError as refused:
        form.add_error(None, say(refused))
        return False
    return True
