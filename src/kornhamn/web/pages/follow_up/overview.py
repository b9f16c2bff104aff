"""The first page of the follow-up: the honest figure, what would answer it, and six views."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.follow_up import follow_up
from kornhamn.analytics.types import FollowUp, Selection
from kornhamn.organisation.types import Permission
from kornhamn.rulebook.types import Edition, Verdict
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.follow_up import figures, parts
from kornhamn.web.pages.follow_up.drawings import verdicts_by
from kornhamn.web.pages.follow_up.editions import editions_table
from kornhamn.web.pages.follow_up.ledgers import from_ledgers
from kornhamn.web.pages.follow_up.loyalty import under_contract
from kornhamn.web.pages.follow_up.opening import page_context, scope, with_choice
from kornhamn.web.pages.follow_up.selection import Choice, instrument, link, said
from kornhamn.web.requests import AppRequest

VIEWS: dict[str, Promise] = {
    "clauses": gettext_lazy("Clauses"),
    "authorities": gettext_lazy("Committees and companies"),
    "categories": gettext_lazy("Categories"),
    "months": gettext_lazy("Months"),
    "editions": gettext_lazy("Editions side by side"),
}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One verdict over everything chosen."""

    verdict: Verdict
    assessments: int
    cases: int
    ore: int
    url: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact that would answer unknowns, with the procurements that lack it."""

    question: str
    missing_in: int
    alone: int
    url: str


@requires(Permission.FOLLOW_UP)
@with_choice
def overview(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show the programme followed up over what was chosen."""
    found = follow_up(choice.selection, scope(request))
    if request.GET.get("of") == "goals":
        goals = figures.by_goal().bind(figures.goal_lines(found), request.GET, request.path)
        if file := download(goals, "goals"):
            return file
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "clauses"
    shown = _shown(view, request, choice, found)
    if file := download(shown["table"], f"follow-up-{view}"):
        return file
    return render(
        request,
        "follow_up/overview.html",
        page_context(request, choice)
        | _honest(found)
        | from_ledgers(choice, scope(request))
        | under_contract(request, choice)
        | {
            "found": found,
            "key_figures": _key_figures(found),
            "wanted": _wanted(found),
            "goals": _goals(found),
            "goals_csv": link("follow-up", choice.selection, of="goals", format="csv"),
            "goals_excel": link("follow-up", choice.selection, of="goals", format="xlsx"),
            "tabs": _tabs(choice.selection, view),
            "view": view,
            "view_name": VIEWS[view],
            **shown,
            "governed_url": link("follow-up", choice.selection.narrowed(only_governed=True)),
            "breadcrumbs": [(_("Follow-up"), "")],
        },
    )


def _honest(found: FollowUp) -> dict[str, Any]:
    tally = found.tally
    unknown = tally.share_unknown
    return {
        "relevant": tally.relevant,
        "share_known": None if unknown is None else 1 - unknown,
        "share_unknown": unknown,
        "unknown_url": link("follow-up-cases", found.selection, verdict=Verdict.UNKNOWN),
    }


def _key_figures(found: FollowUp) -> list[KeyFigure]:
    counts = [(verdict, found.tally.of(verdict)) for verdict in figures.ORDER]
    return [
        KeyFigure(
            verdict,
            count.assessments,
            count.cases,
            count.ore or 0,
            link("follow-up-cases", found.selection, verdict=verdict) if count.cases else "",
        )
        for verdict, count in counts
    ]


def _wanted(found: FollowUp) -> dict[str, Any]:
    """Return the facts most wanted, with how many unknowns they answer together."""
    unknown = found.tally.unknown.assessments
    together = found.wanted[-1].together if found.wanted else 0
    return {
        "together": together,
        "share": together / unknown if unknown else None,
        "facts": [
            Wanted(
                said(one.fact.question),
                one.missing_in,
                one.alone,
                link("follow-up-cases", found.selection, missing=one.fact.name),
            )
            for one in found.wanted
        ],
    }


def _goals(found: FollowUp) -> dict[str, Any] | None:
    drawing = verdicts_by(_("How it goes, goal by goal"), lines := figures.goal_lines(found))
    if drawing is None:
        return None
    return {"drawing": drawing, "lines": lines, "order": figures.ORDER}


def _shown(view: str, request: AppRequest, choice: Choice, found: FollowUp) -> dict[str, Any]:
    """Return the table of a view, and its chart or the names of its two editions."""
    if view == "clauses":
        lines = figures.clause_lines(found)
        return {"table": figures.by_clause().bind(lines, request.GET, request.path)}
    if view == "editions":
        other = _other_edition(request, choice)
        beside = follow_up(_under(choice.selection, other), scope(request))
        pairs = editions_table(request, found, beside)
        return {"table": pairs.table, "pair_of_editions": pairs.editions}
    return _part(view, request, choice.selection)


def _part(view: str, request: AppRequest, selection: Selection) -> dict[str, Any]:
    part = parts.part_of(view, selection, scope(request))
    searchable = view != "months"
    table = figures.by_part(view, part.label, searchable=searchable)
    return {
        "table": table.bind(part.lines, request.GET, request.path),
        "drawing": parts.drawn(part),
    }


def _other_edition(request: AppRequest, choice: Choice) -> Edition:
    """Return the edition to set beside the chosen one: the one asked for, or the next there is."""
    others = [one for one in instrument().editions if one.id != choice.selection.edition]
    asked = request.GET.get("beside", "")
    return next((one for one in others if one.id == asked), (others or [choice.edition])[0])


def _under(selection: Selection, edition: Edition) -> Selection:
    """Return the same procurements under another edition, also where it lacks the goal."""
    known = selection.goal in {goal.id for goal in edition.goals}
    return selection.narrowed(edition=edition.id, goal=selection.goal if known else None)


def _tabs(selection: Selection, view: str) -> list[tuple[str, str, bool]]:
    tabs = [
        (str(name), link("follow-up", selection, view=key) + "#views", key == view)
        for key, name in VIEWS.items()
    ]
    heat_map = (_("Heat map"), link("follow-up-heat-map", selection), False)
    return [*tabs[:4], heat_map, *tabs[4:]]
