"""What a run changed in procurements that were there before."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries import Correction, ImportRun, corrections, run_report
from kornhamn.rulebook.facts import FACTS
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.imports.words import moment
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table


def _address(correction: Correction) -> str:
    return reverse("case", args=[correction.procurement_id])


def _told(correction: Correction) -> str:
    """Return each change as a name with its value before and after."""
    return "; ".join(
        f"{_name(what)}: {_value(before)} → {_value(after)}"
        for what, (before, after) in sorted(correction.changes.items())
    )


def _name(what: str) -> str:
    fact = FACTS.get(what)
    return fact.label.in_language(get_language() or "sv") if fact else what.replace("_", " ")


def _value(value: Any) -> str:  # noqa: ANN401 - as the trail holds it
    if value is None or value == "":
        return _("unknown")
    if isinstance(value, list):
        return " · ".join(_value(part) for part in value)
    return {True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else str(value)


TABLE = Table(
    columns=(
        Column("procurement.title", gettext_lazy("Procurement"), sort="procurement__title",
               url=_address),
        Column("procurement.buyer_name", gettext_lazy("Buyer"), sort="procurement__buyer_name"),
        Column("procurement.reference", gettext_lazy("Procurement id"),
               sort="procurement__reference"),
        Column("changes", gettext_lazy("What changed"), sort=False, value=_told),
    ),
    filters=(
        Filter("q", gettext_lazy("Search in titles"), lookup="procurement__title__icontains"),
    ),
    id="changes",
)  # fmt: skip


@requires(Permission.IMPORT_STATISTICS)
@require_safe
def changes(request: AppRequest, run_id: UUID) -> HttpResponse:
    """List the procurements that a run corrected, with what went from what to what."""
    try:
        report = run_report(run_id)
    except ImportRun.DoesNotExist:
        raise Http404 from None
    started = moment(report.run.started_at)
    table = TABLE.bind(corrections(run_id), request.GET, request.path)
    trail = [(_("Imports"), reverse("imports")), (started, reverse("import", args=[run_id]))]
    page = {"table": table, "run": report.run, "breadcrumbs": [*trail, (_("What changed"), "")]}
    return download(table, "andringar") or render(request, "imports/changes.html", page)
