"""Say how a lot is called off from, with each supplier's share or committees and companies."""

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

from kornhamn.contracts.actions import distribute
from kornhamn.contracts.queries import LotTurn, lot_turn, lots_of
from kornhamn.contracts.types import CallOffMethod, Distribution
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.pages.call_offs.ceiling import ceiling_parts
from kornhamn.web.pages.call_offs.words import METHODS
from kornhamn.web.pages.contracts.frame import deeper, managed
from kornhamn.web.requests import AppRequest, say


class DistributionForm(forms.Form):
    """The method, and what it needs to know of each supplier."""

    method = forms.ChoiceField(
        label=gettext_lazy("How is it settled from whom one calls off?"),
        choices=[(key.value, label) for key, label in METHODS.items()],
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - the framework's
        lot: LotTurn,
        places: list[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401 - the framework's
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lot = lot
        for each in lot.candidates:
            self.fields[f"percent_{each.party}"] = forms.IntegerField(
                label=_("Share of %(name)s, in per cent") % {"name": each.name},
                initial=each.percent, required=False, min_value=1, max_value=100,
            )  # fmt: skip
            self.fields[f"places_{each.party}"] = forms.MultipleChoiceField(
                label=_("%(name)s delivers to") % {"name": each.name},
                choices=places, required=False, widget=forms.CheckboxSelectMultiple,
                initial=[str(place) for place in each.places],
            )  # fmt: skip

    def folded(self) -> list[tuple[str, bool, list[forms.BoundField]]]:
        """Return the parts that one method each uses: its words, whether it is open, its fields."""
        chosen = self["method"].value()
        told = (("percent_", CallOffMethod.SHARE, _("The suppliers' shares")),
                ("places_", CallOffMethod.PLACE, _("To whom each supplier delivers")))  # fmt: skip
        parts = []
        for start, method, words in told:
            fields = [self[name] for name in self.fields if name.startswith(start)]
            is_open = chosen == method or any(field.errors for field in fields)
            parts.append((words, is_open, fields))
        return parts

    def said(self) -> Distribution:
        """Return what a form without errors says: only what the method uses."""
        given, method = self.cleaned_data, CallOffMethod(self.cleaned_data["method"])
        parties = [each.party for each in self.lot.candidates]
        percents, places = [], []
        for party in parties:
            if method is CallOffMethod.SHARE and given[f"percent_{party}"]:
                percents.append((party, given[f"percent_{party}"]))
            if method is CallOffMethod.PLACE:
                places += [(UUID(place), party) for place in given[f"places_{party}"]]
        return Distribution(self.lot.lot, method, tuple(percents), tuple(places))


@requires(Permission.MANAGE_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def distribution(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Say how a lot is called off from."""
    found = managed(request, contract_id)
    lots = lots_of(found)
    lot = request.GET.get("lot", "")
    state = lot_turn(found, lot if lot in lots else lots[0])
    everyone = authorities_within(request.actor, Permission.READ_ORGANISATION)
    form = DistributionForm(
        request.POST or None,
        lot=state,
        places=[(str(one.pk), one.name) for one in everyone],
        initial={"method": state.method.value},
    )
    if form.is_valid():
        try:
            distribute(found, form.said(), by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("How the lot is called off from is kept."))
            return redirect("contract-call-offs", found.id)
    title = _("How it is called off from")
    back = reverse("contract-call-offs", args=[found.id])
    page = {"form": form, "title": title, "back": back, "kicker": state.lot}
    page |= ceiling_parts(found)
    page = deeper(page, found, (_("Call-offs"), back), (title, ""))
    return render(request, "call_offs/distribution.html", page)
