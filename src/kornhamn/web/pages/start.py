"""The start page: what waits for me, then where everything is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kornhamn.analytics.queries.flags import waiting_for
from kornhamn.analytics.queries.loyalty import in_all
from kornhamn.analytics.queries.organisation import organisation_findings
from kornhamn.analytics.queries.snapshots import current_snapshot
from kornhamn.categories.queries import waiting_actions
from kornhamn.contracts.queries import waiting_alarms
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.queries import Vacancy, authorities_within, vacancies
from kornhamn.organisation.types import Actor, AuthorityKind, Permission, Scope
from kornhamn.procurement.queries.case_list import latest_of_own
from kornhamn.rulebook.guidance import is_stale, review_due
from kornhamn.rulebook.library import programme
from kornhamn.web.access import open_to_all
from kornhamn.web.loyalty_words import covered_in_words
from kornhamn.web.pages.contracts.deadlines import own_due_decisions
from kornhamn.web.pages.follow_contracts.mine import moments
from kornhamn.web.pages.follow_up.selection import default_edition
from kornhamn.web.pages.organisation.questions import questions_line
from kornhamn.web.requests import AppRequest

LATEST = 5
_DAYS_OF_WARNING, _NEAR, _MOST_CONTRACTS, _DAYS_OF_ACTIONS = 180, 14, 3, 30


@dataclass(frozen=True, slots=True)
class NextAction:
    """Something that waits, with where to do it and by when."""

    title: str
    text: str
    url: str
    due: date | None = None
    late: bool = False


@open_to_all("the front door")
def start(request: AppRequest) -> HttpResponse:
    """Show what waits for whoever is signed in; tell a visitor what this is."""
    actor = request.actor
    actions = _next_actions(actor, request.on) if actor.is_known else []
    return render(
        request,
        "start/start.html",
        {
            "next_actions": actions,
            "latest": latest_of_own(actor, most=LATEST),
            "editions": programme().editions,
            "may_follow_up": may(actor, Permission.FOLLOW_UP),
            "may_read_cases": may(actor, Permission.READ_CASES),
            "may_read_spend": may(actor, Permission.READ_SPEND),
            "loyalty": _loyalty(actor),
            "may_call_off": may(actor, Permission.READ_CONTRACTS),
            "may_manage_contracts": may(actor, Permission.MANAGE_CONTRACTS),
        },
    )


def _next_actions(actor: Actor, on: date) -> list[NextAction]:
    return [
        *_contracts(actor, on),
        *_alarms(actor, on),
        *_strategy_actions(actor, on),
        *_questions(actor),
        *_vacant_roles(actor, on),
        *_open_questions(actor, on),
        *_stale_guidance(actor, on),
        *_first_steps(actor),
    ]


def _loyalty(actor: Actor) -> str:
    """How much of what this person's authorities bought is under contract, in a sentence."""
    if not may(actor, Permission.READ_SPEND):
        return ""
    if scope_of(actor, Permission.READ_SPEND).group:
        return covered_in_words(in_all())
    own = authorities_within(actor, Permission.READ_SPEND)
    return covered_in_words(in_all([one.code for one in own]))


def _contracts(actor: Actor, on: date) -> list[NextAction]:
    """What waits about contracts that this person manages, the late first; the rest is a page."""
    near = on + timedelta(days=_NEAR)
    decisions = own_due_decisions(actor, on=on, days=_DAYS_OF_WARNING)
    soon = [one for one in moments(actor, on) if one.due <= near or one in decisions]
    shown = [NextAction(o.title, o.text, o.url, due=o.due, late=o.late) for o in soon]
    if len(shown) > _MOST_CONTRACTS:
        title = _("%(n)s more about your contracts") % {"n": len(shown) - _MOST_CONTRACTS}
        return [*shown[:_MOST_CONTRACTS], NextAction(title, "", reverse("my-contracts"))]
    return shown


def _alarms(actor: Actor, on: date) -> list[NextAction]:
    """The alarms about suppliers that wait for this person."""
    waiting = waiting_alarms(actor, on=on) if may(actor, Permission.READ_CONTRACTS) else []
    if not waiting:
        return []
    title = ngettext(
        "%(n)s alarm about a supplier waits for you",
        "%(n)s alarms about suppliers wait for you",
        len(waiting),
    ) % {"n": len(waiting)}
    text = _("A check says something new about a supplier of a contract that you answer for.")
    return [NextAction(title, text, reverse("supplier-alarms"))]


