"""What another edition would have meant: for which cases, authorities, suppliers, kronor."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from kornhamn.analytics.answering import findings
from kornhamn.analytics.counting import Cut
from kornhamn.analytics.opening import SHELF, Opened, opened
from kornhamn.analytics.portfolio import Axis
from kornhamn.analytics.queries.cases import case_rows, page_of
from kornhamn.analytics.queries.follow_up import division_name
from kornhamn.analytics.shifting import Pair, impact, subject_shifts
from kornhamn.analytics.types import (
    Affected,
    CaseShift,
    CaseShiftPage,
    Comparison,
    Consequence,
    Move,
    Paging,
    SimulationResult,
)
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.types import Verdict

SUPPLIERS_SHOWN = 20
_WORDS = {verdict.number: verdict.value for verdict in Verdict}


def simulate(comparison: Comparison, scope: Scope) -> SimulationResult:
    """Return how every verdict moves when one edition is put in the place of another.

    What changes in a clause that only one edition has is counted as from, or to, not applicable.
    """
    desk, pair = _pair(comparison, scope)
    portfolio, cut, marks = desk.book.portfolio, pair.cut, pair.marks
    on_subjects = [
        (book.edition, findings(book, comparison.selection, scope))
        for book in (pair.before, pair.after)
    ]
    shifts = [pair.shift(clause_id) for clause_id in pair.clause_ids]
    authorities = {a.code: (str(a.id), a.name) for a in portfolio.authorities}
    divisions = {name: (name, division_name(name)) for name in portfolio.division.names}
    suppliers = _suppliers(pair, desk)
    return SimulationResult(
        comparison=replace(comparison, snapshot=desk.snapshot),
        cases=len(cut.rows),
        ore=int(cut.ore.sum()),
        changed=impact(cut, marks.changed),
        newly_not_met=impact(cut, marks.newly_not_met),
        no_longer_not_met=impact(cut, marks.no_longer_not_met),
        newly_unknown=impact(cut, marks.newly_unknown),
        shifts=(*shifts, *subject_shifts(*on_subjects)),
        authorities=_affected(pair, portfolio.authority, authorities),
        suppliers=suppliers[:SUPPLIERS_SHOWN],
        suppliers_in_all=len(suppliers),
        divisions=_affected(pair, portfolio.division, divisions),
    )


def case_shifts(
    comparison: Comparison,
    scope: Scope,
    *,
    only: Move | Consequence | str | None = None,
    paging: Paging | None = None,
) -> CaseShiftPage:
    """Return the procurements that change: at all, with a consequence, on a clause, by one move."""
    paging = paging or Paging()
    desk, pair = _pair(comparison, scope)
    marks = pair.marks.changed
    if isinstance(only, Move):
        marks = pair.made(only)
    elif isinstance(only, Consequence):
        marks = getattr(pair.marks, only.name.lower())
    elif only is not None:
        marks = pair.moved(only)
    rows = pair.cut.rows[marks]
    page = page_of(desk.book.portfolio, rows, paging)
    cases = case_rows(desk.book, page)
    moves = pair.moves(np.searchsorted(pair.cut.rows, page))
    return CaseShiftPage(
        total=len(rows),
        ore=int(pair.cut.ore[marks].sum()),
        paging=paging,
        rows=tuple(map(CaseShift, cases, moves)),
    )


def changes_table(comparison: Comparison, scope: Scope) -> pl.DataFrame:
    """Return every changed verdict as a row, to be written to a file.

    Columns: buyer_number, buyer, reference, title, published_on, cpv, clause, before, after (the
    verdicts, null for no such clause) and ore (null where the value is unknown).
    """
    desk, pair = _pair(comparison, scope)
    shown = desk.book.portfolio.cases.select(
        "buyer_number", "reference", "title", "published_on", "cpv",
        buyer="buyer_name", ore="contracted_value",
    )  # fmt: skip
    parts = [_changes_of(pair, clause_id, shown) for clause_id in pair.clause_ids]
    return pl.concat(parts).select(
        "buyer_number", "buyer", "reference", "title", "published_on", "cpv", "clause", "before",
        "after", "ore",
    )  # fmt: skip


def _changes_of(pair: Pair, clause_id: str, shown: pl.DataFrame) -> pl.DataFrame:
    moved = pair.moved(clause_id)
    before, after = (pl.Series(each[moved]) for each in pair.numbers(clause_id))
    return shown[pair.cut.rows[moved]].with_columns(
        clause=pl.lit(clause_id), before=_words(before), after=_words(after)
    )


def _words(numbers: pl.Series) -> pl.Series:
    return numbers.replace_strict(_WORDS, default=None, return_dtype=pl.String)


def _pair(comparison: Comparison, scope: Scope) -> tuple[Opened, Pair]:
    selection = comparison.selection.narrowed(goal=None, clause=None)
    desk = opened(selection, scope, edition=comparison.after, snapshot=comparison.snapshot)
    before = SHELF.book(desk.book.portfolio.folder, comparison.before)
    return desk, Pair(before, desk.book, desk.whole())


def _affected(pair: Pair, axis: Axis, said: Mapping[str, tuple[str, str]]) -> tuple[Affected, ...]:
    """Return the places of an axis where anything changes, the most changed first.

    `said` gives the key and the name of each place.
    """
    places, marks = axis.places(pair.cut.rows), pair.marks
    newly = np.bincount(places[marks.newly_not_met], minlength=axis.size)
    rows, ore = pair.cut.rows[marks.changed], pair.cut.ore[marks.changed]
    within = Cut(rows, ore, places[marks.changed], axis.size)
    figures = zip(within.cases.tolist(), newly.tolist(), within.sums.tolist(), strict=True)
    found = [
        Affected(*said.get(name, ("", "")), *of_place)
        for name, of_place in zip([*axis.names, ""], figures, strict=True)
        if of_place[0]
    ]
    return tuple(sorted(found, key=lambda each: (-each.changed, each.key)))


def _suppliers(pair: Pair, desk: Opened) -> tuple[Affected, ...]:
    """Return the suppliers who won most of the changed procurements; öre are the procurements'."""
    rows, marks = pair.cut.rows, pair.marks
    cases = pl.DataFrame(
        {
            "case": pl.Series(rows[marks.changed], dtype=pl.UInt32),
            "newly": marks.newly_not_met[marks.changed],
            "ore": pair.cut.ore[marks.changed],
        }
    )
    found = (
        desk.book.portfolio.winners()
        .join(cases.lazy(), on="case")
        .unique(["case", "supplier"])
        .group_by("supplier")
        .agg(changed=pl.len(), newly=pl.col("newly").sum(), ore=pl.col("ore").sum())
        .sort(["changed", "supplier"], descending=[True, False])
        .collect()
    )
    return tuple(Affected(name, name, *figures) for name, *figures in found.iter_rows())
