"""The tables of the follow-up: a line a clause or a part; every number leads to its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kornhamn.analytics.types import ClauseFigures, FollowUp, Selection, Slice, Tally
from kornhamn.kernel.period import Period
from kornhamn.rulebook.types import Clause, Subject, Verdict
from kornhamn.web.pages.follow_up.selection import goal_names, link, said
from kornhamn.web.tables import Column, Filter, Table
from kornhamn.web.words import FORCE_SHORT_LABELS, SUBJECT_LABELS, VERDICT_LABELS

ORDER = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.UNKNOWN,
    Verdict.DEPARTED,
    Verdict.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is called, its tally, and the selection behind its numbers.

    `rows` gives the address of the rows behind a verdict.
    """

    name: str
    url: str
    tally: Tally
    rows: Callable[[Verdict], str]
    clause: Clause | None = None
    cases: int = 0
    ore: int = 0
    key: str = ""

    @property
    def cells(self) -> list[tuple[int, str]]:
        """The number of each verdict with the address of its rows, in the order of all tables."""
        return [(self.tally.of(verdict).assessments, self.rows(verdict)) for verdict in ORDER]


def clause_lines(figures: FollowUp) -> list[Line]:
    """Return a line a clause, in the order of the goals."""
    return [clause_line(one, figures.selection) for one in figures.clauses]


def clause_line(figures: ClauseFigures, selection: Selection) -> Line:
    """Return the line of one clause."""
    clause, tally = figures.clause, figures.tally
    return Line(
        name=said(clause.title),
        url=link("follow-up-clause", selection, clause.id),
        tally=tally,
        rows=lambda verdict: rows_behind(selection, clause, tally, verdict),
        clause=clause,
        key=clause.id,
    )


def rows_behind(selection: Selection, clause: Clause, tally: Tally, verdict: Verdict) -> str:
    """Return the address of the rows behind one number of a clause; none where there are none."""
    if not tally.of(verdict).assessments:
        return ""
    if clause.subject is Subject.CASE:
        return link("follow-up-cases", selection, clause=clause.id, verdict=verdict)
    return link("follow-up-clause", selection, clause.id, verdict=verdict) + "#findings"


def slice_lines(
    slices: Sequence[Slice],
    selection: Selection,
    narrowed: Callable[[Slice], Selection | None],
) -> list[Line]:
    """Return a line a part of the selection; `narrowed` gives the selection that is that part."""
    return [_slice_line(one, narrowed(one), clause=selection.clause) for one in slices]


def _slice_line(one: Slice, own: Selection | None, *, clause: str | None) -> Line:
    def rows(verdict: Verdict) -> str:
        if own is None or not one.tally.of(verdict).assessments:
            return ""
        return link("follow-up-cases", own, clause=clause or "", verdict=verdict)

    url = ""
    if own is not None:
        url = link("follow-up-clause", own, clause) if clause else link("follow-up", own)
    name = one.name or gettext("not stated")
    return Line(name, url, one.tally, rows, cases=one.cases, ore=one.ore, key=one.key)


def in_authority(selection: Selection) -> Callable[[Slice], Selection | None]:
    """Return how an authority's part narrows the selection."""
    return lambda one: (
        selection.narrowed(authorities=frozenset({UUID(one.key)})) if one.key else None
    )


def in_category(selection: Selection) -> Callable[[Slice], Selection | None]:
    """Return how a category narrows the selection."""
    return lambda one: selection.narrowed(cpv_division=one.key) if one.key else None


