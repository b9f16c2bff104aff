"""The programme followed up: figures over a selection, as far as the reader may see."""

from collections.abc import Mapping

from kornhamn.analytics.answering import answered_by_ledgers, findings, tallies
from kornhamn.analytics.book import Book
from kornhamn.analytics.opening import Opened, opened
from kornhamn.analytics.portfolio import Axis
from kornhamn.analytics.tallying import EMPTY, Counted, counted, goal_tallies
from kornhamn.analytics.types import (
    ClauseFigures,
    FollowUp,
    GoalFigures,
    HeatMap,
    Selection,
    Slice,
    Tally,
)
from kornhamn.analytics.types.ledgers import LedgerAnswers
from kornhamn.analytics.wanted import most_wanted
from kornhamn.kernel.cpv import Cpv, CpvUnknown
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.types import Clause, Edition

WANTED = 5


def follow_up(selection: Selection, scope: Scope, *, edition: Edition | None = None) -> FollowUp:
    """Return the figures of every clause asked for, by goal, with the honest figure first.

    An edition that is given is taken in the place of the selection's, such as a draft in a file.
    A goal or a clause in the selection leaves out the other clauses; the tally of all, and the
    most wanted facts, are then of that goal or clause.
    """
    desk = opened(selection, scope, edition=edition)
    book, portfolio, whole = desk.book, desk.book.portfolio, desk.whole()
    on_cases = counted(book, whole, numbers_asked_for(book, selection))
    found = findings(book, selection, scope)
    return FollowUp(
        selection=selection,
        edition=book.edition,
        snapshot=desk.snapshot,
        cases=len(desk.rows),
        ore=int(whole.ore.sum()),
        without_value=len(desk.rows) - int(portfolio.valued[desk.rows].sum()),
        governed_by_other=_governed_by_other(desk),
        tally=_overall(on_cases, selection)[0],
        goals=_goals(on_cases, selection, tallies(found, book.edition)),
        wanted=most_wanted(on_cases.unknowns(), most=WANTED),
    )


def ledger_answers(selection: Selection, scope: Scope) -> LedgerAnswers:
    """Return how many assessments on authorities the ledgers answer that were unknown."""
    return answered_by_ledgers(opened(selection, scope).book, selection, scope)


def heat_map(selection: Selection, scope: Scope) -> HeatMap:
    """Return the clauses against the authorities that have any procurement in the selection."""
    desk = opened(selection, scope)
    book, axis = desk.book, desk.book.portfolio.authority
    cut = desk.cut_by(axis)
    asked = numbers_asked_for(book, selection)
    on_cases = counted(book, cut, asked)
    present = [place for place, _ in enumerate(axis.names) if cut.cases[place]]
    rows = [on_cases.clause(number) for number in asked]
    return HeatMap(
        clauses=tuple(book.clauses[number] for number in asked),
        authorities=tuple(book.portfolio.authorities[place] for place in present),
        cells=tuple(tuple(row[place] for place in present) for row in rows),
    )


def by_period(selection: Selection, scope: Scope) -> tuple[Slice, ...]:
    """Return the selection month by month."""
    desk = opened(selection, scope)
    axis = desk.book.portfolio.month
    return _slices(desk, axis, selection, dict(zip(axis.names, axis.names, strict=True)))


def by_category(selection: Selection, scope: Scope, *, language: str = "sv") -> tuple[Slice, ...]:
    """Return the selection by CPV division, each with its name."""
    desk = opened(selection, scope)
    axis = desk.book.portfolio.division
    return _slices(desk, axis, selection, {d: division_name(d, language) for d in axis.names})


def by_authority(selection: Selection, scope: Scope) -> tuple[Slice, ...]:
    """Return the selection by authority; the key is the authority's id."""
    desk = opened(selection, scope)
    portfolio = desk.book.portfolio
    names = {a.code: a.name for a in portfolio.authorities}
    ids = {a.code: str(a.id) for a in portfolio.authorities}
    return _slices(desk, portfolio.authority, selection, names, keys=ids)


def division_name(division: str, language: str = "sv") -> str:
    """Return what a CPV division is called, or nothing where the vocabulary has no such."""
    try:
        return Cpv(division.ljust(8, "0")).name(language)
    except CpvUnknown:
        return ""


def numbers_asked_for(book: Book, selection: Selection) -> tuple[int, ...]:
    """Return the places of the clauses on cases that the selection asks for."""
    return tuple(n for n, c in enumerate(book.clauses) if is_asked_for(c, selection))


def is_asked_for(clause: Clause, selection: Selection) -> bool:
    """Tell whether the selection asks for a clause."""
    if selection.clause is not None:
        return clause.id == selection.clause
    return selection.goal in (None, clause.goal)


def _slices(
    desk: Opened,
    axis: Axis,
    selection: Selection,
    names: Mapping[str, str],
    *,
    keys: Mapping[str, str] | None = None,
) -> tuple[Slice, ...]:
    cut = desk.cut_by(axis)
    on_cases = counted(desk.book, cut, numbers_asked_for(desk.book, selection))
    at_place = _overall(on_cases, selection)
    return tuple(
        Slice(
            key=(keys or {}).get(name, name),
            name=names.get(name, ""),
            cases=int(cut.cases[place]),
            ore=int(cut.sums[place]),
            tally=at_place[place],
        )
        for place, name in enumerate([*axis.names, ""])
        if cut.cases[place]
    )


def _overall(on_cases: Counted, selection: Selection) -> list[Tally]:
    """Return the tally of the selection's clause, its goal or all clauses, at each place.

    A clause that is not on cases has nothing to count there.
    """
    if selection.clause is None:
        return goal_tallies(on_cases, [selection.goal])[0]
    of_clauses = [on_cases.clause(number) for number in on_cases.tables]
    return of_clauses[0] if of_clauses else [EMPTY] * on_cases.cut.size


def _goals(
    on_cases: Counted, selection: Selection, others: Mapping[str, Tally]
) -> tuple[GoalFigures, ...]:
    book = on_cases.book
    found = dict(others) | {book.clauses[n].id: on_cases.clause(n)[0] for n in on_cases.tables}
    asked = [clause for clause in book.edition.clauses if is_asked_for(clause, selection)]
    goals = [goal for goal in book.edition.goals if any(c.goal == goal.id for c in asked)]
    if selection.clause is None:
        of_goals = goal_tallies(on_cases, [goal.id for goal in goals])
    else:
        of_goals = [_overall(on_cases, selection) for _ in goals]
    return tuple(
        GoalFigures(
            goal,
            tuple(ClauseFigures(c, found[c.id]) for c in asked if c.goal == goal.id),
            of_goal[0],
        )
        for goal, of_goal in zip(goals, of_goals, strict=True)
    )


def _governed_by_other(desk: Opened) -> int:
    axis = desk.book.portfolio.edition
    if desk.book.edition.id not in axis.names:
        return len(desk.rows)
    own = axis.names.index(desk.book.edition.id)
    return int((axis.codes[desk.rows] != own).sum())
