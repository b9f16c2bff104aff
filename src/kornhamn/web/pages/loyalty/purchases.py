"""What is bought under a contract, what leaks from it, its ceiling; what if it were otherwise."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.analytics.queries.loyalty import ceiling_forecast, is_counted, of_contract, what_if
from kornhamn.analytics.types.loyalty import CeilingForecast, LoyaltyFigures, NewTerms, WhatIf
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.contracts.queries import Contract
from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.period import Period
from kornhamn.organisation.permissions import may
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import SYSTEM, Permission
from kornhamn.suppliers.queries import suppliers_meant
from kornhamn.web.access import requires
from kornhamn.web.formats import iso_date, percent, whole_kronor
from kornhamn.web.kronor_field import KronorField, written
from kornhamn.web.loyalty_words import CAUSES
from kornhamn.web.pages.contracts.frame import framed, opened
from kornhamn.web.pages.contracts.words import category_choices
from kornhamn.web.pages.loyalty.words import amount_of, lines_url
from kornhamn.web.requests import AppRequest, say

_LEAKS = ("expired", "wrong-supplier", "wrong-authority", "over-ceiling")


class WhatIfForm(forms.Form):
    """The contract as it might be; nothing is saved."""

    first_day = forms.DateField(label=gettext_lazy("First day"))
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it empty for until further notice."),
        required=False,
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    suppliers = forms.CharField(
        label=gettext_lazy("Suppliers"),
        help_text=gettext_lazy("One a line, by organisation number or name."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    users = forms.MultipleChoiceField(
        label=gettext_lazy("Who may buy"), widget=forms.CheckboxSelectMultiple
    )
    ceiling = KronorField(
        label=gettext_lazy("The most that may be bought, in kronor without VAT"),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        everybody = authorities_within(SYSTEM, Permission.READ_CONTRACTS)
        self.fields["users"].choices = [(one.code, one.name) for one in everybody]  # type: ignore[attr-defined]
        anything = ("", _("Whatever the supplier sells"))
        self.fields["category"].choices = [anything, *category_choices()]  # type: ignore[attr-defined]

    def clean_suppliers(self) -> tuple[int, ...]:
        """Return the keys of the suppliers meant."""
        texts = [line.strip() for line in self.cleaned_data["suppliers"].splitlines()]
        meant = suppliers_meant([text for text in texts if text])
        for text, found in meant.items():
            if len(found) != 1:
                told = _("No supplier is called “%(text)s”: write its organisation number.")
                raise forms.ValidationError(told % {"text": text})
        return tuple(found[0].pk for found in meant.values())

    def clean(self) -> dict[str, Any]:
        """Refuse a contract that ends before it starts."""
        said: dict[str, Any] = super().clean() or {}
        if first := said.get("first_day"):
            try:
                said["end"] = Period.inclusive(first, said.get("last_day")).end
            except DomainError as refused:
                self.add_error("last_day", say(refused))
        return said

    def terms(self) -> NewTerms:
        """Return what a form without errors says."""
        said = self.cleaned_data
        return NewTerms(
            first_day=said["first_day"],
            end=said["end"],
            category=said["category"],
            suppliers=said["suppliers"],
            authorities=tuple(said["users"]),
            ceiling_ore=said["ceiling"],
        )


@requires(Permission.READ_CONTRACTS)
@require_safe
def purchases(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Show a contract's purchases; with a changed contract in the address, what would move."""
    contract = opened(request, contract_id)
    page = framed(request, contract, "contract-purchases")
    sees_lines = may(request.actor, Permission.READ_SPEND)
    if not is_counted():
        return render(request, "loyalty/purchases.html", page | {"found": None})
    asks = "first_day" in request.GET
    form = WhatIfForm(request.GET) if asks else WhatIfForm(initial=_as_it_is(contract))
    found = of_contract(contract.pk)
    page |= {
        "found": found,
        "sentence": _sentence(found),
        "causes": _causes(found, contract, sees_lines=sees_lines),
        "ceiling": _ceiling(contract),
        "form": form,
        "asks": asks,
        "moved": _moved(what_if(contract.pk, form.terms())) if asks and form.is_valid() else None,
    }
    return render(request, "loyalty/purchases.html", page)


