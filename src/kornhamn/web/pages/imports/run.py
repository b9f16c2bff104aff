"""One run: how far it has come, why it was refused, or what became of each row."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries import (
    ImportRun,
    RunReport,
    StatisticsFile,
    run_report,
    state_now,
    waiting_run,
)
from kornhamn.procurement.types import Effect, FileKind, ImportState
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.imports.uploading import start_job
from kornhamn.web.pages.imports.words import EFFECTS, KINDS, STATES, moment, reason
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.tables import Column, Filter, Table

REMARKS = Table(
    columns=(
        Column("file.name", gettext_lazy("File"), sort="file__name"),
        Column("row", gettext_lazy("Row"), kind="number", sort="row"),
        Column("column", gettext_lazy("Column"), sort="column"),
        Column("value", gettext_lazy("Value"), sort="value"),
        Column("code", gettext_lazy("Why"), sort=False, value=lambda one: reason(one.code)),
        Column("effect", gettext_lazy("What was done"), sort=False,
               value=lambda one: EFFECTS[Effect(one.effect)]),
        Column("kept", gettext_lazy("Counts instead"), sort=False),
    ),
    filters=(
        Filter("effect", gettext_lazy("What was done"), choices=tuple(EFFECTS.items())),
        Filter("kind", gettext_lazy("File"), choices=tuple(KINDS.items()), lookup="file__kind"),
        Filter("q", gettext_lazy("Search in values"), lookup="value__icontains"),
    ),
    id="remarks",
    first_column_is_header=False,
)  # fmt: skip
_COUNTS = ("rows_imported", "rows_merged", "rows_changed", "rows_unchanged", "rows_rejected")


@requires(Permission.IMPORT_STATISTICS)
@require_safe
def run(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Show where a run stands; once it has finished, its report."""
    report = _found(run_id)
    state = state_now(report.run)
    is_open = state in {ImportState.WAITING, ImportState.RUNNING}
    if (
        "HX-Request" in request.headers and not is_open
    ):  # the progress asked, and there is none any more
        return HttpResponseClientRefresh()
    table = REMARKS.bind(report.remarks, request.GET, request.path)
    page = {
        "report": report,
        "run": report.run,
        "state": state,
        "state_word": STATES[state],
        "is_open": is_open,
        "started": moment(report.run.started_at),
        "refusal": _refusal(report.run),
        "headings": _headings(),
        "files": [_line(file) for file in report.files],
        "effects": [(EFFECTS[effect], formats.number(n)) for effect, n in report.effects.items()],
        "table": table,
        "breadcrumbs": [(_("Imports"), reverse("imports")), (moment(report.run.started_at), "")],
    }
    return download(table, "anmarkningar") or render(request, "imports/run.html", page)


@requires(Permission.IMPORT_STATISTICS)
@require_POST
def continue_run(request: AppRequest, run_id: UUID) -> HttpResponse:
    """Put an interrupted run back in the queue; it continues where it stopped."""
    try:
        start_job(waiting_run(run_id), request)
    except ImportRun.DoesNotExist:
        raise Http404 from None
    return redirect("import", run_id)


def _found(run_id: UUID) -> RunReport:
    try:
        return run_report(run_id)
    except ImportRun.DoesNotExist:
        raise Http404 from None


def _headings() -> list[str]:
    return [
        _("File"), _("Kind"), _("Rows"), _("Imported"), _("Merged"), _("Changed"),
        _("Unchanged"), _("Not taken in"),
    ]  # fmt: skip


def _line(file: StatisticsFile) -> list[str]:
    name = _("%(name)s (known before)") % {"name": file.name} if file.repeats_id else file.name
    counts = [file.rows, *(getattr(file, count) for count in _COUNTS)]
    return [name, str(KINDS[FileKind(file.kind)]), *(formats.number(count) for count in counts)]


def _refusal(run: ImportRun) -> dict[str, Any] | None:
    """Return the refusal in the reader's language."""
    if not run.refusal:
        return None
    error = DomainError(**run.refusal["params"])
    error.message = run.refusal["message"]  # type: ignore[misc]  # this one's own words
    return {"text": say(error), "code": run.refusal["code"]}
