"""Another edition over the history: every changed verdict, counted and shown."""

from datetime import date
from itertools import product

import polars as pl
import pytest
from tests.rooms.analytics import generated
from tests.rooms.analytics.conftest import IN_FORCE, PROPOSED, ROWS

from kornhamn.analytics.opening import edition_named
from kornhamn.analytics.queries.follow_up import follow_up
from kornhamn.analytics.queries.simulation import case_shifts, changes_table, simulate
from kornhamn.analytics.types import Comparison, Move, Paging, Selection, Transition
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Scope
from kornhamn.rulebook.portfolio import verdicts
from kornhamn.rulebook.types import Subject, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frame")]
ALL = Scope(group=True)
EVERYTHING = Paging(per_page=ROWS)


def compared(before: str = IN_FORCE, after: str = PROPOSED, **chosen: object) -> Comparison:
    selection = Selection(before).narrowed(**chosen)
    return Comparison(edition_named(before), edition_named(after), selection)


def test_an_edition_in_its_own_place_changes_nothing() -> None:
    result = simulate(compared(PROPOSED, PROPOSED), ALL)
    assert (result.changed.cases, result.changed.ore) == (0, 0)
    assert all(not shift.changes for shift in result.shifts)
    assert result.authorities == result.suppliers == result.divisions == ()
    assert case_shifts(compared(PROPOSED, PROPOSED), ALL).rows == ()


def test_the_verdicts_before_and_after_are_those_of_the_follow_ups() -> None:
    result = simulate(compared(), ALL)
    for edition, side in ((IN_FORCE, "before"), (PROPOSED, "after")):
        found = {each.clause.id: each.tally for each in follow_up(Selection(edition), ALL).clauses}
        for shift in result.shifts:
            for verdict in Verdict:
                of_it = [t for t in shift.transitions if getattr(t, side) is verdict]
                count = found[shift.clause_id].of(verdict) if shift.clause_id in found else None
                assert sum(t.cases for t in of_it) == (count.cases if count else 0)
                if count and count.ore is not None:
                    assert sum(t.ore or 0 for t in of_it) == count.ore


def test_every_move_leads_to_its_cases() -> None:
    result = simulate(compared(), ALL)
    for shift in result.shifts:
        if (shift.after or shift.before).subject is not Subject.CASE:
            continue
        for transition in shift.transitions[:3]:
            move = Move(shift.clause_id, transition.before, transition.after)
            page = case_shifts(compared(), ALL, only=move, paging=Paging(per_page=5))
            assert (page.total, page.ore) == (transition.cases, transition.ore)
            if transition.is_change:
                assert all(move in row.moves for row in page.rows)


def test_the_cases_that_change_are_those_whose_verdicts_differ(frame: pl.DataFrame) -> None:
    ours = frame.filter(pl.col("authority").is_not_null())
    before, after = (
        verdicts(edition_named(edition), ours, subject=Subject.CASE).collect()
        for edition in (IN_FORCE, PROPOSED)
    )
    silent = Verdict.NOT_APPLICABLE.number
    columns = set(before.columns) | set(after.columns)
    differing = set()
    for name, row in product(sorted(columns), range(ours.height)):
        was, becomes = (
            each[name][row] if name in each.columns else silent for each in (before, after)
        )
        if was != becomes:
            differing.add(ours["id"][row])
    page = case_shifts(compared(), ALL, paging=EVERYTHING)
    assert {str(row.case.id) for row in page.rows} == differing
    assert simulate(compared(), ALL).changed.cases == page.total == len(differing)


def test_the_table_holds_every_changed_verdict_once() -> None:
    result, table = simulate(compared(), ALL), changes_table(compared(), ALL)
    on_cases = [s for s in result.shifts if (s.after or s.before).subject is Subject.CASE]
    changes = [change for shift in on_cases for change in shift.changes]
    assert table.height == sum(change.cases for change in changes)
    assert table["ore"].sum() == sum(change.ore or 0 for change in changes)
    assert table.select("reference", "clause").is_unique().all()


def test_authorities_and_divisions_share_all_that_changes() -> None:
    result = simulate(compared(), ALL)
    for parts in (result.authorities, result.divisions):
        assert sum(part.changed for part in parts) == result.changed.cases
        assert sum(part.newly_not_met for part in parts) == result.newly_not_met.cases
        assert sum(part.ore for part in parts) == result.changed.ore


def test_the_suppliers_of_changed_cases_are_told(frame: pl.DataFrame) -> None:
    changed = case_shifts(compared(), ALL, paging=EVERYTHING).rows
    rows = {key: row for row, key in enumerate(frame["id"])}
    first = simulate(compared(), ALL).suppliers[0]
    own = [row for row in changed if f"Leverantör {rows[str(row.case.id)] % 40}" == first.name]
    assert first.changed == len(own)
    assert first.ore == sum(row.case.ore or 0 for row in own)


def test_a_selection_and_a_scope_narrow_it() -> None:
    year = Period(date(2019, 1, 1), date(2020, 1, 1))
    companies = Scope(companies=True)
    result = simulate(compared(period=year), companies)
    assert 0 < result.cases < simulate(compared(), companies).cases
    kinds = {a.name: a.kind for a in generated.AUTHORITIES}
    assert {kinds[each.name] for each in result.authorities} == {"company"}


def test_a_clause_on_authorities_moves_without_amount() -> None:
    shifts = {shift.clause_id: shift for shift in simulate(compared(), ALL).shifts}
    coordinator = shifts["organisation.coordinator"]
    assert coordinator.after is None
    assert coordinator.transitions == (Transition(Verdict.UNKNOWN, None, 12, None),)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, Verdict.NOT_APPLICABLE, False),
        (Verdict.NOT_APPLICABLE, None, False),
        (Verdict.MET, Verdict.MET, False),
        (None, Verdict.NOT_MET, True),
        (Verdict.UNKNOWN, None, True),
        (Verdict.MET, Verdict.UNKNOWN, True),
    ],
)
def test_an_absent_clause_says_as_little_as_one_that_does_not_apply(
    before: Verdict | None, after: Verdict | None, changes: bool  # noqa: FBT001
) -> None:  # fmt: skip
    assert Transition(before, after, 1, 0).is_change is changes
