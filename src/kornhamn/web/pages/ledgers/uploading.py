"""Upload of a ledger: kept and looked at at once; a job loads it when its columns are clear."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django import app as jobs

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.spend.actions import receive_file, source_named
from kornhamn.spend.queries import TYPES, LedgerLoad, sources
from kornhamn.spend.types import LoadState
from kornhamn.web.access import requires
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.source_upload import SourceFileForm, file_field, start_job

JOB, FOLLOW = "load-ledger", "follow-loads"  # their names in jobs/tasks.py
_GIGABYTE = 1024 * 1024 * 1024


class UploadForm(SourceFileForm):
    """A file and the ledger it comes from."""

    permission = Permission.LOAD_LEDGERS
    unnamed = gettext_lazy("Choose a ledger, or give a new one a name.")
    ledger = file_field(
        gettext_lazy("File with a ledger"),
        gettext_lazy("CSV or other separated text, Excel workbook (.xlsx), or JSON."),
        TYPES,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(*args, known=(one.name for one in sources()), **kwargs)
        self.fields["source"].label = _("Which ledger it comes from")
        self.fields["new_source"].label = _("A new ledger's name")
        self.fields["new_source"].help_text = _(
            "Such as the name of the company or of the accounting system."
        )
        self.fields["authority"].label = _("Whose purchases they are where the file does not say")


@requires(Permission.LOAD_LEDGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AppRequest) -> HttpResponse:
    """Take the file, look at its columns, and load it where they are known."""
    form = UploadForm(request=request)
    if form.is_valid():
        try:
            load = _received(form, request)
        except DomainError as refused:
            form.add_error("ledger", say(refused))
        else:
            if load.state == LoadState.WAITING:
                start_job(JOB, load.pk, request, although_known=False)
            return redirect("ledger-load", load.pk)
    page = {
        "form": form,
        "most": settings.MAX_LEDGER_BYTES // _GIGABYTE,
        "breadcrumbs": [(_("Ledgers"), reverse("ledgers")), (_("Load a ledger"), "")],
    }
    return render(request, "ledgers/new.html", page)


def _received(form: UploadForm, request: AppRequest) -> LedgerLoad:
    by, at, file = request.actor, request.at, form.cleaned_data["ledger"]
    source = source_named(form.source_name, authority=form.owner, by=by, at=at)
    return receive_file(file, file.name, source=source, by=by, at=at)


def follow() -> None:
    """Have the figures counted anew."""
    jobs.configure_task(FOLLOW, allow_unknown=True).defer()
