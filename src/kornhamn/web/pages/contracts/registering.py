"""Register a contract by hand."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.categories.queries import of_cpv
from kornhamn.contracts.actions import name_successor, register_contract
from kornhamn.contracts.queries import Contract, lessons_in
from kornhamn.contracts.types import NewContract, NewOption, NewParty
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.case_file import CaseFile, case_file
from kornhamn.suppliers.queries import suppliers_meant
from kornhamn.web.access import requires
from kornhamn.web.choosing import choose
from kornhamn.web.kronor_field import KronorField
from kornhamn.web.pages.contracts.frame import managed
from kornhamn.web.pages.contracts.words import category_choices
from kornhamn.web.requests import AppRequest, say

_MOST_LESSONS = 10


class ContractForm(forms.Form):
    """What a signed contract says of itself."""

    title = forms.CharField(label=gettext_lazy("What is bought?"), max_length=250)
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy("The number it is filed under."),
        max_length=120,
    )
    authority = forms.ChoiceField(label=gettext_lazy("Owner"))
    suppliers = forms.CharField(
        label=gettext_lazy("Suppliers"),
        help_text=gettext_lazy(
            "One a line, by organisation number or name. In a framework agreement the first is "
            "ranked first."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first_day = forms.DateField(label=gettext_lazy("First day"))
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "Without options. Leave it empty if the contract runs until further notice."
        ),
        required=False,
    )
    option_last_day = forms.DateField(
        label=gettext_lazy("Last day if the option to prolong is used"), required=False
    )
    option_notice_on = forms.DateField(
        label=gettext_lazy("Last day to decide on the option"), required=False
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    is_framework = forms.BooleanField(label=gettext_lazy("Framework agreement"), required=False)
    for_the_group = forms.BooleanField(
        label=gettext_lazy("Every authority of the group may buy"), required=False
    )
    ceiling = KronorField(
        label=gettext_lazy("The most that may be bought, in kronor without VAT"),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, request: AppRequest, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        own = authorities_within(request.actor, Permission.MANAGE_CONTRACTS)
        choose(self, "authority", [(str(one.pk), one.name) for one in own])
        choose(self, "category", [("", _("Whatever the supplier sells")), *category_choices()])

    def clean_suppliers(self) -> list[int]:
        """Return the keys of the suppliers meant, in the order written."""
        texts = [line.strip() for line in self.cleaned_data["suppliers"].splitlines()]
        meant = suppliers_meant([text for text in texts if text])
        for text, found in meant.items():
            if not found:
                raise forms.ValidationError(
                    _("No supplier is called “%(text)s”: write its organisation number.")
                    % {"text": text}
                )
            if len(found) > 1:
                raise forms.ValidationError(
                    _("“%(text)s” can be several suppliers: write its organisation number.")
                    % {"text": text}
                )
        return [found[0].pk for found in meant.values()]

    def terms(self) -> NewContract:
        """Return what a form without errors says."""
        said = self.cleaned_data
        is_framework, last = said["is_framework"], said["option_last_day"]
        parties = tuple(
            NewParty(key, rank=rank if is_framework else None)
            for rank, key in enumerate(said["suppliers"], start=1)
        )
        options = (NewOption(last, said["option_notice_on"]),) if last else ()
        return NewContract(
            reference=said["reference"],
            title=said["title"],
            authority=UUID(said["authority"]),
            first_day=said["first_day"],
            last_day=said["last_day"],
            parties=parties,
            category=said["category"],
            is_framework=is_framework,
            for_the_group=said["for_the_group"],
            options=options,
            ceiling_ore=said["ceiling"],
        )

    def clean(self) -> dict[str, Any]:
        """Ask for both days of an option, or none."""
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("option_last_day")) != bool(said.get("option_notice_on")):
            missing = "option_notice_on" if said.get("option_last_day") else "option_last_day"
            self.add_error(missing, _("An option has two days: its last, and the last to decide."))
        return said


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: AppRequest) -> HttpResponse:
    """Take down what a signed contract says."""
    before = _before(request)
    case = _case(request)
    form = ContractForm(
        request.POST or None, request=request, initial=_from(before) | _from_case(case)
    )
    if form.is_valid():
        try:
            made = _registered(form, before, case, request)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The contract is registered."))
            return redirect("contract", made.id)
    trail = [(_("Contracts"), reverse("contracts")), (_("Register a contract"), "")]
    page = {
        "form": form,
        "before": before,
        "lessons": lessons_in([before.category], most=_MOST_LESSONS) if before else [],
        "breadcrumbs": trail,
    }
    return render(request, "contracts/register.html", page)


def _before(request: AppRequest) -> Contract | None:
    """Return the contract that the new one comes after, where the address says so."""
    after = request.GET.get("after", "")
    return managed(request, UUID(after)) if _is_id(after) else None


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _from(before: Contract | None) -> dict[str, object]:
    """Return what a successor most likely has in common with what it comes after."""
    if before is None:
        return {}
    names = ("title", "category", "is_framework", "for_the_group")
    return {name: getattr(before, name) for name in names} | {
        "authority": str(before.authority_id),
        "first_day": before.period.upper,
    }


def _case(request: AppRequest) -> CaseFile | None:
    """Return the procurement that the contract came out of, where the address says so."""
    asked = request.GET.get("case", "")
    try:
        return case_file(UUID(asked), request.actor) if _is_id(asked) else None
    except ObjectDoesNotExist as missing:
        raise Http404(asked) from missing


def _from_case(case: CaseFile | None) -> dict[str, object]:
    """Return what a contract most likely says when it came out of a procurement."""
    if case is None:
        return {}
    own = case.procurement
    category = of_cpv(own.cpv or "")
    won = dict.fromkeys(w.supplier for lot in case.lots for w in lot.winners if w.supplier)
    return {
        "title": own.title,
        "authority": str(own.authority_id or ""),
        "category": category.code if category else "",
        "suppliers": "\n".join(won),
        "is_framework": bool(own.is_framework_agreement),
    }


@transaction.atomic
def _registered(
    form: ContractForm, before: Contract | None, case: CaseFile | None, request: AppRequest
) -> Contract:
    new = replace(form.terms(), procurement=case.procurement.pk if case else None)
    made = register_contract(new, by=request.actor, at=request.at, on=request.on)
    if before is not None:
        name_successor(before, made, by=request.actor, at=request.at)
    return made
