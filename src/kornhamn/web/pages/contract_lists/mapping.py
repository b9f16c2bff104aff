"""How a list's columns are read: proposed with samples and reasons, corrected, loaded."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kornhamn.contracts.actions import load_list, look_at_list
from kornhamn.contracts.queries import ContractListLoad, ListField, missing_list_fields
from kornhamn.contracts.types import ListState
from kornhamn.files.tables.mapping import ColumnMapping, unique_names
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.column_mapping import ColumnsForm, shown
from kornhamn.web.pages.contract_lists.listing import below, opened
from kornhamn.web.pages.contract_lists.words import FIELDS, MISSING, WHY
from kornhamn.web.requests import AppRequest, say


class ListMappingForm(ColumnsForm):
    """The field of each column, and the order of days."""

    words = FIELDS
    days = forms.ChoiceField(
        label=gettext_lazy("Order of days such as 01/06/2018"),
        choices=[
            ("dmy", gettext_lazy("Day first: 1 June")),
            ("mdy", gettext_lazy("Month first: 6 January")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what a contract cannot be without, too."""
        given = super().clean()
        for lack in missing_list_fields(self.mapping()):
            told = _("Say which column is %(what)s.") % {"what": MISSING[lack]}
            self.add_error(None, told)
        return given

    def mapping(self) -> ColumnMapping[ListField]:
        """Return the mapping that was chosen."""
        return ColumnMapping(self.chosen(ListField), days=self.cleaned_data.get("days", ""))


def show(
    request: AppRequest, load: ContractListLoad, form: ListMappingForm | None = None
) -> HttpResponse:
    """Draw the proposed mapping, or the chosen one with what is wrong with it."""
    table, proposal = look_at_list(load)
    names = unique_names(table.header)
    form = form or ListMappingForm(
        names=names,
        initial={
            **{f"column_{at}": one.value for one, at in proposal.mapping.columns.items()},
            "days": proposal.mapping.days,
        },
    )
    page = {
        "load": load,
        "form": form,
        "columns": shown(names, form, proposal, WHY),
        "above": table.above[:3],
        "missing": [MISSING[one] for one in missing_list_fields(proposal.mapping)],
        "breadcrumbs": below((load.file_name, "")),
    }
    return render(request, "contract_lists/mapping.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def load(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Take the list in with the mapping that was chosen."""
    found = opened(request, load_id)
    if found.state != ListState.MAPPING:
        return redirect("contract-list", load_id)
    form = ListMappingForm(request.POST, names=unique_names(found.format["header"]))
    if not form.is_valid():
        return show(request, found, form)
    try:
        load_list(found, form.mapping(), by=request.actor, at=request.at, on=request.on)
    except DomainError as refused:
        form.add_error(None, say(refused))
        return show(request, found, form)
    messages.success(request, _("The list is loaded."))
    return redirect("contract-list", load_id)
