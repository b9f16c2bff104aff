"""Which authority each unit of a load is: found by the suite, corrected by a person."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import SYSTEM, Permission
from kornhamn.spend.actions import place_unit
from kornhamn.spend.queries import LedgerLoad, UnitOfLoad, load_with, units_of
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.ledgers.uploading import follow
from kornhamn.web.requests import AppRequest

_LOAD = Permission.LOAD_LEDGERS


class UnitsForm(forms.Form):
    """An authority for each unit."""

    def __init__(self, *args: Any, units: Sequence[UnitOfLoad], **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        choices = [("", _("Nobody of the group"))]
        choices += [(str(one.pk), one.name) for one in authorities_within(SYSTEM, _LOAD)]
        for one in units:
            told = {"lines": formats.number(one.lines), "kronor": formats.kronor(one.ore)}
            self.fields[f"unit_{one.unit.pk}"] = forms.ChoiceField(
                label=str(one.unit) or one.unit.buyer_number or _("Without a unit"),
                help_text=_("Lines: %(lines)s. %(kronor)s") % told,
                choices=choices,
                required=False,
                initial=str(one.unit.authority_id or ""),
            )


@requires(Permission.LOAD_LEDGERS)
@require_POST
def place(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Say which authority the units of a load are, and have the figures counted anew."""
    try:
        units = units_of(load_with(load_id))
    except LedgerLoad.DoesNotExist:
        raise Http404 from None
    form = UnitsForm(request.POST, units=units)
    changed = _placed(request, form, units) if form.is_valid() else 0
    if changed:
        follow()
    told = ngettext(
        "%(n)s unit got another authority.", "%(n)s units got other authorities.", changed
    )
    messages.success(request, told % {"n": changed})
    return redirect("ledger-load", load_id)


def _placed(request: AppRequest, form: UnitsForm, units: Sequence[UnitOfLoad]) -> int:
    changed = 0
    for one in units:
        chosen = form.cleaned_data[f"unit_{one.unit.pk}"]
        if chosen != str(one.unit.authority_id or ""):
            authority = UUID(chosen) if chosen else None
            place_unit(one.unit.pk, authority, by=request.actor, at=request.at)
            changed += 1
    return changed
