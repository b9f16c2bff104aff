"""How a list's columns are read: proposed with samples and reasons, corrected, loaded."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kornhamn.contracts.actions import accept_list, look_at_list
from kornhamn.contracts.queries import (
    ContractListLoad,
    ListField,
    list_state_now,
    missing_list_fields,
)
from kornhamn.contracts.types import ListState
from kornhamn.files.tables.mapping import ColumnMapping, unique_names
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.column_mapping import ColumnsForm, shown
from kornhamn.web.pages.contract_lists.listing import below, opened
from kornhamn.web.pages.contract_lists.words import FIELDS, MISSING, WHY, refusal
from kornhamn.web.requests import AppRequest
from kornhamn.web.source_upload import start_job

JOB = "load-contract-list"  # its name in jobs/tasks.py


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
    mapping = _chosen(load, table.header) or proposal.mapping
    form = form or ListMappingForm(
        names=names,
        initial={
            **{f"column_{at}": one.value for one, at in mapping.columns.items()},
            "days": mapping.days,
        },
    )
    page = {
        "load": load,
        "form": form,
        "columns": shown(names, form, proposal, WHY),
        "above": table.above[:3],
        "refusal": refusal(load),
        "missing": [MISSING[one] for one in missing_list_fields(proposal.mapping)],
        "breadcrumbs": below((load.file_name, "")),
    }
    return render(request, "contract_lists/mapping.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def load(request: AppRequest, load_id: UUID) -> HttpResponse:
    """Put the list in the queue with the mapping that was chosen, or that it has."""
    found = opened(request, load_id)
    state = list_state_now(found)
    mapping = None
    if state is ListState.MAPPING:
        form = ListMappingForm(request.POST, names=unique_names(found.format["header"]))
        if not form.is_valid():
            return show(request, found, form)
        mapping = form.mapping()
    elif state is not ListState.INTERRUPTED:
        return redirect("contract-list", load_id)
    accept_list(found, mapping, by=request.actor, at=request.at)
    start_job(JOB, found.pk, request)
    return redirect("contract-list", load_id)


def _chosen(load: ContractListLoad, header: Sequence[str]) -> ColumnMapping[ListField] | None:
    """Return the mapping that somebody chose for a list that could not be taken in with it."""
    return ColumnMapping.from_json(load.mapping, header, ListField) if load.refusal else None
