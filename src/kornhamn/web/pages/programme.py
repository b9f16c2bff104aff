"""The programme to read: its editions, its clauses, two editions side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext

from kornhamn.contracts.queries import terms_under
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Actor, Permission
from kornhamn.rulebook.comparison import Change, ClauseChange, compare
from kornhamn.rulebook.guidance import is_stale, review_due
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import Adoption, Clause, Edition, Goal, Instrument
from kornhamn.web.access import open_to_all
from kornhamn.web.requests import AppRequest
from kornhamn.web.words import ADDRESSEE_LABELS, FORCE_LABELS, PART_LABELS, PHASE_LABELS

PUBLIC = "The programme is a public steering document."
MOST_TERMS = 100  # of contracts, on a clause's page


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause as the page shows it."""

    clause: Clause
    applies: str
    satisfied: str
    review_due: date
    stale: bool
    goal: Goal


@open_to_all(PUBLIC)
def editions(request: AppRequest) -> HttpResponse:
    """List the editions: in force, earlier, drafts."""
    instrument = programme()
    rows = [
        (edition, _adoption(instrument, edition), _in_force(instrument, edition, request.on))
        for edition in instrument.editions
    ]
    ids = [edition.id for edition in instrument.editions]
    return render(
        request,
        "programme/editions.html",
        {
            "instrument": instrument,
            "rows": rows,
            "compare_url": f"{reverse('compare-editions')}?before={ids[0]}&after={ids[-1]}",
        },
    )


@open_to_all(PUBLIC)
def document(request: AppRequest, edition_id: str) -> HttpResponse:
    """Show one edition as a document to read, goal by goal."""
    edition = _edition(edition_id)
    views = [_view(edition, clause, request.on) for clause in edition.clauses]
    goals = [(goal, [v for v in views if v.goal is goal]) for goal in edition.goals]
    return render(
        request,
        "programme/document.html",
        {
            "edition": edition,
            "adoption": _adoption(programme(), edition),
            "in_force": _in_force(programme(), edition, request.on),
            "goals": [(goal, clauses) for goal, clauses in goals if clauses],
            "stale": sum(view.stale for view in views),
            "breadcrumbs": _trail((_name(edition), "")),
        },
    )


@open_to_all(PUBLIC)
def clause(request: AppRequest, edition_id: str, clause_id: str) -> HttpResponse:
    """Show one clause, with what the other editions say of the same matter."""
    edition = _edition(edition_id)
    found = _clause(edition, clause_id)
    others = [
        (other, _view(other, other.clause(clause_id), request.on))
        for other in programme().editions
        if other is not edition and any(c.id == clause_id for c in other.clauses)
    ]
    return render(
        request,
        "programme/clause.html",
        {
            "edition": edition,
            "view": _view(edition, found, request.on),
            "others": others,
            **_contracts_under(clause_id, request.actor),
            "breadcrumbs": _trail(
                (_name(edition), reverse("edition", args=[edition.id])),
                (found.title.in_language(get_language() or "sv"), ""),
            ),
        },
    )


def _contracts_under(clause_id: str, actor: Actor) -> dict[str, Any]:
    """Return the contracts' terms that serve a clause, for those who may read contracts."""
    if not may(actor, Permission.READ_CONTRACTS):
        return {}
    found = list(terms_under(clause_id, actor)[: MOST_TERMS + 1])
    return {
        "reads_contracts": True,
        "terms": found[:MOST_TERMS],
        "has_more_terms": len(found) > MOST_TERMS,
    }


@open_to_all(PUBLIC)
def comparison(request: AppRequest) -> HttpResponse:
    """Show two editions side by side: new, gone, changed, the same."""
    instrument = programme()
    ids = [edition.id for edition in instrument.editions]
    before = _edition(request.GET.get("before") or ids[0])
    after = _edition(request.GET.get("after") or ids[-1])
    changes = compare(before, after)
    chosen = request.GET.get("change", "")
    return render(
        request,
        "programme/comparison.html",
        {
            "before": before,
            "after": after,
            "editions": instrument.editions,
            "columns": [_name(before), _name(after)],
            "counts": [(kind, sum(c.change is kind for c in changes)) for kind in Change],
            "chosen": chosen,
            "changes": [
                (change, _comparison_rows(change))
                for change in changes
                if not chosen or change.change == chosen
            ],
            "breadcrumbs": _trail((gettext("Side by side"), "")),
        },
    )


def _comparison_rows(change: ClauseChange) -> list[tuple[str, list[str], bool]]:
    language = get_language() or "sv"
    sides = (change.before, change.after)
    return [
        (str(label), [_shown(side, part, language) if side else "–" for side in sides],
         part in change.differing)
        for part, label in PART_LABELS.items()
    ]  # fmt: skip


def _shown(side: Clause, part: str, language: str) -> str:
    shown: dict[str, Any] = {
        "heading": side.heading,
        "statement": side.statement.in_language(language),
        "force": str(FORCE_LABELS[side.force]),
        "addressees": ", ".join(str(ADDRESSEE_LABELS[a]) for a in side.addressees),
        "phase": str(PHASE_LABELS[side.phase]),
        "applies": side.applies.plain(language),
        "satisfied": side.satisfied.plain(language),
    }
    return str(shown[part])


def _view(edition: Edition, clause: Clause, on: date) -> ClauseView:
    language = get_language() or "sv"
    return ClauseView(
        clause=clause,
        applies=clause.applies.plain(language),
        satisfied=clause.satisfied.plain(language),
        review_due=review_due(clause.guidance),
        stale=is_stale(clause.guidance, on=on),
        goal=next(goal for goal in edition.goals if goal.id == clause.goal),
    )


def _edition(edition_id: str) -> Edition:
    try:
        return programme().edition(edition_id)
    except KeyError as missing:
        raise Http404(edition_id) from missing


def _clause(edition: Edition, clause_id: str) -> Clause:
    try:
        return edition.clause(clause_id)
    except KeyError as missing:
        raise Http404(clause_id) from missing


def _adoption(instrument: Instrument, edition: Edition) -> Adoption | None:
    return next((a for a in instrument.adoptions if a.edition == edition.id), None)


def _in_force(instrument: Instrument, edition: Edition, on: date) -> bool:
    return any(a.edition == edition.id and a.holds_on(on) for a in instrument.adoptions)


def _name(edition: Edition) -> str:
    return edition.title.in_language(get_language() or "sv")


def _trail(*places: tuple[str, str]) -> list[tuple[str, str]]:
    return [(gettext("Programme"), reverse("programme")), *places]


urlpatterns = [
    path("programme/", editions, name="programme"),
    path("programme/side-by-side/", comparison, name="compare-editions"),
    path("programme/<slug:edition_id>/", document, name="edition"),
    path("programme/<slug:edition_id>/<str:clause_id>/", clause, name="clause"),
]
