"""The procurements behind a number of a simulation: each with its verdicts before and after."""

from dataclasses import dataclass
from typing import Any

import polars as pl
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.simulation import case_shifts, changes_table
from kornhamn.analytics.types import (
    CaseShift,
    CaseShiftPage,
    Consequence,
    Move,
    Paging,
    SavedSimulation,
)
from kornhamn.organisation.types import Permission
from kornhamn.rulebook.types import Verdict
from kornhamn.web.access import requires
from kornhamn.web.columns import Column
from kornhamn.web.cpv_names import cpv_name
from kornhamn.web.downloads import file_of, wanted_format
from kornhamn.web.formats import number
from kornhamn.web.paged_rows import PER_PAGE, PagedRows, PagedTable
from kornhamn.web.pages.follow_up.selection import said
from kornhamn.web.pages.simulations.asked import NO_CLAUSE, Asked, verdict_at
from kornhamn.web.pages.simulations.choosing import with_question
from kornhamn.web.pages.simulations.lines import (
    differing_parts,
    move_label,
    rule_changes,
    rules_side_by_side,
)
from kornhamn.web.pages.simulations.saved import asked_by, with_saved
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Table

MOST_LINES = 1_000_000  # what a spreadsheet takes
MOVES_SHOWN = 3  # in the list; the files have them all
_CONSEQUENCES = {
    Consequence.NEWLY_NOT_MET: gettext_lazy("Procurements with a clause newly not met"),
    Consequence.NO_LONGER_NOT_MET: gettext_lazy("Procurements with a clause no longer not met"),
    Consequence.NEWLY_UNKNOWN: gettext_lazy("Procurements with a clause newly unknown"),
}
_VERDICT_OF = {  # which verdict a consequence is about, and on which side
    Consequence.NEWLY_NOT_MET: ("after", Verdict.NOT_MET),
    Consequence.NO_LONGER_NOT_MET: ("before", Verdict.NOT_MET),
    Consequence.NEWLY_UNKNOWN: ("after", Verdict.UNKNOWN),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """Which number's procurements: of a clause, of one move, of a consequence, or all."""

    asked: Asked
    clause: str = ""
    move: Move | None = None
    consequence: Consequence | None = None

    def page(self, paging: Paging) -> CaseShiftPage:
        """Return one page of the procurements behind the number."""
        only = self.move or self.consequence or self.clause or None
        return case_shifts(self.asked.comparison, self.asked.scope, only=only, paging=paging)

    def is_about(self, move: Move) -> bool:
        """Tell whether a changed verdict is one of those counted."""
        if self.consequence:
            side, verdict = _VERDICT_OF[self.consequence]
            return bool(getattr(move, side) == verdict)
        return move == self.move if self.move else self.clause in ("", move.clause_id)

    def verdicts(self) -> pl.DataFrame:
        """Return every changed verdict counted, as rows."""
        every = changes_table(self.asked.comparison, self.asked.scope)
        if self.consequence:
            side, verdict = _VERDICT_OF[self.consequence]
            return every.filter(pl.col(side) == verdict.value)
        if self.clause:
            every = every.filter(clause=self.clause)
        if self.move:
            sides = (("before", self.move.before), ("after", self.move.after))
            every = every.filter(pl.col(s).eq_missing(pl.lit(v and v.value)) for s, v in sides)
        return every


@requires(Permission.SIMULATE)
@with_question
def result_changes(request: AppRequest, asked: Asked) -> HttpResponse:
    """List the procurements that change in a simulation asked by its address."""
    return _changes(request, asked, (_("Result"), asked.result))


@requires(Permission.SIMULATE)
@with_saved
def saved_changes(request: AppRequest, saved: SavedSimulation) -> HttpResponse:
    """List the procurements that change in a saved simulation."""
    asked = asked_by(saved)
    return _changes(request, asked, (saved.name, asked.result))


def _changes(request: AppRequest, asked: Asked, parent: tuple[str, str]) -> HttpResponse:
    behind = _behind(request, asked)
    if wanted := wanted_format(request.GET.get("format", "")):
        return _file(behind, wanted)
    table = PagedTable(_table(behind), PagedRows(behind.page), request.GET, request.path)
    rule = rule_changes(asked).get(behind.clause)
    clause = rule and (rule.after or rule.before)
    context = {
        "asked": asked,
        "table": table,
        "totals": table.all_rows.first_page,
        "title": _title(behind),
        "rule": rule,
        "clause": clause,
        "differing": differing_parts(rule) if rule else "",
        "rules_url": rules_side_by_side(asked, behind.clause),
        "most_lines": MOST_LINES,
        "breadcrumbs": [(_("Simulations"), reverse("simulations")), parent, (_title(behind), "")],
    }
    return render(request, "simulations/changes.html", context)


def _behind(request: AppRequest, asked: Asked) -> Behind:
    """Read which number was clicked; what does not exist is not found."""
    clause, kind = request.GET.get("clause", ""), request.GET.get("consequence", "")
    was, becomes = request.GET.get("was", ""), request.GET.get("becomes", "")
    known = {one.id for one in _clauses(asked)}
    places = {NO_CLAUSE, *Verdict}
    if (clause and clause not in known) or (kind and kind not in set(Consequence)):
        raise Http404(clause or kind)
    if (was or becomes) and (not clause or was not in places or becomes not in places):
        raise Http404(was or becomes)
    move = Move(clause, verdict_at(was), verdict_at(becomes)) if was else None
    return Behind(asked, clause, move, Consequence(kind) if kind else None)


def _title(behind: Behind) -> str:
    if behind.move:
        words = {"was": move_label(behind.move.before), "becomes": move_label(behind.move.after)}
        return _("From “%(was)s” to “%(becomes)s”") % words
    if behind.consequence:
        return str(_CONSEQUENCES[behind.consequence])
    return _("Procurements that change")


def _table(behind: Behind) -> Table:
    titles = _clause_titles(behind.asked)

    def moves(row: CaseShift) -> str:
        counted = [move for move in row.moves if behind.is_about(move)]
        said = [_said(move, titles, named=not behind.clause) for move in counted[:MOVES_SHOWN]]
        if (rest := len(counted) - MOVES_SHOWN) > 0:
            said.append(_("and %(rest)s more clauses") % {"rest": number(rest)})
        return "; ".join(said)

    columns = (
        Column(
            "title",
            gettext_lazy("Procurement"),
            url=lambda row: reverse("case", args=[row.case.id]),
            value=lambda row: row.case.title,
        ),
        Column("authority", gettext_lazy("Buyer"), value=lambda row: row.case.authority_name),
        Column("moves", gettext_lazy("What changes"), sort=False, value=moves),
        Column(
            "published",
            gettext_lazy("Published"),
            kind="date",
            value=lambda row: row.case.published_on,
        ),
        Column("value", gettext_lazy("Value"), kind="money", value=lambda row: row.case.ore),
    )
    return Table(columns=columns, id="changes", default_sort="-published", page_size=PER_PAGE)


def _said(move: Move, titles: dict[str, str], *, named: bool) -> str:
    """Say a move as words, after its clause's name where several are shown."""
    words = f"{move_label(move.before)} → {move_label(move.after)}"
    return f"{titles[move.clause_id]}: {words}" if named else words


def _file(behind: Behind, wanted: str) -> HttpResponse:
    """Return every changed verdict behind the number as a file, a row each."""
    titles = _clause_titles(behind.asked)
    columns = (
        Column("buyer_number", gettext_lazy("Organisation number")),
        Column("buyer", gettext_lazy("Buyer")),
        Column("reference", gettext_lazy("Reference")),
        Column("title", gettext_lazy("Procurement")),
        Column("published_on", gettext_lazy("Published"), kind="date"),
        Column("cpv", gettext_lazy("Category"), value=lambda row: cpv_name(row["cpv"])),
        Column("clause", gettext_lazy("Clause"), value=lambda row: titles[row["clause"]]),
        Column("before", gettext_lazy("Verdict before"), value=lambda row: _word(row["before"])),
        Column("after", gettext_lazy("Verdict after"), value=lambda row: _word(row["after"])),
        Column("ore", gettext_lazy("Value"), kind="money"),
    )
    found = behind.verdicts().head(MOST_LINES)
    rows = ([column.of(row) for column in columns] for row in found.iter_rows(named=True))
    return file_of(columns, rows, name="simulation", wanted=wanted)


def _word(verdict: str | None) -> str:
    return move_label(Verdict(verdict) if verdict else None)


def _clauses(asked: Asked) -> list[Any]:
    own = asked.comparison
    return [*own.before.clauses, *own.after.clauses]


def _clause_titles(asked: Asked) -> dict[str, str]:
    """Return every clause's title, as the later edition has it where both do."""
    return {clause.id: said(clause.title) for clause in _clauses(asked)}
