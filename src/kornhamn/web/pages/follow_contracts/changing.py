"""Change what is written of a contract: its manager, category, users, prices, ceiling."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.contracts.actions import change_contract
from kornhamn.contracts.actions.change_contract import ContractChange
from kornhamn.contracts.queries import Contract
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import overview
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.choosing import choose
from kornhamn.web.kronor_field import KronorField, written
from kornhamn.web.pages.contracts.frame import deeper, managed
from kornhamn.web.pages.contracts.words import category_choices
from kornhamn.web.pages.follow_contracts.people import people_choices
from kornhamn.web.requests import AppRequest, say


class ChangeForm(forms.Form):
    """What the contract is to say from now on."""

    title = forms.CharField(label=gettext_lazy("What is bought?"), max_length=250)
    manager = forms.ChoiceField(label=gettext_lazy("Contract manager"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    for_the_group = forms.BooleanField(
        label=gettext_lazy("Every authority of the group may buy"), required=False
    )
    users = forms.MultipleChoiceField(
        label=gettext_lazy("Others that may buy"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    ceiling = KronorField(
        label=gettext_lazy("The most that may be bought, in kronor without VAT"),
        required=False,
        max_length=40,
    )
    prices = forms.CharField(
        label=gettext_lazy("Prices"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    indexation = forms.CharField(
        label=gettext_lazy("How prices follow time"), required=False, max_length=2000
    )

    def __init__(self, *args: Any, contract: Contract, on: date, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        others = [one for one in overview(on) if one.id != contract.authority_id]
        choose(self, "manager", [("", _("Nobody is named")), *people_choices(contract, on)])
        choose(self, "category", [("", _("Whatever the supplier sells")), *category_choices()])
        choose(self, "users", [(str(one.id), one.name) for one in others])

    def change(self) -> ContractChange:
        """Return what a form without errors says."""
        said = self.cleaned_data
        return ContractChange(
            title=said["title"],
            category=said["category"],
            manager=UUID(said["manager"]) if said["manager"] else None,
            for_the_group=said["for_the_group"],
            users=[UUID(key) for key in said["users"]],
            ceiling_ore=said["ceiling"],
            prices=said["prices"],
            indexation=said["indexation"],
        )


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Change what is written of a contract."""
    found = managed(request, contract_id)
    form = ChangeForm(request.POST or None, contract=found, on=request.on, initial=_initial(found))
    if form.is_valid():
        try:
            change_contract(found, form.change(), by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The contract is changed."))
            return redirect("contract", found.id)
    title = _("Change the contract")
    page = {
        "form": form, "title": title, "button": _("Save"),
        "back": reverse("contract", args=[found.id]),
    }  # fmt: skip
    return render(request, "contracts/deeper.html", deeper(page, found, (title, "")))


def _initial(found: Contract) -> dict[str, Any]:
    names = ("title", "category", "for_the_group", "prices", "indexation")
    return {name: getattr(found, name) for name in names} | {
        "manager": str(found.manager_id or ""),
        "users": [str(one.authority_id) for one in found.users.all()],
        "ceiling": written(found.ceiling_ore),
    }
