"""The heat map: clauses down, authorities across; every cell leads to its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries import follow_up as analytics
from kornhamn.analytics.types import AuthorityInfo, HeatMap, Selection, Tally
from kornhamn.organisation.types import Permission
from kornhamn.rulebook.types import Clause, Subject, Verdict
from kornhamn.web import heat_maps
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.formats import percent
from kornhamn.web.pages.follow_up.figures import verdict_columns
from kornhamn.web.pages.follow_up.opening import page_context, scope, with_choice
from kornhamn.web.pages.follow_up.selection import Choice, link, said
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Table

NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell of the map as a line of the file."""

    clause: str
    authority: str
    tally: Tally

    def rows(self, verdict: Verdict) -> str:
        """Return no address: a file has none."""
        del verdict
        return ""


@requires(Permission.FOLLOW_UP)
@with_choice
def heat_map(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show the share met and the share unknown of each clause in each authority."""
    found = analytics.heat_map(choice.selection, scope(request))
    table = _table().bind(list(_cell_lines(found)), request.GET, request.path)
    if file := download(table, "heat-map"):
        return file
    shade = "met" if request.GET.get("shade") == "met" else "unknown"
    return render(
        request,
        "follow_up/heat_map.html",
        page_context(request, choice)
        | {
            "map": drawn(found, choice.selection, shade),
            "shade": shade,
            "shades": _shades(choice.selection, shade),
            "sentence": _sentence(found),
            "csv": table.csv_url,
            "excel": table.excel_url,
            "breadcrumbs": [
                (_("Follow-up"), link("follow-up", choice.selection)),
                (_("Heat map"), ""),
            ],
        },
    )


def drawn(found: HeatMap, selection: Selection, shade: str) -> heat_maps.HeatMap:
    """Return the map with its links, as dark as the share that `shade` names."""
    ends = {
        "unknown": (_("None unknown"), _("All unknown")),
        "met": (_("None met"), _("All met")),
    }
    return heat_maps.HeatMap(
        corner=_("Clause"),
        columns=[
            heat_maps.Heading(one.name, link("follow-up", _of(selection, one)))
            for one in found.authorities
        ],
        rows=[
            heat_maps.Row(
                said(clause.title),
                [
                    _cell(clause, tally, _of(selection, authority), shade)
                    for authority, tally in zip(found.authorities, cells, strict=True)
                ],
                link("follow-up-clause", selection, clause.id),
            )
            for clause, cells in zip(found.clauses, found.cells, strict=True)
        ],
        low=ends[shade][0],
        high=ends[shade][1],
    )


def _cell(clause: Clause, tally: Tally, selection: Selection, shade: str) -> heat_maps.Cell:
    if not tally.relevant:
        return heat_maps.Cell(NOTHING, note=_("nothing to assess"))
    met, unknown = tally.share_met, tally.share_unknown
    share = unknown if shade == "unknown" else met
    return heat_maps.Cell(
        text=f"{_percent(met)}\N{NO-BREAK SPACE}|\N{NO-BREAK SPACE}{_percent(unknown)}",
        shade=heat_maps.shade_of(share),
        url=_rows(clause, selection),
        note=_("met and unknown"),
    )


def _rows(clause: Clause, selection: Selection) -> str:
    if clause.subject is Subject.CASE:
        return link("follow-up-cases", selection, clause=clause.id)
    return link("follow-up-clause", selection, clause.id) + "#findings"


def _of(selection: Selection, authority: AuthorityInfo) -> Selection:
    return selection.narrowed(authorities=frozenset({authority.id}))


def _percent(share: float | None) -> str:
    return NOTHING if share is None else percent(share)


def _shades(selection: Selection, shade: str) -> list[tuple[str, str, bool]]:
    names = (("unknown", _("Shade by share unknown")), ("met", _("Shade by share met")))
    return [(name, link("follow-up-heat-map", selection, shade=k), k == shade) for k, name in names]


def _sentence(found: HeatMap) -> str:
    """Say how many of the cells have a full answer, and how many none at all."""
    tallies = [tally for cells in found.cells for tally in cells if tally.relevant]
    dark = sum(tally.share_unknown == 1 for tally in tallies)
    return _(
        "%(cells)s cells have something to assess. In %(dark)s of them nothing is known yet."
    ) % {"cells": len(tallies), "dark": dark}


def _cell_lines(found: HeatMap) -> Iterator[CellLine]:
    for clause, cells in zip(found.clauses, found.cells, strict=True):
        for authority, tally in zip(found.authorities, cells, strict=True):
            yield CellLine(said(clause.title), authority.name, tally)


def _table() -> Table:
    """Return the map as lines, for the files: one line a clause and authority."""
    return Table(
        columns=(
            Column("clause", gettext_lazy("Clause")),
            Column("authority", gettext_lazy("Committee or company")),
            *verdict_columns(),
            Column(
                "share-met",
                gettext_lazy("Share met"),
                kind="percent",
                value=lambda line: line.tally.share_met,
            ),
            Column(
                "share-unknown",
                gettext_lazy("Share unknown"),
                kind="percent",
                value=lambda line: line.tally.share_unknown,
            ),
        )
    )
