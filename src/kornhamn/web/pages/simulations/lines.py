"""The figures of a simulation as lines: clause by clause, and part by part of the group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.analytics.types import Affected, ClauseShift, SimulationResult, Transition
from kornhamn.rulebook.comparison import Change, ClauseChange, compare
from kornhamn.rulebook.types import Clause, Subject, Verdict
from kornhamn.web.cpv_names import divisions
from kornhamn.web.formats import number, percent
from kornhamn.web.pages.follow_up.drawings import Bar, Drawing, Segment
from kornhamn.web.pages.follow_up.figures import ORDER
from kornhamn.web.pages.follow_up.selection import said
from kornhamn.web.pages.simulations.asked import Asked
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import BoundTable, Column, Table
from kornhamn.web.words import PART_LABELS, VERDICT_LABELS

NO_CLAUSE_LABEL = gettext_lazy("No such clause")
_PARTS: dict[str, str | Promise] = {**PART_LABELS, "title": gettext_lazy("Title")}
_MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A number of procurements (or authorities) that go from one verdict to another."""

    before: Verdict | None
    after: Verdict | None
    cases: int
    ore: int | None
    url: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause whose verdicts change, and what became of its rule."""

    name: str
    clause: Clause
    change: Change
    differing: str
    changed: int
    moves: list[MoveLine]
    url: str  # of the changed procurements
    rule_url: str  # of the two wordings

    @property
    def on_cases(self) -> bool:
        """Whether procurements are counted, not authorities."""
        return self.clause.subject is Subject.CASE


def clause_lines(found: SimulationResult, asked: Asked) -> list[ClauseLine]:
    """Return a line a clause that changes any verdict, the most changed first."""
    rules = rule_changes(asked)
    lines = [_line(shift, rules[shift.clause_id], asked) for shift in found.shifts if shift.changes]
    return sorted(lines, key=lambda line: (not line.on_cases, -line.changed))


def rule_changes(asked: Asked) -> dict[str, ClauseChange]:
    """Return what became of every clause between the two editions."""
    compared = compare(asked.comparison.before, asked.comparison.after)
    return {change.id: change for change in compared}


def differing_parts(change: ClauseChange) -> str:
    """Return which parts of a rule differ, as words."""
    return ", ".join(str(_PARTS[part]).lower() for part in change.differing)


def silent_changes(found: SimulationResult, asked: Asked) -> int:
    """Return how many rules differ without changing any verdict here."""
    moved = {shift.clause_id for shift in found.shifts if shift.changes}
    changes = rule_changes(asked).values()
    return sum(one.change is not Change.SAME and one.id not in moved for one in changes)


def rules_side_by_side(asked: Asked, clause_id: str = "") -> str:
    """Return the address of the two editions side by side."""
    own = asked.comparison
    page = reverse("compare-editions")
    mark = f"#{clause_id}" if clause_id else ""
    return f"{page}?before={own.before.id}&after={own.after.id}{mark}"


def move_label(verdict: Verdict | None) -> str:
    """Return a verdict's word, also for an edition that lacks the clause."""
    return str(VERDICT_LABELS[verdict] if verdict else NO_CLAUSE_LABEL)


def what_verdicts_become(lines: Sequence[ClauseLine]) -> Drawing | None:
    """Return a bar a clause, as long as it has changes, divided into what they become."""
    every = [line for line in lines if line.on_cases]
    if not every:
        return None
    counts = [becoming(line) for line in every]
    unknown = sum(one[Verdict.UNKNOWN] for one in counts) / sum(line.changed for line in every)
    sentence = _(
        "The most changes: %(name)s, %(count)s procurements. Of all changed verdicts"
        " %(share)s become unknown."
    ) % {"name": every[0].name, "count": number(every[0].changed), "share": percent(unknown)}
    bars = tuple(_bar(line, every[0].changed) for line in every[:_MOST_BARS])
    title = _("What the changed verdicts become")
    return Drawing(title, sentence, bars=bars, verdicts=ORDER)


def _bar(line: ClauseLine, most: int) -> Bar:
    segments, start = [], 0.0
    counts = [(verdict, becoming(line)[verdict]) for verdict in ORDER]
    for verdict, count in counts:
        width = 100 * count / most
        if count:
            segments.append(Segment(verdict, f"{start:.3f}%", f"{width:.3f}%"))
        start += width
    said = ", ".join(f"{VERDICT_LABELS[verdict]} {number(count)}" for verdict, count in counts)
    unknown = percent(becoming(line)[Verdict.UNKNOWN] / line.changed)
    return Bar(line.name, line.url, tuple(segments), unknown, said)


def becoming(line: ClauseLine) -> dict[str, int]:
    """Return how many procurements become each verdict; an absent clause does not apply."""
    counts = dict.fromkeys(map(str, Verdict), 0)
    for move in line.moves:
        counts[move.after or Verdict.NOT_APPLICABLE] += move.cases
    return counts


def part_tables(request: AppRequest, found: SimulationResult, asked: Asked) -> list[BoundTable]:
    """Return who is touched: authorities, suppliers, categories."""
    names = divisions()
    nobody: Callable[[Affected], str] = lambda _one: ""  # noqa: E731 - one of three alike
    return [
        _bound(request, "authorities", _("Committee or company"), found.authorities, lambda one: (
            asked.narrowed(authorities=frozenset({UUID(one.key)})) if one.key else ""
        )),
        _bound(request, "suppliers", _("Supplier"), found.suppliers, nobody),
        _bound(request, "categories", _("Category"), found.divisions, lambda one: (
            asked.narrowed(cpv_division=one.key) if one.key else ""
        ), names=names),
    ]  # fmt: skip


def _bound(
    request: AppRequest,
    key: str,
    label: str,
    parts: Sequence[Affected],
    url: Callable[[Affected], str],
    names: Mapping[str, str] | None = None,
) -> BoundTable:
    """Return one of several tables on the page; `of` says which of them an address is about."""
    columns = (
        Column("name", label, value=lambda one: _name(one, names or {}), url=url),
        Column("changed", _("Procurements that change"), kind="number"),
        Column("newly_not_met", _("Of them newly not met"), kind="number"),
        Column("ore", _("Contracted value"), kind="money"),
    )
    params = request.GET.copy()
    if params.get("of") != key:
        params.pop("sort", None)
        params.pop("page", None)
    params["of"] = key
    return Table(columns=columns, id=key, page_size=20).bind(parts, params, request.path)


def _name(one: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - a table's row is of any type
    return names.get(one.key) or one.name or _("Not stated")


def _line(shift: ClauseShift, rule: ClauseChange, asked: Asked) -> ClauseLine:
    clause = shift.after or shift.before
    assert clause is not None  # noqa: S101 - one of the editions has it
    on_cases = clause.subject is Subject.CASE
    moves = sorted(shift.changes, key=lambda one: -one.cases)
    return ClauseLine(
        name=said(clause.title),
        clause=clause,
        change=rule.change,
        differing=differing_parts(rule),
        changed=sum(one.cases for one in moves),
        moves=[_move(one, shift.clause_id, asked if on_cases else None) for one in moves],
        url=asked.changes(clause=shift.clause_id) if on_cases else "",
        rule_url=rules_side_by_side(asked, shift.clause_id),
    )


def _move(one: Transition, clause_id: str, asked: Asked | None) -> MoveLine:
    url = asked.changes(clause=clause_id, move=one) if asked else ""
    return MoveLine(one.before, one.after, one.cases, one.ore, url)
