"""One question: why it is asked, its rows, what was answered before, and the answer's form."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kornhamn.analytics.actions import answer_flag
from kornhamn.analytics.queries.flags import answers_to, flag_seen, lines_behind, may_answer
from kornhamn.analytics.types.flags import AskedFlag, NoSuchFlagError
from kornhamn.analytics.workflow import FlagState
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.flags import words
from kornhamn.web.pages.flags.forms import FlagAnswerForm
from kornhamn.web.requests import AppRequest, say
from kornhamn.web.tables import Column, Table

ROWS = Table(
    columns=(
        Column("booked_on", gettext_lazy("Booked"), kind="date"),
        Column("name", gettext_lazy("Supplier")),
        Column("ore", gettext_lazy("Amount"), kind="money"),
        Column("invoice", gettext_lazy("Invoice")),
        Column("voucher", gettext_lazy("Voucher")),
        Column("agreement", gettext_lazy("Agreement")),
        Column("ground", gettext_lazy("Ground")),
        Column("item", gettext_lazy("Item")),
        Column("row", gettext_lazy("Row in the file"), kind="number"),
    ),
    id="lines",
    default_sort="",
    page_size=50,
)


@requires(Permission.READ_SPEND)
@require_http_methods(["GET", "POST"])
def flag(request: AppRequest, flag_id: UUID) -> HttpResponse:
    """Show a question with its figures and history; keep an answer."""
    asked = _seen(request, flag_id)
    form = FlagAnswerForm(request.POST or None, value=asked.value)
    if request.method == "POST" and form.is_valid() and _answered(request, asked, form):
        messages.success(request, _("The answer is kept, with your name and the day."))
        return redirect("flag", flag_id=flag_id)
    answerable = asked.state is not FlagState.LAPSED and may_answer(flag_id, request.actor)
    return render(
        request,
        "flags/flag.html",
        {
            "flag": asked,
            "form": form if answerable else None,
            "answers": [
                (answer, words.figure(answer.value, asked.indicator.unit))
                for answer in answers_to(flag_id, request.actor)
            ],
            "name": words.said(asked.indicator.name),
            "about": words.about(asked),
            "authority": words.authority_of(asked),
            "addressed_to": words.addressed_to(asked),
            "state": words.STATES[asked.state],
            "colour": words.COLOURS[asked.state],
            "figures": words.figures(asked),
            "from_procurements": asked.from_procurements,
            "breadcrumbs": _trail(asked),
        },
        status=400 if form.errors else 200,
    )


@requires(Permission.READ_SPEND)
@require_safe
def rows(request: AppRequest, flag_id: UUID) -> HttpResponse:
    """List the ledger lines behind a question, the largest first."""
    asked = _seen(request, flag_id)
    found = lines_behind(flag_id, request.actor)
    table = ROWS.bind(found.to_dicts(), request.GET, request.path)
    page = {
        "flag": asked,
        "name": words.said(asked.indicator.name),
        "about": words.about(asked),
        "authority": words.authority_of(asked),
        "lines": found.height,
        "ore": int(found["ore"].sum()) if found.height else 0,
        "table": table,
        "breadcrumbs": [*_trail(asked, reverse("flag", args=[flag_id])), (_("The rows"), "")],
    }
    return download(table, "rader") or render(request, "flags/rows.html", page)


def _seen(request: AppRequest, flag_id: UUID) -> AskedFlag:
    try:
        return flag_seen(flag_id, request.actor, on=request.on)
    except NoSuchFlagError as refused:
        raise Http404(flag_id) from refused


def _answered(request: AppRequest, asked: AskedFlag, form: FlagAnswerForm) -> bool:
    """Keep the answer, or show in the form why it was refused."""
    try:
        answer_flag(asked.id, **form.cleaned_data, by=request.actor, at=request.at)
    except DomainError as refused:
        form.add_error(None, say(refused))
        return False
    return True


def _trail(asked: AskedFlag, url: str = "") -> list[tuple[str, str]]:
    return [
        (_("Spend"), reverse("spend")),
        (_("Questions of the figures"), reverse("flags")),
        (words.said(asked.indicator.name), url),
    ]
