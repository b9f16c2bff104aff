"""The figures of a follow-up: equal to the engine's, to their rows, and to each other."""

from datetime import date, datetime

import polars as pl
import pytest
from tests.rooms.analytics import generated
from tests.rooms.analytics.conftest import IN_FORCE, PROPOSED, ROWS

from kornhamn.analytics import actions
from kornhamn.analytics.opening import edition_named
from kornhamn.analytics.queries.cases import authority_findings, cases_with
from kornhamn.analytics.queries.follow_up import (
    by_authority,
    by_category,
    by_period,
    follow_up,
    heat_map,
)
from kornhamn.analytics.types import (
    FollowUp,
    NoSnapshotError,
    NoSuchClauseError,
    NoSuchEditionError,
    Paging,
    Part,
    Selection,
    Slice,
    Sort,
    Tally,
)
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.procurement.models import Procurement
from kornhamn.rulebook.assess import find
from kornhamn.rulebook.portfolio import tally as engine_tally
from kornhamn.rulebook.types import Subject, Verdict

pytestmark = pytest.mark.django_db
ALL = Scope(group=True)
WHOLE = Selection(PROPOSED)
EVERY_VERDICT = tuple(Verdict)


def in_numbers(tally: Tally) -> dict[str, tuple[int, int | None]]:
    return {v.value: (tally.of(v).cases, tally.of(v).ore) for v in Verdict if tally.of(v).cases}


def test_without_a_snapshot_it_says_what_to_do() -> None:
    with pytest.raises(NoSnapshotError, match="kornhamn refresh"):
        follow_up(WHOLE, ALL)


@pytest.mark.usefixtures("frame")
def test_an_unknown_edition_or_clause_is_refused_with_those_that_exist() -> None:
    with pytest.raises(NoSuchEditionError, match=IN_FORCE):
        follow_up(Selection("inkop"), ALL)
    with pytest.raises(NoSuchClauseError):
        follow_up(WHOLE.narrowed(clause="quality.relevnt"), ALL)


def test_an_empty_house_has_figures_of_nothing(at: datetime) -> None:
    actions.refresh(by=SYSTEM, at=at)
    figures = follow_up(WHOLE, ALL)
    assert (figures.cases, figures.ore, figures.tally.share_unknown) == (0, 0, None)
    assert by_period(WHOLE, ALL) == ()
    assert heat_map(WHOLE, ALL).authorities == ()
    assert cases_with(WHOLE, ALL).rows == ()


def test_every_clause_counts_as_the_engine_counts(frame: pl.DataFrame) -> None:
    ours = frame.filter(pl.col("authority").is_not_null())
    expected: dict[str, dict[str, tuple[int, int]]] = {}
    table = engine_tally(
        edition_named(PROPOSED), ours, subject=Subject.CASE, by=[], amount="contracted_value"
    )
    for clause, verdict, cases, ore in table.iter_rows():
        expected.setdefault(clause, {})[verdict] = cases, ore
    figures = follow_up(WHOLE, ALL)
    found = {
        each.clause.id: in_numbers(each.tally)
        for each in figures.clauses
        if each.clause.subject is Subject.CASE
    }
    assert found == expected


@pytest.mark.parametrize("edition", [IN_FORCE, PROPOSED])
def test_one_case_and_the_portfolio_never_disagree(frame: pl.DataFrame, edition: str) -> None:
    for row in frame.head(60).filter(pl.col("authority").is_not_null()).iter_rows(named=True):
        departures = row["departures"] or ()
        for clause in edition_named(edition).clauses_on(Subject.CASE)[::4]:
            finding = find(clause, row, departed=clause.id in departures)
            chosen = Selection(edition, clause=clause.id)
            page = cases_with(chosen, ALL, verdict=finding.verdict, paging=Paging(per_page=ROWS))
            assert row["id"] in {str(each.id) for each in page.rows}


@pytest.mark.usefixtures("frame")
def test_every_number_leads_to_its_rows() -> None:
    for figures in follow_up(WHOLE, ALL).clauses:
        if figures.clause.subject is not Subject.CASE:
            continue
        chosen = WHOLE.narrowed(clause=figures.clause.id)
        for verdict in Verdict:
            page = cases_with(chosen, ALL, verdict=verdict, paging=Paging(per_page=ROWS))
            count = figures.tally.of(verdict)
            assert (page.total, page.ore) == (count.cases, count.ore)
            assert sum(row.ore or 0 for row in page.rows) == count.ore
            assert {row.verdict for row in page.rows} <= {verdict}


