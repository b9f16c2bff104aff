"""Upload of one to four files; a job imports them while the person does something else."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django import app as jobs

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.procurement.actions import upload_statistics
from kornhamn.procurement.queries import ImportRun
from kornhamn.web.access import requires
from kornhamn.web.requests import AppRequest, say

JOB = "import-statistics"  # its name in jobs/tasks.py, which pages never import
MOST_FILES = 4
_MEGABYTE = 1024 * 1024


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more; their content is looked at when they are kept, in words that help."""

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[bytes]"]:  # noqa: ANN401 - the framework's
        """Return the files; refuse none, and more than there are kinds."""
        given: Sequence[Any] = data or []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(self.error_messages["too_many"])
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class UploadForm(forms.Form):
    """The files of one period."""

    statistics = FilesField(
        label=gettext_lazy("Files with statistics"),
        help_text=gettext_lazy("One to four files, as Excel workbook (.xlsx) or CSV (.csv)."),
        widget=_Files(attrs={"accept": ".xlsx,.csv"}),
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("Choose at least one file."),
            "too_many": gettext_lazy("Choose at most four files: one of each kind."),
        },
    )


@requires(Permission.IMPORT_STATISTICS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AppRequest) -> HttpResponse:
    """Take the files, start the job, and show how far it has come."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            run = upload_statistics(
                form.cleaned_data["statistics"], by=request.actor, at=request.at
            )
        except DomainError as refused:
            form.add_error("statistics", say(refused))
        else:
            start_job(run, request)
            return redirect("import", run.pk)
    page = {
        "form": form,
        "most": settings.MAX_STATISTICS_BYTES // _MEGABYTE,
        "breadcrumbs": [(_("Imports"), reverse("imports")), (_("Import statistics"), "")],
    }
    return render(request, "imports/new.html", page)


def start_job(run: ImportRun, request: AppRequest) -> None:
    """Put the run in the queue, to be done as the person who asks."""
    job = jobs.configure_task(JOB, allow_unknown=True)
    job.defer(run_id=str(run.pk), person_id=request.actor.id)