def _sentence(found: LoyaltyFigures) -> str:
    if not found.lines:
        return _("Nothing has been bought under this contract, and nothing leaks from it.")
    said = {
        "under": whole_kronor(found.covered_ore + found.over_ore),
        "leaked": whole_kronor(found.leaked_ore),
    }
    return _("%(under)s is bought under it. %(leaked)s leaks from it.") % said


def _causes(
    found: LoyaltyFigures, contract: Contract, *, sees_lines: bool
) -> list[tuple[str, str, str]]:
    everything = SpendSelection()
    told = []
    for cause in ("covered", *_LEAKS):
        url = lines_url(everything, leak=cause, contract=str(contract.id), all="1")
        told.append(
            (str(CAUSES[cause]), whole_kronor(amount_of(found, cause)), url if sees_lines else "")
        )
    return told


def _ceiling(contract: Contract) -> str:
    """Return when the ceiling is reached, in words; blank where there is none."""
    if contract.ceiling_ore is None:
        return ""
    found = ceiling_forecast(contract.pk, contract.ceiling_ore)
    said = {
        "share": percent(found.share),
        "ceiling": whole_kronor(found.ceiling_ore),
        "bought": whole_kronor(found.bought_ore),
        "yearly": whole_kronor(found.yearly_ore),
        "day": iso_date(found.reached_on) if found.reached_on else "",
    }
    return _ceiling_words(found, contract) % said


def _ceiling_words(found: CeilingForecast, contract: Contract) -> str:
    if found.is_reached:
        return _("The ceiling of %(ceiling)s was passed on %(day)s: %(bought)s is bought.")
    if found.reached_on is None:
        return _("%(share)s of the ceiling of %(ceiling)s is used, and nothing is bought now.")
    last = contract.last_day
    if last is not None and found.reached_on > last:
        return _(
            "%(share)s of the ceiling of %(ceiling)s is used. At the latest year's pace, "
            "%(yearly)s a year, it lasts the contract's time out."
        )
    return _(
        "%(share)s of the ceiling of %(ceiling)s is used. At the latest year's pace, %(yearly)s a "
        "year, it is reached on %(day)s."
    )


def _as_it_is(contract: Contract) -> dict[str, Any]:
    everybody = authorities_within(SYSTEM, Permission.READ_CONTRACTS)
    own = [contract.authority.code, *(one.authority.code for one in contract.users.all())]
    names = dict.fromkeys(
        party.supplier.organisation_number or party.supplier.name
        for party in contract.parties.all()
    )
    return {
        "first_day": contract.period.lower,
        "last_day": contract.last_day,
        "category": contract.category,
        "suppliers": "\n".join(names),
        "users": [one.code for one in everybody] if contract.for_the_group else own,
        "ceiling": written(contract.ceiling_ore),
    }


def _moved(found: WhatIf) -> dict[str, Any]:
    """Return before and after as rows, and what moves in a sentence."""
    pairs = [
        (_("Bought under the contract"), found.under_before_ore, found.under_after_ore),
        *(
            (str(CAUSES[cause]), amount_of(found.before, cause), amount_of(found.after, cause))
            for cause in ("covered", *_LEAKS, "no-contract")
        ),
    ]
    moved = found.moved_ore
    sentence = _("%(ore)s more would be bought under a contract.") % {"ore": whole_kronor(moved)}
    if moved <= 0:
        sentence = _("%(ore)s less would be bought under a contract.") % {
            "ore": whole_kronor(-moved)
        }
    if moved == 0:
        sentence = _("As much would be bought under contracts as now.")
    return {
        "sentence": sentence,
        "headings": ["", _("Now"), _("Then"), _("Difference")],
        "rows": [
            (word, whole_kronor(before), whole_kronor(after), whole_kronor(after - before))
            for word, before, after in pairs
        ],
    }
