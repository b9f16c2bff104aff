"""How a file's columns are read: proposed with samples and reasons, corrected, accepted."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kornhamn.organisation.types import Permission
from kornhamn.spend.actions import accept_mapping, look_again
from kornhamn.spend.queries import (
    Field,
    LedgerLoad,
    Mapping,
    Proposal,
    changed_columns,
    load_with,
    mapping_from,
    missing_fields,
    unique_names,
)
from kornhamn.spend.types import LoadState
from kornhamn.web.access import requires
from kornhamn.web.column_mapping import ColumnsForm, shown
from kornhamn.web.pages.ledgers.uploading import JOB
from kornhamn.web.pages.ledgers.words import FIELDS, MISSING, WHY, refusal
from kornhamn.web.requests import AppRequest
from kornhamn.web.source_upload import start_job


class MappingForm(ColumnsForm):
    """The field of each column, and what the file itself cannot tell."""

    words = FIELDS
    month = forms.CharField(
        label=gettext_lazy("Month of the file"),
        help_text=gettext_lazy("As 2016-03. Only for a file whose lines have no day."),
        required=False,
    )
    decimal = forms.ChoiceField(
        label=gettext_lazy("Decimal sign of the amounts"),
        choices=[
            ("", gettext_lazy("No amount tells")),
            (",", gettext_lazy("Comma: 1 234,50")),
            (".", gettext_lazy("Point: 1,234.50")),
        ],
        required=False,
    )
    days = forms.ChoiceField(
        label=gettext_lazy("Order of days such as 01/06/2018"),
        choices=[
            ("dmy", gettext_lazy("Day first: 1 June")),
            ("mdy", gettext_lazy("Month first: 6 January")),
        ],
    )

    def clean_month(self) -> date | None:
        """Read the month as its first day."""
        text = self.cleaned_data["month"].strip()
        try:
            return date.fromisoformat(f"{text}-01") if text else None
        except ValueError:
            raise forms.ValidationError(_("Write the month as 2016-03.")) from None

    def clean(self) -> dict[str, Any]:
        """Refuse what a line cannot be without, too."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for lack in missing_fields(self.mapping()):
            told = _("Say which column is %(what)s.") % {"what": MISSING[lack]}
            self.add_error("month" if lack == "date" else None, told)
        return given

    def mapping(self) -> Mapping:
        """Return the mapping that was chosen."""
        given = self.cleaned_data
        return Mapping(
            self.chosen(Field), given.get("decimal", ""), given.get("days", ""), given.get("month")
        )


def show(request: AppRequest, load: LedgerLoad, form: MappingForm | None = None) -> HttpResponse:
    """Draw the proposed mapping, or the chosen one with what is wrong with it."""
    table, proposal = look_again(load)
    names = unique_names(table.header)
    form = form or MappingForm(names=names, initial=_initial(load, proposal))
    new, gone = changed_columns(load)
    page = {
        "load": load,
        "form": form,
        "columns": shown(names, form, proposal, WHY),
        "above": table.above[:3],
        "missing": [MISSING[one] for one in missing_fields(proposal.mapping)],
        "new_columns": new,
        "gone_columns": gone,
        "refusal": refusal(load),
        "is_partly_known": load.refusal.get("code") == "ledger.lines-partly-loaded",
        "breadcrumbs": [(_("Ledgers"), reverse("ledgers")), (load.file_name, "")],
    }
    return render(request, "ledgers/mapping.html", page)


@requires(Permission.LOAD_LEDGERS)
@require_POST
def accept(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Put the load in the queue with the mapping that was chosen."""
    try:
        load = load_with(load_id)
    except LedgerLoad.DoesNotExist:
        raise Http404 from None
    although_known = "although_known" in request.POST
    if load.state != LoadState.MAPPING or although_known:
        accept_mapping(load, by=request.actor, at=request.at)
    else:
        form = MappingForm(request.POST, names=unique_names(load.format["header"]))
        if not form.is_valid():
            return show(request, load, form)
        accept_mapping(load, form.mapping(), by=request.actor, at=request.at)
    start_job(JOB, load.pk, request, although_known=although_known)
    return redirect("ledger-load", load.pk)


def _initial(load: LedgerLoad, proposal: Proposal[Field]) -> dict[str, Any]:
    """Return what the form starts with: the load's own mapping where somebody chose one."""
    mapping = proposal.mapping
    if load.refusal:
        mapping = mapping_from(load.mapping, load.format["header"])
    month = mapping.month or proposal.mapping.month
    return {
        **{f"column_{at}": one.value for one, at in mapping.columns.items()},
        "month": month.strftime("%Y-%m") if month else "",
        "decimal": mapping.decimal,
        "days": mapping.days,
    }
