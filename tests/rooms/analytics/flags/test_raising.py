"""Figures raise questions, once each; what happens to a question when the figures move."""

from collections.abc import Callable
from datetime import date, datetime

import polars as pl
import pytest
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group, People, actor_of
from tests.rooms.analytics.flags.conftest import TWICE

from kornhamn.analytics.actions import answer_flag, refresh_indicators
from kornhamn.analytics.flags.asking import has_grown
from kornhamn.analytics.indicators.declared import indicators
from kornhamn.analytics.models import Flag
from kornhamn.analytics.queries.flags import indicator_figures, lines_behind
from kornhamn.analytics.types.flags import Refreshed
from kornhamn.analytics.workflow import TRANSITIONS, WAITING, FlagState, FlagVerb, next_state
from kornhamn.audit.models import Entry
from kornhamn.organisation.types import SYSTEM
from kornhamn.rulebook.library import installed_rulebooks
from kornhamn.spend.models import LedgerLoad
from kornhamn.spend.types import LoadState

pytestmark = pytest.mark.django_db
Count = Callable[[], Refreshed]


def own() -> Flag:
    return Flag.objects.get(indicator="duplicate-invoices", authority__isnull=False)


def answer(people: People, at: datetime) -> None:
    answer_flag(
        own().pk,
        reason="Två fakturor med samma nummer.",
        rests_on="Fakturorna i ekonomisystemet.",
        measure="Krävs tillbaka.",
        done_by=None,
        value=own().value,
        by=actor_of(people.responsible),
        at=at,
    )


def test_without_a_snapshot_nothing_is_asked(at: datetime) -> None:
    assert refresh_indicators(by=SYSTEM, at=at) == Refreshed(0, 0, 0, 0, 0)
    assert indicator_figures() is None


def test_a_figure_over_its_threshold_asks_the_authority_and_the_group(
    flag: Flag, group: Group
) -> None:
    assert (flag.authority, flag.year, flag.state) == (group.education, 2026, FlagState.OPEN)
    assert flag.supplier == supplier_named("Bygg AB")
    assert (flag.value, flag.part) == (TWICE * 100, 1)
    assert Flag.objects.filter(indicator="duplicate-invoices").count() == 2


def test_every_figure_is_kept_with_its_indicator(flag: Flag) -> None:
    figures = indicator_figures()
    assert figures is not None
    spend = figures.filter((pl.col("indicator") == "spend") & pl.col("authority").is_null())
    assert spend["value"].to_list() == [(2 * TWICE + 99_500) * 100]


def test_counting_again_asks_nothing_anew(flag: Flag, count: Count) -> None:
    before = list(Flag.objects.order_by("pk").values())
    entries = Entry.objects.count()
    again = count()
    assert (again.raised, again.reopened, again.lapsed) == (0, 0, 0)
    assert list(Flag.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == entries


def test_raising_is_in_the_trail(flag: Flag) -> None:
    entry = Entry.objects.get(verb="flag.raised", subject_id=str(flag.pk))
    assert entry.details == {
        "code": "duplicate-invoices", "year": "2026", "value": TWICE * 100
    }  # fmt: skip


def test_a_question_nobody_answered_lapses_with_its_figure_and_comes_back(
    flag: Flag, booked_twice: LedgerLoad, count: Count
) -> None:
    LedgerLoad.objects.filter(pk=booked_twice.pk).update(state=LoadState.UNDONE)
    assert count().lapsed > 0
    assert own().state == FlagState.LAPSED
    LedgerLoad.objects.filter(pk=booked_twice.pk).update(state=LoadState.LOADED)
    assert count().reopened > 0
    assert own().state == FlagState.REOPENED


def test_an_answered_question_stays_answered_when_its_figure_goes(
    flag: Flag, booked_twice: LedgerLoad, count: Count, people: People, at: datetime
) -> None:
    answer(people, at)
    LedgerLoad.objects.filter(pk=booked_twice.pk).update(state=LoadState.UNDONE)
    count()
    assert own().state == FlagState.ANSWERED


def test_a_figure_that_grows_asks_anew(
    flag: Flag, group: Group, count: Count, people: People, at: datetime
) -> None:
    answer(people, at)
    once_more = Line(group.education, "Bygg AB", TWICE, invoice="F1", on=date(2026, 2, 2))
    load_lines([once_more], name="februari.csv")
    assert count().reopened == 1
    assert (own().state, own().value) == (FlagState.REOPENED, 2 * TWICE * 100)
    assert own().answered_value == TWICE * 100
    assert Entry.objects.filter(verb="flag.grown").count() == 1


def test_a_figure_that_grows_a_little_does_not(
    flag: Flag, group: Group, count: Count, people: People, at: datetime
) -> None:
    answer(people, at)
    little = [
        Line(group.education, "Bygg AB", 1_000, invoice="F9", on=date(2026, 2, d)) for d in (2, 3)
    ]
    load_lines(little, name="februari.csv")
    count()
    assert (own().state, own().value) == (FlagState.ANSWERED, (TWICE + 1_000) * 100)


def test_an_authority_is_asked_a_few_questions_at_a_time(group: Group, count: Count) -> None:
    lines = [
        Line(group.education, f"Leverantör {n}", 20_000 + n, invoice="F1", on=date(2026, 1, day))
        for n in range(8)
        for day in (5, 6)
    ]
    load_lines(lines)
    count()
    asked = Flag.objects.filter(indicator="duplicate-invoices", authority=group.education)
    assert asked.count() == 5


def test_the_rows_behind_a_flag_are_the_lines_that_made_it_ask(flag: Flag, people: People) -> None:
    rows = lines_behind(flag.pk, actor_of(people.responsible))
    assert rows["ore"].to_list() == [TWICE * 100] * 2
    assert rows["invoice"].unique().to_list() == ["F1"]
    assert rows["name"].unique().to_list() == ["Bygg AB"]


def test_growth_is_measured_from_the_answer_and_away_from_the_threshold() -> None:
    declared = indicators(installed_rulebooks())
    above, below = declared["duplicate-invoices"].flag, declared["under-agreement"].flag
    assert above is not None
    assert below is not None
    assert has_grown(111, 100, above)
    assert not has_grown(109, 100, above)
    assert not has_grown(50, 100, above)
    assert has_grown(70, 100, below)
    assert not has_grown(130, 100, below)


def test_every_waiting_state_can_be_answered_and_no_other_but_answered() -> None:
    answerable = {state for state, verb in TRANSITIONS if verb is FlagVerb.ANSWER}
    assert answerable == WAITING | {FlagState.ANSWERED}
    assert next_state(FlagState.LAPSED, FlagVerb.ANSWER) is None