@pytest.mark.usefixtures("frame")
@pytest.mark.parametrize("goal", [None, "growth", "whole"])
def test_a_goals_numbers_lead_to_their_rows(goal: str | None) -> None:
    chosen = WHOLE.narrowed(goal=goal)
    total = follow_up(chosen, ALL).tally
    for verdict in Verdict:
        page, count = cases_with(chosen, ALL, verdict=verdict), total.of(verdict)
        assert (page.assessments, page.total, page.ore) == (
            count.assessments, count.cases, count.ore
        )  # fmt: skip


@pytest.mark.usefixtures("frame")
def test_the_goals_assessments_add_up_to_those_of_all() -> None:
    figures = follow_up(WHOLE, ALL)
    for verdict in Verdict:
        of_goals = sum(goal.tally.of(verdict).assessments for goal in figures.goals)
        assert of_goals == figures.tally.of(verdict).assessments


def sums(slices: tuple[Slice, ...], verdict: Verdict) -> tuple[int, int, int]:
    counts = [each.tally.of(verdict) for each in slices]
    return (
        sum(count.assessments for count in counts),
        sum(count.cases for count in counts),
        sum(count.ore or 0 for count in counts),
    )


@pytest.mark.usefixtures("frame")
@pytest.mark.parametrize("cut", [by_period, by_category, by_authority])
@pytest.mark.parametrize("clause", [None, "quality.relevant"])
def test_the_slices_add_up_to_the_whole(cut: type, clause: str | None) -> None:
    chosen = WHOLE.narrowed(clause=clause)
    figures, slices = follow_up(chosen, ALL), cut(chosen, ALL)
    assert sum(each.cases for each in slices) == figures.cases
    assert sum(each.ore for each in slices) == figures.ore
    for verdict in Verdict:
        whole = figures.tally.of(verdict)
        assert sums(slices, verdict) == (whole.assessments, whole.cases, whole.ore)


@pytest.mark.usefixtures("frame")
def test_the_heat_map_holds_the_figures_of_each_authority() -> None:
    heat = heat_map(WHOLE.narrowed(goal="growth"), ALL)
    assert len(heat.authorities) > 3
    for column, authority in enumerate(heat.authorities):
        own = follow_up(WHOLE.narrowed(authorities=frozenset({authority.id})), ALL)
        found = {each.clause.id: each.tally for each in own.clauses}
        for clause, row in zip(heat.clauses, heat.cells, strict=True):
            assert row[column] == found[clause.id]


@pytest.mark.usefixtures("frame")
def test_the_wanted_facts_lead_to_the_cases_that_lack_them() -> None:
    figures = follow_up(WHOLE, ALL)
    assert len(figures.wanted) == 5
    assert figures.wanted[0].together == figures.wanted[0].alone
    answered = [fact.together for fact in figures.wanted]
    assert answered == sorted(answered)
    for wanted in figures.wanted:
        page = cases_with(WHOLE, ALL, verdict=Verdict.UNKNOWN, missing=wanted.fact.name)
        assert page.assessments == wanted.missing_in


def test_a_period_keeps_what_was_published_in_it(frame: pl.DataFrame) -> None:
    year = Period(date(2019, 1, 1), date(2020, 1, 1))
    ours = frame.filter(pl.col("authority").is_not_null(), pl.col("published_on").dt.year() == 2019)
    assert follow_up(WHOLE.narrowed(period=year), ALL).cases == ours.height > 0


def test_a_division_and_a_half_of_the_group_narrow(frame: pl.DataFrame) -> None:
    chosen = WHOLE.narrowed(part=Part.COMPANIES, cpv_division="45")
    companies = [a.code for a in generated.AUTHORITIES if a.kind == "company"]
    ours = frame.filter(pl.col("authority").is_in(companies), pl.col("cpv").str.starts_with("45"))
    page = cases_with(chosen, ALL, paging=Paging(per_page=ROWS))
    assert {str(row.id) for row in page.rows} == set(ours["id"])
    assert cases_with(WHOLE.narrowed(cpv_division="01"), ALL).total == 0


