"""One clause over a selection: what it says, how it goes, for whom, and what is missing."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.cases import authority_findings
from kornhamn.analytics.queries.follow_up import follow_up
from kornhamn.analytics.types import AuthorityFinding, ClauseFigures, FollowUp, Selection
from kornhamn.organisation.types import Permission
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Clause, Goal, Subject, Verdict
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.follow_up import figures, parts
from kornhamn.web.pages.follow_up.opening import page_context, scope, with_choice
from kornhamn.web.pages.follow_up.selection import Choice, link, said
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Filter, Table
from kornhamn.web.words import VERDICT_LABELS

_GROUP = gettext_lazy("The group as a whole")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One authority's finding, as a line."""

    name: str
    url: str
    verdict: Verdict
    reasons: str
    missing: str


@requires(Permission.FOLLOW_UP)
@with_choice
def clause(request: AppRequest, choice: Choice, clause_id: str) -> HttpResponse:
    """Show one clause over the selection."""
    found, own = _found(request, choice, clause_id)
    on_cases = own.clause.subject is Subject.CASE
    shown = _parts(request, found.selection) if on_cases else _findings(request, found.selection)
    for table in shown["tables"]:
        if request.GET.get("of", shown["tables"][0].id) == table.id and (
            file := download(table, f"{clause_id}-{table.id}")
        ):
            return file
    language = get_language() or "sv"
    return render(
        request,
        "follow_up/clause.html",
        page_context(request, choice)
        | {
            "found": found,
            "clause": own.clause,
            "figures": own,
            "goal": _goal(found, own.clause),
            "applies": own.clause.applies.plain(language),
            "satisfied": own.clause.satisfied.plain(language),
            "on_cases": on_cases,
            "counts": _counts(own, found.selection),
            "wanted": _wanted(found),
            **shown,
            "breadcrumbs": [
                (_("Follow-up"), link("follow-up", choice.selection)),
                (said(own.clause.title), ""),
            ],
        },
    )


def _found(request: AppRequest, choice: Choice, clause_id: str) -> tuple[FollowUp, ClauseFigures]:
    """Return the follow-up of the clause alone, whatever goal was chosen."""
    if clause_id not in {one.id for one in choice.edition.clauses}:
        raise Http404(clause_id)
    selection = choice.selection.narrowed(clause=clause_id, goal=None)
    found = follow_up(selection, scope(request))
    return found, next(one for one in found.clauses if one.clause.id == clause_id)


def _counts(own: ClauseFigures, selection: Selection) -> list[tuple[Verdict, Any, str]]:
    base = selection.narrowed(clause=None)
    return [
        (verdict, own.tally.of(verdict), figures.rows_behind(base, own.clause, own.tally, verdict))
        for verdict in figures.ORDER
    ]


def _wanted(found: FollowUp) -> list[tuple[str, int, str]]:
    """Return the facts missing for this clause, with the procurements that lack each."""
    base = found.selection.narrowed(clause=None)
    clause_id = found.selection.clause or ""
    return [
        (
            said(one.fact.question),
            one.missing_in,
            link("follow-up-cases", base, clause=clause_id, missing=one.fact.name),
        )
        for one in found.wanted
    ]


def _goal(found: FollowUp, own: Clause) -> Goal | None:
    return next((goal for goal in found.edition.goals if goal.id == own.goal), None)


def _parts(request: AppRequest, selection: Selection) -> dict[str, Any]:
    """Return the clause by authority, by month and by category: a chart and a table each."""
    cut = [parts.part_of(view, selection, scope(request)) for view in parts.VIEWS]
    shown = [
        {
            "title": part.title,
            "drawing": parts.drawn(part),
            "table": _bound(request, part),
            "open": request.GET.get("of") == part.view,
        }
        for part in cut
    ]
    return {"parts": shown, "tables": [one["table"] for one in shown]}


def _bound(request: AppRequest, part: parts.Part) -> BoundTable:
    """Return one of several tables on the page; `of` says which of them an address is about."""
    params = request.GET.copy()
    if params.get("of") != part.view:
        params.pop("sort", None)
        params.pop("page", None)
    params["of"] = part.view
    table = figures.by_part(part.view, part.label, searchable=False)
    return table.bind(part.lines, params, request.path)


def _findings(request: AppRequest, selection: Selection) -> dict[str, Any]:
    """Return what was found of each authority, or of the group."""
    lines = [
        _finding_line(one, selection.edition)
        for one in authority_findings(selection, scope(request))
    ]
    table = Table(
        columns=(
            Column("name", gettext_lazy("Committee or company"), url=lambda line: line.url),
            Column("verdict", gettext_lazy("Verdict"), kind="verdict"),
            Column("reasons", gettext_lazy("Why"), sort=False),
            Column("missing", gettext_lazy("What is missing"), sort=False),
        ),
        filters=(
            Filter("name", gettext_lazy("Committee or company")),
            Filter("verdict", gettext_lazy("Verdict"), choices=tuple(VERDICT_LABELS.items())),
        ),
        id="findings",
        page_size=200,
    )
    return {"tables": [table.bind(lines, request.GET, request.path)], "parts": []}


def _finding_line(one: AuthorityFinding, edition: str) -> FindingLine:
    finding, url = one.finding, _questions(one)
    return FindingLine(
        name=one.authority.name if one.authority else str(_GROUP),
        url=url and f"{url}?edition={edition}#{finding.clause.id}",
        verdict=finding.verdict,
        reasons="; ".join(
            f"{said(reason.words)}: {_truth(reason.value)}" for reason in finding.reasons
        ),
        missing="; ".join(said(FACTS[name].label) for name in finding.missing if name in FACTS),
    )


def _questions(one: AuthorityFinding) -> str:
    """Return where the facts of the authority, or of the group, are answered."""
    if one.authority is not None:
        return reverse("authority-questions", args=[one.authority.id])
    return reverse("group-questions") if one.finding.clause.subject is Subject.GROUP else ""


def _truth(value: bool | None) -> str:  # noqa: FBT001 - three-valued
    if value is None:
        return _("not known")
    return _("true") if value else _("false")
