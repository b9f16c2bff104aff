"""Buy a thing from a contract: from whom, at what price, how; then register the call-off."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.contracts.actions import ask_offers, call_off
from kornhamn.contracts.queries import (
    Contract,
    LotTurn,
    buying_authorities,
    lot_turn,
    lots_of,
)
from kornhamn.contracts.types import (
    CallOffMethod,
    Candidate,
    ContractState,
    NewCallOff,
    OverCeiling,
    Skip,
    SkipReason,
)
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.kronor_field import KronorField
from kornhamn.web.pages.call_offs.ceiling import (
    ceiling_parts,
    invoiced_under,
    passes,
    refusal_in_words,
)
from kornhamn.web.pages.call_offs.words import HOW, METHODS, SKIPS, turn_in_words
from kornhamn.web.pages.contracts.frame import deeper, opened
from kornhamn.web.requests import AppRequest


class CallOffForm(forms.Form):
    """What is bought, for whom, and whose turn was passed over and why."""

    authority = forms.ChoiceField(label=gettext_lazy("For which committee or company?"))
    what = forms.CharField(label=gettext_lazy("What is called off?"), max_length=500)
    ore = KronorField(label=gettext_lazy("What is it worth, in kronor without VAT?"), max_length=40)
    first_day = forms.DateField(label=gettext_lazy("First day of delivery"))
    last_day = forms.DateField(label=gettext_lazy("Last day of delivery"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - the framework's
        authorities: Sequence[tuple[str, str]],
        lot: LotTurn,
        asks_decision: bool = False,
        **kwargs: Any,  # noqa: ANN401 - the framework's
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = authorities  # type: ignore[attr-defined]
        self.skippable = _skippable(lot)
        if lot.method is CallOffMethod.COMPETITION:
            del self.fields["ore"]
        for each in self.skippable:
            self._ask_why_skipped(each)
        if asks_decision:
            self._ask_for_decision()

    def main_fields(self) -> list[forms.BoundField]:
        """Return what is always asked."""
        return [self[name] for name in self.base_fields if name in self.fields]

    def skip_fields(self) -> list[forms.BoundField]:
        """Return what is asked of those that can be passed over."""
        return [self[name] for name in self.fields if name.startswith(("skip_", "note_"))]

    def over_fields(self) -> list[forms.BoundField]:
        """Return what is asked past the ceiling."""
        return [self[name] for name in self.fields if name.startswith("over_")]

    def has_skips(self) -> bool:
        """Tell whether anything is said of somebody passed over."""
        return any(field.value() or field.errors for field in self.skip_fields())

    def skips(self) -> tuple[Skip, ...]:
        """Return those that were passed over, each with its reason."""
        said = self.cleaned_data
        return tuple(
            Skip(each.party, SkipReason(said[f"skip_{each.party}"]), said[f"note_{each.party}"])
            for each in self.skippable
            if said.get(f"skip_{each.party}")
        )

    def terms(self, contract: UUID, lot: str) -> NewCallOff:
        """Return what a form without errors says."""
        said = self.cleaned_data
        over = OverCeiling(said.get("over_ground", ""), said.get("over_decision", ""))
        return NewCallOff(
            contract=contract,
            lot=lot,
            authority=UUID(said["authority"]),
            what=said["what"],
            first_day=said["first_day"],
            last_day=said["last_day"],
            ore=said.get("ore"),
            skips=self.skips(),
            over=over,
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a reason."""
        said: dict[str, Any] = super().clean() or {}
        for each in self.skippable:
            if said.get(f"skip_{each.party}") and not said.get(f"note_{each.party}"):
                self.add_error(
                    f"note_{each.party}", _("Write who answered, when, and what was said.")
                )
        return said

    def _ask_why_skipped(self, each: Candidate) -> None:
        label = _("Is %(name)s passed over?") % {"name": each.name}
        choices = [("", _("No, it has its turn")), *((k.value, v) for k, v in SKIPS.items())]
        self.fields[f"skip_{each.party}"] = forms.ChoiceField(
            label=label, choices=choices, required=False
        )
        self.fields[f"note_{each.party}"] = forms.CharField(
            label=_("Why, and how %(name)s said so") % {"name": each.name},
            required=False,
            max_length=500,
        )

    def _ask_for_decision(self) -> None:
        self.fields["over_ground"] = forms.CharField(
            label=_("On what ground may the contract go past its ceiling?"),
            help_text=_("The paragraph of LOU chapter 17 on changing contracts, and why."),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            max_length=2000,
        )
        self.fields["over_decision"] = forms.CharField(
            label=_("Who decided that, and where does it stand?"), required=False, max_length=200
        )