def _strategy_actions(actor: Actor, on: date) -> list[NextAction]:
    """The actions of category strategies that this person is to see to soon."""
    soon = waiting_actions(actor, until=on + timedelta(days=_DAYS_OF_ACTIONS))
    return [
        NextAction(
            one.text,
            _("An action of the strategy “%(title)s”.") % {"title": one.strategy.title},
            reverse("category-strategy", args=[one.strategy_id]),
            due=one.due_on,
            late=one.due_on < on,
        )
        for one in soon
    ]


def _questions(actor: Actor) -> list[NextAction]:
    """The questions of the figures that are addressed to this person."""
    waiting = waiting_for(actor)
    if not waiting:
        return []
    title = ngettext(
        "%(n)s question of the figures waits for your answer",
        "%(n)s questions of the figures wait for your answer",
        waiting,
    ) % {"n": waiting}
    text = _("A figure passed its threshold and asks what lies behind it.")
    return [NextAction(title, text, reverse("flags"))]


def _vacant_roles(actor: Actor, on: date) -> list[NextAction]:
    """One line an authority the actor answers for, or one for the whole group."""
    scope = scope_of(actor, Permission.FOLLOW_UP) or scope_of(actor, Permission.MANAGE_ORGANISATION)
    seen = [v for v in vacancies(on) if _reaches(scope, v)]
    places = {vacancy.authority_id: vacancy.authority for vacancy in seen}
    if not places:
        return []
    title = ngettext(
        "%(roles)s role is vacant in %(first)s",
        "%(roles)s roles are vacant in %(places)s authorities",
        len(places),
    ) % {"roles": len(seen), "first": next(iter(places.values())), "places": len(places)}
    text = _("The programme asks every authority to name who answers for its purchasing.")
    return [NextAction(title, text, reverse("organisation"))]


def _reaches(scope: Scope, vacancy: Vacancy) -> bool:
    return (
        scope.group
        or vacancy.authority_id in scope.own
        or (scope.companies and vacancy.kind is AuthorityKind.COMPANY)
    )


def _open_questions(actor: Actor, on: date) -> list[NextAction]:
    """What is asked of the authorities the actor answers for, or of the whole organisation."""
    scope = scope_of(actor, Permission.STATE_FACTS)
    if not scope:
        return []
    edition = default_edition(on)
    asked = [
        questions_line(one, edition)
        for one in organisation_findings(edition.id, on=on)
        if scope.group or (one.authority and one.authority.id in scope.own)
    ]
    if scope.group:
        number = sum(line.open for line in asked)
        return [_asked(number, _("the organisation"), reverse("organisation-questions"))][
            : number > 0
        ]
    return [_asked(line.open, line.name, line.url) for line in asked if line.open]


def _asked(number: int, name: str, url: str) -> NextAction:
    title = ngettext(
        "%(n)s question about %(name)s is open", "%(n)s questions about %(name)s are open", number
    ) % {"n": number, "name": name}
    return NextAction(title, _("Clauses on the organisation wait for the answers."), url)


def _stale_guidance(actor: Actor, on: date) -> list[NextAction]:
    """Guidance is the executive board's to keep: it waits for those who steer the group."""
    if not scope_of(actor, Permission.SIMULATE).group:
        return []
    edition = programme().edition_on(on)
    stale = [clause for clause in edition.clauses if is_stale(clause.guidance, on=on)]
    if not stale:
        return []
    title = ngettext(
        "The guidance of %(n)s clause is overdue for review",
        "The guidance of %(n)s clauses is overdue for review",
        len(stale),
    ) % {"n": len(stale)}
    due = min(review_due(clause.guidance) for clause in stale)
    return [NextAction(title, "", reverse("edition", args=[edition.id]), due=due, late=True)]


def _first_steps(actor: Actor) -> list[NextAction]:
    """The way to the first answer, while there is nothing to follow up."""
    if current_snapshot() is not None or not may(actor, Permission.IMPORT_STATISTICS):
        return []
    return [
        NextAction(
            _("Import the nation's procurement statistics"),
            _("Public files that already exist give the first follow-up the same hour."),
            reverse("imports"),
        )
    ]


urlpatterns: list[URLPattern] = [path("", start, name="start")]
