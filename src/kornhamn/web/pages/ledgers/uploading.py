"""Upload of a ledger: kept and looked at at once; a job loads it when its columns are clear."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django import app as jobs

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import authorities_within, authority_of
from kornhamn.organisation.types import Permission
from kornhamn.spend.actions import receive_file, source_named
from kornhamn.spend.queries import TYPES, LedgerLoad, sources
from kornhamn.spend.types import LoadState
from kornhamn.web.access import requires
from kornhamn.web.requests import AppRequest, say

JOB, FOLLOW = "load-ledger", "follow-loads"  # their names in jobs/tasks.py
_GIGABYTE = 1024 * 1024 * 1024


class UploadForm(forms.Form):
    """A file and the ledger it comes from."""

    ledger = forms.FileField(
        label=gettext_lazy("File with a ledger"),
        help_text=gettext_lazy("CSV or other separated text, Excel workbook (.xlsx), or JSON."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(TYPES)}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Which ledger it comes from"),
        help_text=gettext_lazy("How its columns are read is remembered for the next file."),
        required=False,
    )
    new_source = forms.CharField(
        label=gettext_lazy("A new ledger's name"),
        help_text=gettext_lazy("Such as the name of the company or of the accounting system."),
        max_length=200,
        required=False,
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Whose purchases they are where the file does not say"),
        required=False,
    )

    def __init__(self, *args: Any, request: AppRequest, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, **kwargs)
        known = [(one.name, one.name) for one in sources()]
        own = authorities_within(request.actor, Permission.LOAD_LEDGERS)
        self.fields["source"].choices = [("", _("A new one")), *known]  # type: ignore[attr-defined]
        self.fields["authority"].choices = [  # type: ignore[attr-defined]
            ("", _("The file says, or nobody")),
            *((str(one.pk), one.name) for one in own),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where no ledger is chosen."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("source") and not given.get("new_source"):
            self.add_error("new_source", _("Choose a ledger, or give a new one a name."))
        return given


@requires(Permission.LOAD_LEDGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AppRequest) -> HttpResponse:
    """Take the file, look at its columns, and load it where they are known."""
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, request=request)
    else:
        form = UploadForm(request=request)
    if form.is_valid():
        try:
            load = _received(form.cleaned_data, request)
        except DomainError as refused:
            form.add_error("ledger", say(refused))
        else:
            if load.state == LoadState.WAITING:
                start_job(load.pk, request)
            return redirect("ledger-load", load.pk)
    page = {
        "form": form,
        "most": settings.MAX_LEDGER_BYTES // _GIGABYTE,
        "breadcrumbs": [(_("Ledgers"), reverse("ledgers")), (_("Load a ledger"), "")],
    }
    return render(request, "ledgers/new.html", page)


def _received(given: dict[str, Any], request: AppRequest) -> LedgerLoad:
    authority = authority_of(UUID(given["authority"])) if given["authority"] else None
    name = given["source"] or given["new_source"]
    source = source_named(name, authority=authority, by=request.actor, at=request.at)
    file = given["ledger"]
    return receive_file(file, file.name, source=source, by=request.actor, at=request.at)


def start_job(load_id: UUID, request: AppRequest, *, although_known: bool = False) -> None:
    """Put the load in the queue, to be done as the person who asks."""
    job = jobs.configure_task(JOB, allow_unknown=True)
    job.defer(load_id=str(load_id), person_id=request.actor.id, although_known=although_known)


def follow() -> None:
    """Have the figures counted anew."""
    jobs.configure_task(FOLLOW, allow_unknown=True).defer()
