"""The queue of questions: mine, my authority's, the group's."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kornhamn.analytics.queries.flags import flags_in
from kornhamn.analytics.types.flags import AskedFlag, Queue
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.types import Actor, Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.flags.words import STATES, about, addressed_to, authority_of, figure, said
from kornhamn.web.pages.spend.tabs import tabs
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

_NAMES = {
    Queue.MINE: gettext_lazy("Mine"),
    Queue.AUTHORITY: gettext_lazy("My authority"),
    Queue.GROUP: gettext_lazy("All I may see"),
}

TABLE = Table(
    columns=(
        Column(
            "question",
            gettext_lazy("Question"),
            sort=False,
            value=lambda flag: said(flag.indicator.name),
            url=lambda flag: reverse("flag", args=[flag.id]),
        ),
        Column("about", gettext_lazy("About"), sort=False, value=about),
        Column("authority", gettext_lazy("Authority"), sort="authority", value=authority_of),
        Column(
            "value",
            gettext_lazy("Figure"),
            sort=False,
            value=lambda flag: figure(flag.value, flag.indicator.unit),
        ),
        Column("to", gettext_lazy("To answer"), sort=False, value=addressed_to),
        Column("state", gettext_lazy("State"), sort=False, value=lambda flag: STATES[flag.state]),
        Column(
            "asked_at",
            gettext_lazy("Asked"),
            kind="date",
            sort="asked_at",
            value=lambda flag: localtime(flag.asked_at).date(),
        ),
    ),
    filters=(
        Filter(
            "q",
            gettext_lazy("Search"),
            test=lambda flag, text: text.casefold() in _texts(flag).casefold(),
        ),
    ),
    id="flags",
    page_size=50,
)


def _texts(flag: AskedFlag) -> str:
    return " ".join((said(flag.indicator.name), about(flag), authority_of(flag)))


@requires(Permission.READ_SPEND)
@require_safe
def flags(request: AppRequest) -> HttpResponse:
    """List the questions of a queue, those that wait first."""
    queue, everything = _queue(request), "all" in request.GET
    found = flags_in(queue, request.actor, on=request.on, waiting=not everything)
    table = TABLE.bind(found, request.GET, request.path)
    page = {
        "table": table,
        "waiting": sum(flag.state.waits for flag in found),
        "tabs": tabs(request, SpendSelection(), "flags"),
        "queues": _tabs(request.actor, queue),
        "queue": queue.value,
        "everything": everything,
        "may_answer": may(request.actor, Permission.ANSWER_FLAGS),
        "breadcrumbs": [(_("Spend"), reverse("spend")), (_("Questions of the figures"), "")],
    }
    return download(table, "fragor") or render(request, "flags/list.html", page)


def _queue(request: AppRequest) -> Queue:
    """Return the queue asked for; else the nearest one that this person can have."""
    wanted = request.GET.get("queue", "")
    if wanted in set(Queue):
        return Queue(wanted)
    return _queues(request.actor)[0]


def _queues(actor: Actor) -> list[Queue]:
    """Return the queues that say anything to this person."""
    scope = scope_of(actor, Permission.READ_SPEND)
    found = [Queue.MINE] if may(actor, Permission.ANSWER_FLAGS) else []
    found += [Queue.AUTHORITY] if actor.authority_roles else []
    return found + ([Queue.GROUP] if scope.group or scope.companies or not found else [])


def _tabs(actor: Actor, current: Queue) -> list[tuple[str, str, bool]]:
    here = reverse("flags")
    return [
        (str(_NAMES[queue]), f"{here}?queue={queue}", queue is current) for queue in _queues(actor)
    ]
