"""A price list comes in as a file, or one price is written by hand."""

from decimal import Decimal
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

from kornhamn.contracts.actions import Priced, change_prices, receive_price_list
from kornhamn.contracts.queries import LIST_TYPES, Contract, ore_per_thousand
from kornhamn.contracts.types import NewPrice
from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.money import parse_amount
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.frame import deeper, managed
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.source_upload import file_field


class _WhoseForm(forms.Form):
    """Whose prices, and from which day they hold."""

    supplier = forms.ChoiceField(label=gettext_lazy("Whose prices?"))
    holds_from = forms.DateField(
        label=gettext_lazy("They hold from"),
        help_text=gettext_lazy("Until a later list takes over, or the contract ends."),
    )

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        self.contract = contract
        parties = {p.supplier_id: p.supplier.name for p in contract.parties.all()}
        self.fields["supplier"].choices = [(str(key), name) for key, name in parties.items()]  # type: ignore[attr-defined]
        self.fields["holds_from"].initial = contract.period.lower

    def priced(self) -> Priced:
        """Return what a form without errors says."""
        given = self.cleaned_data
        return Priced(self.contract, int(given["supplier"]), given["holds_from"])


class PriceListForm(_WhoseForm):
    """A file with prices."""

    list = file_field(
        gettext_lazy("File with the price list"),
        gettext_lazy("Excel workbook (.xlsx), or CSV or other separated text."),
        LIST_TYPES,
    )


class PriceForm(_WhoseForm):
    """One price."""

    name = forms.CharField(label=gettext_lazy("What it is"), max_length=300)
    article = forms.CharField(label=gettext_lazy("Article number"), max_length=120, required=False)
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("Such as piece, hour or kilo."),
        max_length=40,
        required=False,
    )
    price = forms.CharField(label=gettext_lazy("Price without VAT, in kronor"), max_length=40)

    def clean_price(self) -> Decimal:
        """Return the price in kronor, above nothing."""
        try:
            kronor = parse_amount(self.cleaned_data["price"])
        except DomainError as refused:
            raise forms.ValidationError(say(refused)) from None
        if not 0 < kronor < Decimal(10) ** 9:
            raise forms.ValidationError(_("Write a price above nothing and below a billion."))
        return kronor

    def new_price(self) -> NewPrice:
        """Return the price of a form without errors."""
        given = self.cleaned_data
        ore = ore_per_thousand(given["price"])
        return NewPrice(given["article"], given["name"], given["unit"], ore)


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Take a price list's file and lead to what its columns are thought to be."""
    contract = managed(request, contract_id)
    form = PriceListForm(request.POST or None, request.FILES or None, contract=contract)
    if form.is_valid():
        file = form.cleaned_data["list"]
        try:
            made = receive_price_list(
                form.priced(), file, file.name, by=request.actor, at=request.at
            )
        except NotPermittedError:
            raise
        except DomainError as refused:
            form.add_error("list", say(refused))
        else:
            return redirect("price-list", made.pk)
    lead = _("You see how its columns are read before any price is taken in.")
    return _form_page(request, contract, form, _("Load a price list"), lead, _("Continue"))


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Write one price by hand, new or changed; the others stay as they are."""
    contract = managed(request, contract_id)
    form = PriceForm(request.POST or None, contract=contract)
    if request.on in contract.period:
        form.fields["holds_from"].initial = request.on
    if form.is_valid():
        try:
            change_prices(form.priced(), [form.new_price()], by=request.actor, at=request.at)
        except NotPermittedError:
            raise
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The price is written."))
            return redirect("contract-prices", contract.id)
    lead = _("A price for the same article takes over from the day you say. The others stay.")
    return _form_page(request, contract, form, _("Write a price"), lead, _("Save"))


def _form_page(
    request: AppRequest, contract: Contract, form: forms.Form, title: str, lead: str, verb: str
) -> HttpResponse:
    back = reverse("contract-prices", args=[contract.id])
    page = {"form": form, "title": title, "lead": lead, "verb": verb, "back": back}
    page = deeper(page, contract, (_("Prices"), back), (title, ""))
    return render(request, "agreed_prices/form.html", page)
