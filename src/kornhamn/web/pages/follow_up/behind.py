"""The procurements behind a number: the same selection, the same total, the same kronor."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.cases import cases_with
from kornhamn.analytics.types import CasePage, Paging, Selection
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission, Scope
from kornhamn.procurement.rules import is_asked_of_people
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Subject, Verdict
from kornhamn.web.access import requires
from kornhamn.web.cpv_names import cpv_name
from kornhamn.web.downloads import download, wanted_format
from kornhamn.web.paged_rows import MOST_IN_A_FILE, PER_PAGE, PagedRows, PagedTable
from kornhamn.web.pages.follow_up.opening import page_context, scope, with_choice
from kornhamn.web.pages.follow_up.selection import Choice, link, said
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Table
from kornhamn.web.words import VERDICT_LABELS


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number: a selection, and the verdict or the missing fact."""

    selection: Selection
    scope: Scope
    verdict: Verdict | None
    missing: str | None

    def page(self, paging: Paging) -> CasePage:
        """Return one page of the procurements behind the number."""
        return cases_with(
            self.selection, self.scope, verdict=self.verdict, missing=self.missing, paging=paging
        )


@requires(Permission.FOLLOW_UP)
@with_choice
def rows_behind(request: AppRequest, choice: Choice) -> HttpResponse:
    """List the procurements behind a number of the follow-up."""
    asked = _asked(request, choice)
    in_file = bool(wanted_format(request.GET.get("format", "")))
    columns = _columns(asked) + ([] if in_file else _answers(request, asked))
    declared = Table(columns, id="procurements", default_sort="-published", page_size=PER_PAGE)
    table = PagedTable(declared, PagedRows(asked.page), request.GET, request.path)
    if file := download(table, "procurements"):
        return file
    clause = asked.selection.clause
    return render(
        request,
        "follow_up/cases.html",
        page_context(request, choice)
        | {
            "table": table,
            "totals": table.all_rows.first_page,
            "title": _title(asked),
            "clause": choice.edition.clause(clause) if clause else None,
            "clause_url": link("follow-up-clause", choice.selection, clause) if clause else "",
            "verdict": asked.verdict,
            "missing": FACTS.get(asked.missing or ""),
            "most_in_a_file": MOST_IN_A_FILE,
            "breadcrumbs": _trail(choice, asked),
        },
    )


def _asked(request: AppRequest, choice: Choice) -> Asked:
    """Read which number was clicked; a clause, verdict or fact that does not exist is not found."""
    clause, verdict = request.GET.get("clause", ""), request.GET.get("verdict", "")
    missing = request.GET.get("missing", "")
    known = {one.id for one in choice.edition.clauses}
    if (clause and clause not in known) or (missing and missing not in FACTS):
        raise Http404(clause or missing)
    if verdict and verdict not in set(Verdict):
        raise Http404(verdict)
    return Asked(
        choice.selection.narrowed(clause=clause or None),
        scope(request),
        Verdict(verdict) if verdict else None,
        missing or None,
    )


def _columns(asked: Asked) -> list[Column]:
    edition = asked.selection.edition
    columns = [
        Column(
            "title",
            gettext_lazy("Procurement"),
            url=lambda row: f"{reverse('case', args=[row.id])}?edition={edition}",
        ),
        Column("authority", gettext_lazy("Buyer"), value=lambda row: row.authority_name),
        Column("reference", gettext_lazy("Reference"), sort=False),
        Column(
            "published",
            gettext_lazy("Published"),
            kind="date",
            value=lambda row: row.published_on,
        ),
        Column("cpv", gettext_lazy("Category"), value=lambda row: cpv_name(row.cpv)),
    ]
    if asked.selection.clause and asked.verdict is None:
        columns.append(
            Column(
                "verdict",
                gettext_lazy("Verdict"),
                kind="verdict",
                sort=False,
                value=lambda row: row.verdict,
            )
        )
    columns.append(Column("value", gettext_lazy("Value"), kind="money", value=lambda row: row.ore))
    return columns


def _answers(request: AppRequest, asked: Asked) -> list[Column]:
    """Return a column of links to the missing question, for those who may answer."""
    fact = FACTS.get(asked.missing or "")
    if fact is None or not is_asked_of_people(fact, Subject.CASE):
        return []
    if not may(request.actor, Permission.STATE_FACTS):
        return []
    return [
        Column(
            "answer",
            gettext_lazy("Question"),
            sort=False,
            value=lambda row: _("Answer"),  # noqa: ARG005 - the same word on every line
            url=lambda row: reverse("answer", args=[row.id, fact.name]),
        )
    ]


def _title(asked: Asked) -> str:
    if asked.missing:
        return _("Procurements that lack a fact")
    if asked.verdict:
        return _("Procurements: %(verdict)s") % {
            "verdict": str(VERDICT_LABELS[asked.verdict]).lower()
        }
    return _("Procurements in the selection")


def _trail(choice: Choice, asked: Asked) -> list[tuple[str, str]]:
    places = []
    if clause := asked.selection.clause:
        title = said(choice.edition.clause(clause).title)
        places = [(title, link("follow-up-clause", choice.selection, clause))]
    overview = [(_("Follow-up"), link("follow-up", choice.selection))]
    return [*overview, *places, (_title(asked), "")] if places else [*overview, (_title(asked), "")]
