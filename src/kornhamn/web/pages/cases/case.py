"""One procurement: what applied and why, what is missing, under which edition and citation."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.cases import case_findings
from kornhamn.audit.queries import done_to
from kornhamn.categories.queries import of_cpv
from kornhamn.contracts.queries import (
    Lesson,
    LessonAnswer,
    contract_list,
    facts_of_case,
    lessons_met,
)
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.case_file import (
    CaseFile,
    KnownFact,
    Source,
    case_file,
    governing_edition,
    may_over,
)
from kornhamn.procurement.types import About
from kornhamn.rulebook.types import Edition, Verdict, completed_by
from kornhamn.web.access import requires
from kornhamn.web.pages.answers.findings import (
    ClauseLine,
    answer_lines,
    by_phase,
    clause_lines,
    missing_first,
    questions,
    verdict_counts,
)
from kornhamn.web.pages.answers.history import events
from kornhamn.web.pages.answers.questioned import Questioned
from kornhamn.web.pages.cases.record import record_of
from kornhamn.web.pages.follow_up.selection import instrument, said
from kornhamn.web.requests import AppRequest
from kornhamn.web.words import VERDICT_LABELS

MISSING_FIRST = "missing-first"
_MOST_LESSONS = 5
OPENED = {Verdict.NOT_MET, Verdict.DEPARTED}  # asked for alone, they show why at once


@requires(Permission.READ_CASES)
def case(request: AppRequest, procurement_id: UUID) -> HttpResponse:
    """Show one procurement as it stands now."""
    found = opened(request, procurement_id)
    governing = edition_of(found, request.on)
    edition = _edition_asked_for(request, governing)
    asked = questioned(found, edition)
    lines = clause_lines(asked)
    show = request.GET.get("show", "")
    return render(
        request,
        "cases/case.html",
        {
            "case": found,
            "record": record_of(found),
            "edition": edition,
            "governing": governing,
            "is_governing": edition is governing,
            "is_pinned": found.procurement.edition == governing.id,
            "editions": _editions(request, edition, governing),
            "counts": verdict_counts(lines),
            "questions": questions(lines, asked),
            "answers": answer_lines(asked),
            "phases": by_phase(_kept(lines, show)),
            "opened": show in OPENED,
            "flat": missing_first(lines) if show == MISSING_FIRST else [],
            "tabs": _tabs(request, lines, show),
            "lessons": _lessons(found),
            "contracts": contract_list(request.actor).filter(procurement=found.procurement.pk),
            "may_register": may_over(found.procurement, request.actor, Permission.MANAGE_CONTRACTS),
            "events": events(done_to("procurement", str(procurement_id))),
            "may_state": may_over(found.procurement, request.actor, Permission.STATE_FACTS),
            "may_see_suppliers": may(request.actor, Permission.READ_SPEND),
            "may_depart": may_over(found.procurement, request.actor, Permission.RECORD_DEPARTURE),
            "breadcrumbs": [*trail(), (found.procurement.title, "")],
        },
    )


def _lessons(found: CaseFile) -> list[tuple[Lesson, LessonAnswer | None]]:
    """Return what contracts of the same kind taught: for whoever begins anew."""
    category = of_cpv(found.procurement.cpv or "")
    if category is None:
        return []
    codes = [category.code, category.group]
    return lessons_met(found.procurement.pk, codes, most=_MOST_LESSONS)


def opened(request: AppRequest, procurement_id: UUID) -> CaseFile:
    """Return the procurement; another's is as little to be found as none."""
    try:
        return case_file(procurement_id, request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404(str(procurement_id)) from missing


def edition_of(found: CaseFile, on: date) -> Edition:
    """Return the edition that governs the procurement."""
    return governing_edition(found.procurement, instrument(), on=on)


def questioned(found: CaseFile, edition: Edition) -> Questioned:
    """Return the procurement as questions are put about it under an edition."""
    own = found.procurement
    return Questioned(
        about=About.procurement(own.pk),
        name=own.title,
        url=reverse("case", args=[own.pk]),
        trail=tuple(trail()),
        edition=edition,
        findings=case_findings(own.pk, edition_id=edition.id),
        known=found.facts | _of_contracts(own.pk, found.facts),
        answers=found.answers,
        departures=found.departures,
    )


def _of_contracts(procurement_id: UUID, stated: Mapping[str, KnownFact]) -> dict[str, KnownFact]:
    """Return what the contracts of a procurement tell, before what people answered.

    What they leave open is closed by the answer, and the answer is then the source to look up.
    """
    found = {}
    for name, recorded in facts_of_case(procurement_id).items():
        answer = stated.get(name)
        value = completed_by(recorded, answer.value if answer else None)
        source = Source(room="contracts") if value == recorded or not answer else answer.source
        found[name] = KnownFact(name, value, source)
    return found


def trail() -> list[tuple[str, str]]:
    """Return the breadcrumbs above a procurement."""
    return [(_("Procurements"), reverse("cases"))]


def _edition_asked_for(request: AppRequest, governing: Edition) -> Edition:
    asked = request.GET.get("edition", "")
    if not asked:
        return governing
    known = {edition.id: edition for edition in instrument().editions}
    if asked not in known:
        raise Http404(asked)
    return known[asked]


def _editions(
    request: AppRequest, shown: Edition, governing: Edition
) -> list[tuple[str, str, bool]]:
    """Return every edition as a tab: its name, its address, whether it is shown."""
    tabs = []
    for edition in instrument().editions:
        name = said(edition.title)
        if edition is governing:
            name = _("%(edition)s (governs)") % {"edition": name}
        tabs.append((name, _here(request, edition=edition.id), edition is shown))
    return tabs


def _kept(lines: Sequence[ClauseLine], show: str) -> list[ClauseLine]:
    if show == MISSING_FIRST:
        return []
    return [line for line in lines if not show or line.verdict == show]


def _tabs(request: AppRequest, lines: Sequence[ClauseLine], show: str) -> list[Any]:
    """Return the ways to look at the clauses: all by phase, missing first, one verdict."""
    everything = _("All %(count)s") % {"count": len(lines)}
    tabs = [
        (everything, _here(request, show=None), not show),
        (_("Missing first"), _here(request, show=MISSING_FIRST), show == MISSING_FIRST),
    ]
    for verdict, count in verdict_counts(lines):
        if count:
            name = f"{VERDICT_LABELS[verdict]} {count}"
            tabs.append((name, _here(request, show=verdict), show == verdict))
    return tabs


def _here(request: AppRequest, **changes: str | Verdict | None) -> str:
    params = request.GET.copy()
    for key, value in changes.items():
        params.pop(key, None)
        if value:
            params[key] = str(value)
    return f"{request.path}?{params.urlencode()}#clauses"
