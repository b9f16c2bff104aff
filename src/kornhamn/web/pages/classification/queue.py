"""The queue: postings in doubt, the most kronor first, each decided in one press."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.organisation.types import Permission
from kornhamn.spend.queries import (
    WaitingPosting,
    category_decision,
    latest_model,
    review_queue,
    undecided_since_learning,
)
from kornhamn.suppliers.queries import supplier_columns
from kornhamn.web.access import requires
from kornhamn.web.category_names import category_name, grouped_choices
from kornhamn.web.formats import percent
from kornhamn.web.pages.categories.tabs import tabs
from kornhamn.web.requests import AppRequest

PAGE = 10
_MOST_DIGITS = 7  # of a place in the queue
_ENOUGH = 20  # decisions worth learning from
_WORTH_SHOWING = 0.01  # how likely a proposal is


@dataclass(frozen=True, slots=True)
class Proposal:
    """A category to accept in one press."""

    code: str
    name: str
    likely: str


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One posting as the queue shows it."""

    waiting: WaitingPosting
    title: str
    supplier: str
    proposals: tuple[Proposal, ...]
    why: str


@requires(Permission.CLASSIFY)
def queue(request: AppRequest) -> HttpResponse:
    """Show what waits for a decision."""
    start = _start(request.GET.get("from", ""))
    found = review_queue(request.actor, start=start, most=PAGE)
    names = supplier_names()
    context = {
        "queue": found,
        "items": [queue_item(one, names) for one in found.page],
        "choices": grouped_choices(),
        "start": start,
        "older": start + PAGE if start + PAGE < found.waiting else None,
        "newer": max(start - PAGE, 0) if start else None,
        "done": _done(request.GET.get("done", "")),
        "model": latest_model(),
        "to_learn": undecided_since_learning(),
        "enough": _ENOUGH,
        "tabs": tabs(request, "classification"),
        "breadcrumbs": [
            (_("Spend"), reverse("spend")),
            (_("Category tree"), reverse("categories")),
            (_("To decide on"), ""),
        ],
    }
    return render(request, "classification/queue.html", context)


def queue_item(waiting: WaitingPosting, names: Mapping[int, str]) -> QueueItem:
    """Return a posting as the queue shows it."""
    account = f"{waiting.account} {waiting.account_text}".strip()
    return QueueItem(
        waiting=waiting,
        title=waiting.text or account or _("Without a text"),
        supplier=names.get(waiting.supplier or 0, _("Unknown")),
        proposals=tuple(
            Proposal(code, category_name(code, blank=_("Unknown")), percent(likely))
            for place, (code, likely) in enumerate(waiting.alternatives)
            if place == 0 or likely >= _WORTH_SHOWING
        ),
        why=_why(waiting),
    )


def supplier_names() -> dict[int, str]:
    """Return every supplier's name as it may be shown, by its key."""
    columns = supplier_columns()
    return dict(zip(columns["key"], columns["name"], strict=True))


def _why(waiting: WaitingPosting) -> str:
    """Return in a sentence what weighed most."""
    told = []
    if waiting.words:
        words = ", ".join(waiting.words)
        told.append(_("These words weighed most: %(words)s.") % {"words": words})
    if waiting.hint:
        name = category_name(waiting.hint, blank=_("Unknown"))
        told.append(_("The account suggests %(name)s.") % {"name": name})
    return " ".join(told) or _("Nothing in the text tells what it is.")


def _start(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def _done(text: str) -> dict[str, object] | None:
    """Return the decision that was just made, to be told and undone."""
    try:
        found = category_decision(UUID(text))
    except ValueError:
        return None
    if found is None or found.undone_at:
        return None
    return {
        "id": found.id,
        "about": found.about,
        "name": category_name(found.category, blank=_("Unknown")),
    }
