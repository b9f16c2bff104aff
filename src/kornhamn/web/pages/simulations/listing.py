"""The first page of the simulations: what one is, a new one, and those that were saved."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.saved import saved_simulations
from kornhamn.analytics.queries.snapshots import current_snapshot
from kornhamn.analytics.types import SavedSimulation
from kornhamn.organisation.types import Permission
from kornhamn.rulebook.types import Edition
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.follow_up.selection import instrument, said
from kornhamn.web.pages.simulations.choosing import nothing_yet, question_form, scope
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table


@dataclass(frozen=True, slots=True)
class SavedLine:
    """One saved simulation in the list, with the figures it was saved with."""

    saved: SavedSimulation
    before: str
    after: str
    changed: int
    newly_not_met: int


@requires(Permission.SIMULATE)
def simulations(request: AppRequest) -> HttpResponse:
    """Ask a new question, or open an answer that somebody saved."""
    if current_snapshot() is None:
        return nothing_yet(request)
    lines = [_line(saved) for saved in saved_simulations(scope(request))]
    table = _TABLE.bind(lines, request.GET, request.path)
    if file := download(table, "simulations"):
        return file
    context = {
        "question": question_form(request),
        "table": table,
        "breadcrumbs": [(_("Simulations"), "")],
    }
    return render(request, "simulations/simulations.html", context)


def _line(saved: SavedSimulation) -> SavedLine:
    names = {edition.id: edition for edition in instrument().editions}
    return SavedLine(
        saved,
        _name(names, saved.from_edition),
        _name(names, saved.to_edition),
        _cases(saved, "changed"),
        _cases(saved, "newly_not_met"),
    )


def _name(editions: dict[str, Edition], edition_id: str) -> str:
    """Return an edition's title, or its id where it is gone."""
    return said(editions[edition_id].title) if edition_id in editions else edition_id


def _cases(saved: SavedSimulation, kind: str) -> int:
    impact = saved.summary[kind]
    assert isinstance(impact, dict)  # noqa: S101 - as it was saved
    return int(impact["cases"])


_TABLE = Table(
    columns=(
        Column(
            "saved.name",
            gettext_lazy("Name"),
            url=lambda line: reverse("simulation", args=[line.saved.id]),
        ),
        Column("before", gettext_lazy("From edition")),
        Column("after", gettext_lazy("To edition")),
        Column("changed", gettext_lazy("Procurements that change"), kind="number"),
        Column("newly_not_met", gettext_lazy("Of them newly not met"), kind="number"),
        Column("saved.made_by", gettext_lazy("Saved by")),
        Column("saved.made_at", gettext_lazy("Saved"), kind="date"),
    ),
    filters=(Filter("saved.name", gettext_lazy("Name")),),
    id="saved",
    page_size=20,
)
