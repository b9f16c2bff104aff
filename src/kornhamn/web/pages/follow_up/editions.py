"""The same procurements under two editions, clause by clause."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kornhamn.analytics.types import ClauseFigures, FollowUp
from kornhamn.rulebook.types import Verdict
from kornhamn.web.downloads import wanted_format
from kornhamn.web.pages.follow_up.figures import Line, clause_line
from kornhamn.web.pages.follow_up.selection import said
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Filter, Table
from kornhamn.web.words import VERDICT_LABELS

_SHOWN = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Pair:
    """One clause in both editions; None in the edition that lacks it."""

    name: str
    url: str
    sides: tuple[Line | None, Line | None]

    @property
    def where(self) -> str:
        """Which of the two editions have the clause."""
        first, second = self.sides
        if first and second:
            return "both"
        return "first" if first else "second"


@dataclass(frozen=True, slots=True)
class Beside:
    """The table of pairs, and what its two groups of columns are called."""

    table: BoundTable
    editions: tuple[str, str]


def editions_table(request: AppRequest, first: FollowUp, second: FollowUp) -> Beside:
    """Return clause by clause what is met, not met and unknown under each edition."""
    names = (said(first.edition.title), said(second.edition.title))
    in_file = bool(wanted_format(request.GET.get("format", "")))
    columns = [Column("name", _("Clause"), url=lambda pair: pair.url)]
    for side, name in enumerate(names):
        columns += [_column(side, name if in_file else "", verdict) for verdict in _SHOWN]
    where = (
        ("both", _("In both editions")),
        ("first", _("Only in “%(edition)s”") % {"edition": names[0]}),
        ("second", _("Only in “%(edition)s”") % {"edition": names[1]}),
    )
    filters = (Filter("name", _("Clause")), Filter("where", _("Found in"), choices=where))
    table = Table(columns=columns, filters=filters, id="editions", page_size=200)
    return Beside(table.bind(_pairs(first, second), request.GET, request.path), names)


def _pairs(first: FollowUp, second: FollowUp) -> list[Pair]:
    before = {one.clause.id: one for one in first.clauses}
    after = {one.clause.id: one for one in second.clauses}
    return [
        _pair((before.get(clause), first), (after.get(clause), second))
        for clause in dict.fromkeys((*before, *after))
    ]


def _pair(
    first: tuple[ClauseFigures | None, FollowUp], second: tuple[ClauseFigures | None, FollowUp]
) -> Pair:
    sides = tuple(
        clause_line(own, whole.selection) if own else None for own, whole in (first, second)
    )
    line = sides[0] or sides[1]
    assert line is not None  # noqa: S101 - the clause came from one of them
    return Pair(line.name, line.url, (sides[0], sides[1]))


def _column(side: int, edition: str, verdict: Verdict) -> Column:
    def value(pair: Any) -> int | None:  # noqa: ANN401 - a table's row is of any type
        line = pair.sides[side]
        return line.tally.of(verdict).assessments if line else None

    def url(pair: Any) -> str:  # noqa: ANN401
        line = pair.sides[side]
        return line.rows(verdict) if line else ""

    label = f"{VERDICT_LABELS[verdict]}: {edition}" if edition else VERDICT_LABELS[verdict]
    return Column(f"{verdict}-{side + 1}", label, kind="number", value=value, url=url)
