"""One call-off: what, from whom and why, the offers of a competition; and cancelling it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kornhamn.contracts.actions import cancel_call_off
from kornhamn.contracts.permissions import calls_off_for
from kornhamn.contracts.queries import CallOff, call_off_of
from kornhamn.contracts.types import CallOffMethod, CallOffState, TurnReason
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.call_offs.words import COLOURS, METHODS, STATES, WHY, skip_in_words
from kornhamn.web.pages.contracts.frame import deeper
from kornhamn.web.requests import AppRequest, say


class CancelForm(forms.Form):
    """Why a call-off is cancelled."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


@requires(Permission.READ_CONTRACTS)
@require_safe
def one(request: AppRequest, call_off_id: UUID) -> HttpResponse:
    """Show a call-off with all that led to it."""
    found = seen(request, call_off_id)
    handles = calls_off_for(request.actor, found.authority_id)
    asked = found.state == CallOffState.ASKED
    page = {
        "one": found,
        "state": STATES[CallOffState(found.state)],
        "colour": COLOURS[CallOffState(found.state)],
        "facts": _facts(found),
        "skips": [
            skip_in_words(s.party.supplier.name, s.reason, s.note) for s in found.skips.all()
        ],
        "offers": found.offers.all(),
        "answered": _answered(found) if asked else "",
        "may_note": handles and asked,
        "may_choose": handles and asked and any(offer.ore for offer in found.offers.all()),
        "may_cancel": handles and found.state != CallOffState.CANCELLED,
    }
    return render(request, "call_offs/one.html", placed(page, found))


@requires(Permission.CALL_OFF)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: AppRequest, call_off_id: UUID) -> HttpResponse:
    """Cancel a call-off, with a reason."""
    found = handled(request, call_off_id)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            cancel_call_off(call_off_id, **form.cleaned_data, by=request.actor, at=request.at)
        except DomainError as refused:
            form.add_error(None, say(refused))
        else:
            messages.success(request, _("The call-off is cancelled."))
            return redirect("one-call-off", call_off_id)
    title = _("Cancel the call-off")
    return render(request, "call_offs/form.html", under(found, title) | {"form": form})


def seen(request: AppRequest, call_off_id: UUID) -> CallOff:
    """Return a call-off that the reader may see."""
    found = call_off_of(call_off_id, request.actor)
    if found is None:
        raise Http404
    return found


def handled(request: AppRequest, call_off_id: UUID) -> CallOff:
    """Return a call-off of an authority that the reader calls off for."""
    found = seen(request, call_off_id)
    if not calls_off_for(request.actor, found.authority_id):
        raise Http404
    return found


def placed(page: dict[str, object], found: CallOff, *below: tuple[str, str]) -> dict[str, object]:
    """Return a page below the contract's call-offs."""
    here = _("Call-off %(number)s") % {"number": found.number}
    return deeper(
        page,
        found.contract,
        (_("Call-offs"), reverse("contract-call-offs", args=[found.contract.id])),
        (here, reverse("one-call-off", args=[found.pk])),
        *below,
    )


def under(found: CallOff, title: str) -> dict[str, object]:
    """Return a form's page below a call-off."""
    page: dict[str, object] = {"title": title, "back": reverse("one-call-off", args=[found.pk])}
    return placed(page, found, (title, ""))


def _answered(found: CallOff) -> str:
    """Return how many of those asked have answered, and what comes next."""
    offers = found.offers.all()
    here = sum(1 for one in offers if one.received_on)
    said = {"here": here, "asked": len(offers)}
    told = _("%(here)s of %(asked)s suppliers have answered.") % said
    if here < len(offers):
        return told + " " + _("Note each answer here as it comes, then choose who wins.")
    return told + " " + _("Choose who wins.")


def _facts(found: CallOff) -> list[tuple[str, str]]:
    last = found.last_day
    days = formats.iso_date(found.period.lower)
    facts = [
        (_("Supplier"), found.party.supplier.name if found.party else ""),
        _why(found),
        (_("Worth"), formats.kronor(found.ore) if found.ore else ""),
        (_("Ordered"), formats.iso_date(found.ordered_on) if found.ordered_on else ""),
        (_("Delivered"), f"{days} – {formats.iso_date(last)}" if last else days),
        (_("For"), found.authority.name),
        (_("How"), str(METHODS[CallOffMethod(found.method)])),
        (_("Lot"), found.lot),
        (_("Ground for going past the ceiling"), found.over_ground),
        (_("Decision"), found.over_decision),
        (_("Registered by"), found.made_by_name),
    ]
    return [(term, value) for term, value in facts if value]


def _why(found: CallOff) -> tuple[str, str]:
    if found.state == CallOffState.CANCELLED:
        return _("Why it was cancelled"), found.reason
    return _("Why that one"), found.reason or str(WHY[TurnReason(found.turn)])
