"""A contract manager's start: what waits, the contracts to look at first, the months to come."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from kornhamn.analytics.queries.loyalty import yearly_by_contract
from kornhamn.contracts.actions import move_checks, set_follow_up_hours
from kornhamn.contracts.queries import (
    by_risk,
    coming_meetings,
    follow_up_hours,
    waiting_agreed,
    waiting_checks,
    waiting_deviations,
    waiting_steps,
)
from kornhamn.contracts.rules.planning import Due, months_between, spread
from kornhamn.contracts.types import TermKind
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Actor, Permission
from kornhamn.web import formats
from kornhamn.web.access import requires
from kornhamn.web.pages.contracts.deadlines import DueDecision, own_due_decisions
from kornhamn.web.pages.contracts.words import suppliers_in_words
from kornhamn.web.pages.follow_contracts.words import TERMS, risk_in_words
from kornhamn.web.requests import AppRequest, say

_SOON, _YEAR = 30, 365
_MINUTES = 60
_DIGITS = 3  # of hours in a month
_MOST_CONTRACTS = 20


@dataclass(frozen=True, slots=True)
class Month:
    """A month of checks: how many hours, and whether they are more than there are."""

    name: str
    checks: int
    hours: float
    too_full: bool


@requires(Permission.MANAGE_CONTRACTS)
@require_safe
def mine(request: AppRequest) -> HttpResponse:
    """Show what waits for a contract manager, what to look at first, and the year's load."""
    hours = follow_up_hours(request.actor)
    weighed = by_risk(request.actor, on=request.on, yearly=yearly_by_contract(), of_manager=True)
    moves = _moves(request, weighed_points(weighed), hours)
    soon = request.on + timedelta(days=_SOON)
    page = {
        "waiting": [one for one in moments(request.actor, request.on) if one.due <= soon],
        "contracts": [
            (one.contract, one.risk, suppliers_in_words(one.contract),
             risk_in_words(one.risk))
            for one in weighed[:_MOST_CONTRACTS]
        ],
        "more": max(0, len(weighed) - _MOST_CONTRACTS),
        "months": _months(request, hours),
        "hours": hours,
        "moves": len(moves),
        "breadcrumbs": [(_("Contracts"), reverse("contracts")), (_("My contracts"), "")],
    }  # fmt: skip
    return render(request, "follow_contracts/mine.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def spread_out(request: AppRequest) -> HttpResponse:
    """Move what may wait from months with more checks than hours."""
    hours = follow_up_hours(request.actor)
    weighed = by_risk(request.actor, on=request.on, yearly=yearly_by_contract(), of_manager=True)
    days = {UUID(key): day for key, day in _moves(request, weighed_points(weighed), hours).items()}
    try:
        moved = move_checks(days, by=request.actor, at=request.at, on=request.on)
    except DomainError as refused:
        messages.error(request, say(refused))
    else:
        messages.success(request, _("%(n)s checks are moved.") % {"n": moved})
    return redirect("my-contracts")


@requires(Permission.MANAGE_CONTRACTS)
@require_POST
def hours(request: AppRequest) -> HttpResponse:
    """Keep how many hours a month the reader has for checks."""
    text = request.POST.get("hours", "").strip()
    is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    try:
        set_follow_up_hours(int(text) if is_number else 0, by=request.actor, at=request.at)
    except DomainError as refused:
        messages.error(request, say(refused))
    else:
        messages.success(request, _("The hours are kept, and the months are counted with them."))
    return redirect("my-contracts")


@requires(Permission.MANAGE_CONTRACTS)
@require_safe
def calendar(request: AppRequest) -> HttpResponse:
    """Show a year of what is due, month by month."""
    months: dict[str, list[DueDecision]] = {}
    for one in moments(request.actor, request.on):
        key = _("Late") if one.late else f"{one.due:%Y-%m}"
        months.setdefault(key, []).append(one)
    page = {
        "months": list(months.items()),
        "breadcrumbs": [
            (_("Contracts"), reverse("contracts")),
            (_("My contracts"), reverse("my-contracts")),
            (_("Calendar"), ""),
        ],
    }
    return render(request, "follow_contracts/calendar.html", page)


@requires(Permission.MANAGE_CONTRACTS)
@require_safe
def calendar_file(request: AppRequest) -> HttpResponse:
    """Hand the same out as a calendar that any program reads (RFC 5545)."""
    made = Calendar()
    made.add("prodid", "-//Kornhamn//contracts//SV")
    made.add("version", "2.0")
    for one in moments(request.actor, request.on):
        event = Event()
        event.add("uid", f"{_told_apart(one)}@kornhamn")
        event.add("dtstamp", request.at)
        event.add("dtstart", one.due)
        event.add("summary", one.title)
        event.add("description", one.text)
        event.add("url", request.build_absolute_uri(one.url))
        made.add_component(event)
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="avtal.ics"'
    return answer


def _told_apart(one: DueDecision) -> str:
    """Return what no other moment of the calendar has, and the same one always has."""
    return str(uuid5(NAMESPACE_URL, f"{one.url} {one.due} {one.title} {one.text}"))


def moments(actor: Actor, on: date) -> list[DueDecision]:
    """Return a year of what waits for the reader, the late first: nothing leaves until it is done.

    Checks, deviations, what was agreed, meetings, options and contracts that end.
    """
    found = [
        _moment(
            _("Check: %(about)s") % {"about": TERMS[TermKind(one.term.kind)]},
            one.term.contract.title, reverse("check", args=[one.pk]), one.due_on, on,
        )
        for one in waiting_checks(actor, until=on + timedelta(days=_YEAR))
    ]  # fmt: skip
    found += [
        _moment(
            _("Deviation: %(what)s") % {"what": one.what[:80]}, one.contract.title,
            reverse("deviation", args=[one.pk]), one.remedy_by, on,
        )
        for one in waiting_deviations(actor)
    ]  # fmt: skip
    found += [
        _moment(
            _("Agreed: %(what)s") % {"what": one.what[:80]},
            f"{one.owner_name}, {one.meeting.contract.title}",
            reverse("meeting", args=[one.meeting_id]), one.due_on, on,
        )
        for one in waiting_agreed(actor)
    ]  # fmt: skip
    found += [
        _moment(
            _("Meeting with the supplier"), one.contract.title,
            reverse("meeting", args=[one.pk]), one.held_on, on,
        )
        for one in coming_meetings(actor)
    ]  # fmt: skip
    found += [
        _moment(one.what, one.contract.title,
                reverse("contract-implementation", args=[one.contract.id]), one.due_on, on)
        for one in waiting_steps(actor)
    ]  # fmt: skip
    found += own_due_decisions(actor, on=on, days=_YEAR)
    return sorted(found, key=lambda one: (one.due, one.title, one.url))


def weighed_points(weighed: list[Any]) -> dict[int, int]:
    """Return the points of each contract by its key."""
    return {one.contract.pk: one.risk.points for one in weighed}


def _moment(title: str, text: str, url: str, due: date, on: date) -> DueDecision:
    return DueDecision(title, text, url, due, late=due < on)


def _moves(request: AppRequest, points: dict[int, int], hours: int) -> dict[str, date]:
    """Return new days for what may wait: as long as half of its rhythm, a quarter if it is once.

    What has waited already counts: nothing is put off for ever, a little at a time.
    """
    checks = waiting_checks(request.actor, until=request.on + timedelta(days=_YEAR))
    dues = [
        Due(
            str(one.pk),
            max(one.due_on, request.on),
            one.minutes,
            points.get(one.term.contract_id, 0),
            (one.term.every_months or 6) // 2 - months_between(one.planned_on, one.due_on),
        )
        for one in checks
    ]
    return dict(spread(dues, hours * _MINUTES))


def _months(request: AppRequest, hours: int) -> list[Month]:
    minutes: Counter[str] = Counter()
    checks: Counter[str] = Counter()
    for one in waiting_checks(request.actor, until=request.on + timedelta(days=_YEAR)):
        name = formats.iso_date(max(one.due_on, request.on))[:7]
        minutes[name] += one.minutes
        checks[name] += 1
    return [
        Month(name, checks[name], spent / _MINUTES, spent > hours * _MINUTES)
        for name, spent in sorted(minutes.items())
    ]