def in_month(selection: Selection) -> Callable[[Slice], Selection | None]:
    """Return how a month narrows the selection, within the period chosen."""

    def narrowed(one: Slice) -> Selection | None:
        if not one.key:
            return None
        year, month = (int(part) for part in one.key.split("-"))
        start = date(year, month, 1)
        end = date(year + month // 12, month % 12 + 1, 1)
        chosen = selection.period
        if chosen:
            start, end = max(start, chosen.start), min(end, chosen.end or end)
        return selection.narrowed(period=Period(start, end))

    return narrowed


def by_clause() -> Table:
    """Return the table of clauses."""
    return Table(
        columns=(
            Column("name", _("Clause"), url=lambda line: line.url),
            Column("force", _("Force"), value=lambda line: str(_force(line.clause))),
            *verdict_columns(),
            _kronor_not_met(),
            _share_met(),
        ),
        filters=(
            Filter("name", _("Clause")),
            Filter(
                "force",
                _("Force"),
                choices=tuple(FORCE_SHORT_LABELS.items()),
                test=lambda line, value: line.clause.force == value,
            ),
            Filter(
                "subject",
                _("Assessed on"),
                choices=tuple(SUBJECT_LABELS.items()),
                test=lambda line, value: line.clause.subject == value,
            ),
            Filter(
                "has",
                _("With at least one"),
                choices=tuple(VERDICT_LABELS.items()),
                test=lambda line, value: line.tally.of(Verdict(value)).assessments > 0,
            ),
        ),
        id="clauses",
        page_size=200,
    )


def by_part(view: str, label: str | Promise, *, searchable: bool = True) -> Table:
    """Return the table of authorities, categories or months; months sort by themselves."""
    name = Column("name", label, url=lambda line: line.url)
    if view == "months":
        name = Column(
            "key", label, url=lambda line: line.url, value=lambda line: line.key or line.name
        )
    return Table(
        columns=(
            name,
            Column("cases", _("Procurements"), kind="number"),
            Column("ore", _("Value"), kind="money"),
            _share_met(),
            _share_unknown(),
            *verdict_columns(),
        ),
        filters=(Filter("name", label),) if searchable else (),
        id=view,
        page_size=200,
    )


def by_goal() -> Table:
    """Return the table behind the chart of goals."""
    return Table(
        columns=(
            Column("name", _("Goal"), url=lambda line: line.url),
            *verdict_columns(),
            _kronor_not_met(),
            _share_met(),
            _share_unknown(),
        ),
        id="goals",
        page_size=200,
    )


def goal_lines(figures: FollowUp) -> list[Line]:
    """Return a line a goal that has anything assessed on procurements."""
    names = goal_names()
    return [
        Line(
            name=names.get(one.goal.id, said(one.goal.title)),
            url=link("follow-up", figures.selection.narrowed(goal=one.goal.id)),
            tally=one.tally,
            rows=_goal_rows(figures.selection.narrowed(goal=one.goal.id), one.tally),
            key=one.goal.id,
        )
        for one in figures.goals
        if any(one.tally.of(verdict).assessments for verdict in Verdict)
    ]


def _goal_rows(selection: Selection, tally: Tally) -> Callable[[Verdict], str]:
    return lambda verdict: (
        link("follow-up-cases", selection, verdict=verdict) if tally.of(verdict).assessments else ""
    )


def verdict_columns() -> tuple[Column, ...]:
    """Return a column a verdict: how many assessments, with a link to their rows."""
    return tuple(_verdict_column(verdict) for verdict in ORDER)


def _verdict_column(verdict: Verdict) -> Column:
    return Column(
        verdict,
        VERDICT_LABELS[verdict],
        kind="number",
        value=lambda line: line.tally.of(verdict).assessments,
        url=lambda line: line.rows(verdict),
    )


def _kronor_not_met() -> Column:
    return Column(
        "kronor",
        _("Value not met"),
        kind="money",
        value=lambda line: line.tally.not_met.ore,
        url=lambda line: line.rows(Verdict.NOT_MET),
    )


def _share_met() -> Column:
    return Column("share", _("Share met"), kind="percent", value=lambda line: line.tally.share_met)


def _share_unknown() -> Column:
    return Column(
        "unknown-share",
        _("Share unknown"),
        kind="percent",
        value=lambda line: line.tally.share_unknown,
    )


def _force(clause: Any) -> Promise:  # noqa: ANN401 - a table's row is of any type
    return FORCE_SHORT_LABELS[clause.force]