@requires(Permission.READ_CONTRACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: AppRequest, contract_id: UUID) -> HttpResponse:
    """Tell how to buy from a contract, and register the call-off of whoever may buy."""
    found = opened(request, contract_id)
    lots = lots_of(found)
    lot = request.GET.get("lot", "")
    lot = lot if lot in lots else lots[0]
    own = buying_authorities(found, request.actor)
    state = lot_turn(found, lot, authority=own[0].pk if len(own) == 1 else None)
    form = CallOffForm(
        request.POST or None,
        initial={"first_day": request.on},
        authorities=[(str(one.pk), one.name) for one in own],
        lot=state,
        asks_decision=_passes(found, request.POST.get("ore", "")),
    )
    looks = "look" in request.POST
    if form.is_valid() and own:
        new = form.terms(found.id, lot)
        skipped = [skip.party for skip in new.skips]
        state = lot_turn(found, lot, authority=new.authority, skipped=skipped)
        if not looks and (answer := _made(request, form, found, lot, state)):
            return answer
    page = {
        **ceiling_parts(found),
        "lot": lot,
        "lots": [(each or _("The whole contract"), each, each == lot) for each in lots],
        "method": METHODS[state.method],
        "how": HOW[state.method],
        "turn": turn_in_words(state),
        "candidates": state.candidates,
        "is_ranked": state.method in {CallOffMethod.RANKING, CallOffMethod.ROTATION},
        "turn_party": state.turn.party,
        "facts": _facts(found),
        "competes": state.method is CallOffMethod.COMPETITION,
        "may_buy": bool(own) and found.state == ContractState.IN_FORCE,
        "form": form,
    }
    page = deeper(page, found, (_("Buy from it"), ""))
    return render(request, "call_offs/order.html", page)


def _made(
    request: AppRequest, form: CallOffForm, contract: Contract, lot: str, state: LotTurn
) -> HttpResponse | None:
    new, competes = form.terms(contract.id, lot), state.method is CallOffMethod.COMPETITION
    verb = ask_offers if competes else partial(call_off, invoiced_ore=invoiced_under(contract))
    try:
        made = verb(new, by=request.actor, at=request.at, on=request.on)
    except DomainError as refused:
        form.add_error(None, refusal_in_words(refused))
        return None
    if competes:
        messages.success(request, _("Every supplier of the lot is noted as asked."))
    else:
        messages.success(request, _("The call-off is registered."))
    return redirect("one-call-off", made.pk)


def _passes(contract: Contract, written: str) -> bool:
    """Tell whether an amount as it was written would pass the ceiling."""
    try:
        ore = KronorField(required=False).clean(written)
    except forms.ValidationError:
        return False
    return passes(contract, ore or 0)


def _skippable(lot: LotTurn) -> tuple[Candidate, ...]:
    """Return those that can be passed over: in order, all but the last."""
    if lot.method in {CallOffMethod.COMPETITION, CallOffMethod.SOLE, CallOffMethod.PLACE}:
        return ()
    if lot.method is CallOffMethod.RANKING:
        return lot.candidates[:-1]
    return lot.candidates


def _facts(contract: Contract) -> list[tuple[str, str]]:
    last = contract.last_day
    facts = [
        (_("Call off until"), formats.iso_date(last) if last else _("until further notice")),
        (_("Prices"), contract.prices or _("Not written here: see the contract's documents.")),
        (_("Indexation"), contract.indexation),
        (_("Contract manager"), contract.manager.name if contract.manager else ""),
        (_("Reference"), contract.reference),
    ]
    return [(term, value) for term, value in facts if value]