@pytest.mark.usefixtures("frame")
def test_cases_of_another_edition_are_told_and_can_be_left_out() -> None:
    of_old = follow_up(Selection(IN_FORCE), ALL)
    assert 0 < of_old.governed_by_other < of_old.cases
    own = follow_up(Selection(IN_FORCE, only_governed=True), ALL)
    assert own.cases == of_old.cases - of_old.governed_by_other
    assert own.governed_by_other == 0
    proposed = follow_up(WHOLE, ALL)
    assert proposed.governed_by_other == proposed.cases


def seen(figures: FollowUp) -> tuple[int, int]:
    return figures.cases, figures.ore


@pytest.mark.usefixtures("frame")
@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), ()),
        (Scope(companies=True), generated.AUTHORITIES[7:]),
        (Scope(own=frozenset({generated.AUTHORITIES[1].id})), generated.AUTHORITIES[1:2]),
        (ALL, generated.AUTHORITIES),
    ],
)
def test_nobody_gets_figures_of_others(scope: Scope, expected: tuple) -> None:
    allowed = WHOLE.narrowed(authorities=frozenset(a.id for a in expected))
    everybody = WHOLE.narrowed(authorities=frozenset(a.id for a in generated.AUTHORITIES))
    for asked in (WHOLE, everybody):
        assert seen(follow_up(asked, scope)) == seen(follow_up(allowed, ALL))
        assert {a.id for a in heat_map(asked, scope).authorities} <= {a.id for a in expected}
        of_authorities = {f.authority.id for f in authority_findings(asked, scope) if f.authority}
        assert of_authorities == {a.id for a in expected}


def test_a_buyer_outside_the_group_is_followed_up_by_number_by_those_who_see_all(
    frame: pl.DataFrame,
) -> None:
    chosen = WHOLE.narrowed(buyers=frozenset({"2120001355"}))
    assert follow_up(chosen, ALL).cases == frame.height  # all bear that number
    assert follow_up(chosen, Scope()).cases == 0
    companies = [a.code for a in generated.AUTHORITIES if a.kind == "company"]
    own = frame.filter(pl.col("authority").is_in(companies)).height
    assert follow_up(chosen, Scope(companies=True)).cases == own


@pytest.mark.usefixtures("frame")
def test_clauses_on_authorities_count_authorities_and_have_no_amount() -> None:
    figures = {each.clause.id: each for each in follow_up(WHOLE, ALL).clauses}
    responsible = figures["organisation.responsible"].tally
    assert responsible.unknown.assessments == 12
    assert responsible.unknown.ore is None
    found = authority_findings(
        WHOLE.narrowed(clause="organisation.responsible"), ALL, verdict=Verdict.UNKNOWN
    )
    assert len(found) == 12


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.usefixtures("frame")
def test_the_pages_together_hold_every_case_once(sort: Sort, descending: bool) -> None:  # noqa: FBT001
    pages = [
        cases_with(WHOLE, ALL, paging=Paging(page, 150, sort, descending)) for page in (1, 2, 3)
    ]
    rows = [row.id for page in pages for row in page.rows]
    assert len(set(rows)) == len(rows) == pages[0].total
    assert pages[0].pages == 3


@pytest.mark.usefixtures("frame")
def test_blanks_come_last_whichever_way_a_list_is_sorted() -> None:
    for descending in (True, False):
        paging = Paging(1, ROWS, Sort.VALUE, descending)
        values = [row.ore for row in cases_with(WHOLE, ALL, paging=paging).rows]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=descending)
        assert values[len(known) :] == [None] * (len(values) - len(known))


def test_the_small_portfolio_reads_as_a_person_would_count_it(
    portfolio: dict[str, Procurement], at: datetime
) -> None:
    actions.refresh(by=SYSTEM, at=at)
    figures = follow_up(WHOLE, ALL)
    assert (figures.cases, figures.ore, figures.without_value) == (5, 2_100_000_050, 3)
    names = [each.name for each in by_authority(WHOLE, ALL)]
    companies, committees = names[:2], names[2:]
    assert companies == ["Kornhamns Bostad AB", "Kornhamns Vatten AB"]
    assert committees == ["Utbildningsnämnden", "Äldrenämnden"]
    undated = next(each for each in by_period(WHOLE, ALL) if not each.key)
    assert undated.cases == 1
    page = cases_with(WHOLE.narrowed(authorities=frozenset({portfolio["food"].authority_id})), ALL)
    assert [row.id for row in page.rows] == [portfolio["food"].pk]
