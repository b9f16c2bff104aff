"""A renewed competition: note the offers, choose the winner."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.contracts.actions import choose_offer, note_offer
from kornhamn.contracts.queries import CallOff, offer_of
from kornhamn.contracts.types import OverCeiling
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.kronor_field import KronorField, written
from kornhamn.web.pages.call_offs.ceiling import (
    ceiling_parts,
    invoiced_under,
    passes,
    refusal_in_words,
)
from kornhamn.web.pages.call_offs.one import handled, under
from kornhamn.web.requests import AppRequest, say


class OfferForm(forms.Form):
    """What a supplier offered."""

    ore = KronorField(
        label=gettext_lazy("Offer in kronor without VAT"),
        help_text=gettext_lazy("Leave it empty if the supplier answered that it will not offer."),
        required=False,
        max_length=40,
    )
    note = forms.CharField(
        label=gettext_lazy("Quality, delivery time and the like"), required=False, max_length=500
    )


class WinnerForm(forms.Form):
    """Who wins, and why by the criteria."""

    offer = forms.ChoiceField(label=gettext_lazy("Who wins?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why, by the criteria of the framework agreement?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    over_ground = forms.CharField(
        label=gettext_lazy("If it passes the ceiling: on what ground?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    over_decision = forms.CharField(
        label=gettext_lazy("Who decided that, and where does it stand?"),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, call_off: CallOff, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        given = [(one, one.ore) for one in call_off.offers.all() if one.ore]
        self.fields["offer"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.party.supplier.name}, {formats.kronor(ore)}") for one, ore in given
        ]
        dearest = max((ore for _one, ore in given), default=0)
        if not passes(call_off.contract, dearest):
            del self.fields["over_ground"], self.fields["over_decision"]


@requires(Permission.CALL_OFF)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: AppRequest, offer_id: int) -> HttpResponse:
    """Note what a supplier offered."""
    found = offer_of(offer_id, request.actor)
    if found is None:
        raise Http404
    call_off = handled(request, found.call_off_id)
    form = OfferForm(request.POST or None, initial={"ore": written(found.ore), "note": found.note})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            note_offer(offer_id, **said, by=request.actor, at=request.at, on=request.on)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The offer is noted."))
            return redirect("one-call-off", found.call_off_id)
    title = _("Offer of %(name)s") % {"name": found.party.supplier.name}
    return render(request, "call_offs/form.html", under(call_off, title) | {"form": form})


@requires(Permission.CALL_OFF)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: AppRequest, call_off_id: UUID) -> HttpResponse:
    """Choose who wins, with the reason."""
    found = handled(request, call_off_id)
    form = WinnerForm(request.POST or None, call_off=found)
    if form.is_valid():
        said = form.cleaned_data
        over = OverCeiling(said.get("over_ground", ""), said.get("over_decision", ""))
        try:
            choose_offer(
                call_off_id,
                int(said["offer"]),
                reason=said["reason"],
                over=over,
                invoiced_ore=invoiced_under(found.contract),
                by=request.actor,
                at=request.at,
                on=request.on,
            )
        except DomainError as refused:
            form.add_error(None, refusal_in_words(refused))
        else:
            messages.success(request, _("The call-off is registered."))
            return redirect("one-call-off", call_off_id)
    title = _("Choose who wins")
    page = under(found, title) | ceiling_parts(found.contract) | {"form": form}
    return render(request, "call_offs/form.html", page)
