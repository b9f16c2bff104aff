"""The clauses on the organisation: what is still asked of each authority and of the group."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.types import OrganisationFindings
from kornhamn.audit.queries import done_to
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.answers import holds_over
from kornhamn.procurement.rules import is_asked_of_people
from kornhamn.procurement.types import About
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Edition, Verdict
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.answers.findings import (
    answer_lines,
    clause_lines,
    missing_first,
    questions,
    verdict_counts,
)
from kornhamn.web.pages.answers.history import events
from kornhamn.web.pages.follow_up.selection import default_edition, instrument, said
from kornhamn.web.pages.organisation.questioned import (
    about_of,
    edition_of,
    name_of,
    page_url,
    questioned,
    readable,
    who_may_answer,
)
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Table


@dataclass(frozen=True, slots=True)
class QuestionsLine:
    """One authority, or the group, with how its clauses stand and how much is asked."""

    name: str
    url: str
    open: int
    verdicts: Mapping[Verdict, int]


@requires(Permission.READ_CASES)
def organisation_questions(request: AppRequest) -> HttpResponse:
    """List the group and the authorities with what is still asked of each."""
    edition = edition_of(request)
    lines = [questions_line(one, edition) for one in readable(request, edition)]
    table = _TABLE.bind(lines, request.GET, request.path)
    if file := download(table, "questions"):
        return file
    return render(
        request,
        "organisation/questions.html",
        {
            "table": table,
            "editions": _editions(request, edition),
            "breadcrumbs": [(_("Organisation"), reverse("organisation")), (_("Questions"), "")],
        },
    )


@requires(Permission.READ_CASES)
def authority_questions(request: AppRequest, authority_id: UUID) -> HttpResponse:
    """Show one authority's questions, answers and clauses."""
    return _page(request, About.authority(authority_id))


@requires(Permission.READ_CASES)
def group_questions(request: AppRequest) -> HttpResponse:
    """Show the group's questions, answers and clauses."""
    return _page(request, About.group())


def questions_line(found: OrganisationFindings, edition: Edition) -> QuestionsLine:
    """Return how one authority, or the group, stands."""
    about = about_of(found)
    missing = {name for finding in found.findings for name in finding.missing}
    return QuestionsLine(
        name=name_of(found),
        url=f"{page_url(about)}?edition={edition.id}",
        open=sum(is_asked_of_people(FACTS[name], about.subject) for name in missing),
        verdicts=Counter(finding.verdict for finding in found.findings),
    )


def _page(request: AppRequest, about: About) -> HttpResponse:
    found = questioned(request, about)
    lines = clause_lines(found)
    return render(
        request,
        "organisation/subject_questions.html",
        {
            "found": found,
            "edition": found.edition,
            "editions": _editions(request, found.edition),
            "counts": verdict_counts(lines),
            "questions": questions(lines, found),
            "answers": answer_lines(found),
            "lines": missing_first(lines),
            "may_state": holds_over(about, request.actor, Permission.STATE_FACTS),
            "people": who_may_answer(request, about.id),
            "events": events(done_to(*about.in_trail)),
            "authority_url": reverse("authority", args=[about.id]) if about.id else "",
            "breadcrumbs": [*found.trail, (found.name, "")],
        },
    )


def _editions(request: AppRequest, shown: Edition) -> list[tuple[str, str, bool]]:
    """Return every edition as a tab: its name, its address, whether it is shown."""
    in_force = default_edition(request.on)
    tabs = []
    for one in instrument().editions:
        name = said(one.title)
        if one.id == in_force.id:
            name = _("%(edition)s (in force)") % {"edition": name}
        tabs.append((name, f"{request.path}?edition={one.id}", one.id == shown.id))
    return tabs


def _count(verdict: Verdict) -> Callable[[QuestionsLine], int]:
    return lambda line: line.verdicts.get(verdict, 0)


_TABLE = Table(
    columns=(
        Column("name", gettext_lazy("Authority"), url=lambda line: line.url),
        Column("open", gettext_lazy("Open questions"), kind="number"),
        Column("unknown", gettext_lazy("Unknown"), kind="number", value=_count(Verdict.UNKNOWN)),
        Column("not-met", gettext_lazy("Not met"), kind="number", value=_count(Verdict.NOT_MET)),
        Column("met", gettext_lazy("Met"), kind="number", value=_count(Verdict.MET)),
    ),
    id="questions",
    page_size=200,
)
