"""Every number leads to its lines, and the lines say no more than may be shown."""

from datetime import date, datetime

import pytest
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group

from kornhamn.analytics.actions import refresh_spend
from kornhamn.analytics.queries import spend
from kornhamn.analytics.queries.spend import LinePaging
from kornhamn.analytics.types.spend import UNKNOWN, LineSort, Process, SpendSelection
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.spend.models import LedgerLoad
from kornhamn.spend.types import LoadState

pytestmark = pytest.mark.django_db
GROUP = Scope(group=True)
ALL = SpendSelection()


@pytest.fixture
def counted(january: LedgerLoad, february: LedgerLoad, at: datetime) -> None:
    """Both loads, counted."""
    refresh_spend(by=SYSTEM, at=at)


@pytest.mark.usefixtures("counted")
def test_the_lines_behind_a_number_agree_with_it_to_the_ore(group: Group) -> None:
    own = frozenset({group.care.pk})
    for selection in (
        ALL, ALL.narrowed(first="2026-01", last="2026-01"), ALL.narrowed(category="21"),
        ALL.narrowed(category=UNKNOWN), ALL.narrowed(authorities=own), ALL.narrowed(unmatched=True),
        ALL.narrowed(supplier=supplier_named("Bygg AB").id, authorities=own),
        ALL.narrowed(first="2030-01"), ALL.narrowed(category="99"),
    ):  # fmt: skip
        found, figures = spend.lines(selection, GROUP), spend.totals(selection, GROUP)
        assert (found.total, found.ore) == (figures.lines, figures.ore)
        assert sum(line.ore for line in found.rows) == figures.ore


@pytest.mark.usefixtures("counted")
def test_the_lines_of_a_process_agree_with_its_figures() -> None:
    figures = spend.process(ALL, GROUP)
    by = {process: spend.lines(ALL, GROUP, process=process).ore for process in Process}
    assert by == {
        Process.INSIDE: figures.inside_ore,
        Process.OUTSIDE: figures.outside_ore,
        Process.UNKNOWN: figures.unknown_ore,
    }


@pytest.mark.usefixtures("counted")
def test_a_reader_sees_lines_of_own_authorities_alone(group: Group) -> None:
    found = spend.lines(ALL, Scope(own=frozenset({group.care.pk})))
    assert {line.authority for line in found.rows} == {"Äldrenämnden"}
    assert found.total == 3


@pytest.mark.usefixtures("counted")
def test_a_line_says_where_it_stands_in_the_file(january: LedgerLoad) -> None:
    largest = spend.lines(ALL, GROUP).rows[0]
    assert (largest.load, largest.row) == (january.pk, 7)
    assert (largest.authority, largest.ore) == ("Kornhamns Bostad AB", 9_000_00)
    assert largest.supplier is not None
    assert largest.supplier.name == "Bygg AB"
    assert (largest.account, largest.category) == ("6500 Konto 6500", "")


@pytest.mark.usefixtures("counted")
def test_lines_are_sorted_and_turned_page_by_page() -> None:
    pages = [
        spend.lines(ALL, GROUP, paging=LinePaging(page=page, per_page=4)) for page in (1, 2, 3, 4)
    ]
    ore = [abs(line.ore) for page in pages for line in page.rows]
    assert ore == sorted(ore, reverse=True)
    assert [len(page.rows) for page in pages] == [4, 4, 1, 0]
    assert pages[0].pages == 3
    first = spend.lines(ALL, GROUP, paging=LinePaging(sort=LineSort.DAY, down=False))
    assert first.rows[0].day == date(2026, 1, 15)
    assert first.rows[-1].day is None


@pytest.mark.usefixtures("counted")
def test_lines_of_an_undone_load_wait_for_the_figures(january: LedgerLoad) -> None:
    LedgerLoad.objects.filter(pk=january.pk).update(state=LoadState.UNDONE)
    assert spend.lines(ALL, GROUP).total == 2


def test_a_sole_traders_name_and_number_are_not_in_the_lines(group: Group, at: datetime) -> None:
    load_lines([Line(group.care, "Eva Ek", 100, text="Arvode 811228-9874", invoice="8112289874")])
    trader = supplier_named("Eva Ek")
    trader.kind = "sole-trader"
    trader.save()
    refresh_spend(by=SYSTEM, at=at)
    (line,) = spend.lines(ALL, GROUP).rows
    assert "Eva Ek" not in str(line)
    assert "9874" not in str(line)


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize("down", [True, False])
@pytest.mark.parametrize("sort", LineSort)
def test_pages_over_several_loads_are_the_whole_in_order(
    group: Group, at: datetime, sort: LineSort, *, down: bool
) -> None:
    for number in range(3):  # the same amounts and days in each
        bought = [Line(group.care, "Livs AB", kr, on=date(2026, 2, kr % 3 + 1)) for kr in range(9)]
        load_lines([*bought, Line(group.care, "Livs AB", 7 + number)], name=f"{number}.csv")
    refresh_spend(by=SYSTEM, at=at)
    kind = LinePaging(per_page=50, sort=sort, down=down)
    whole = [(line.load, line.row) for line in spend.lines(ALL, GROUP, paging=kind).rows]
    asked = [LinePaging(page=page, per_page=4, sort=sort, down=down) for page in range(1, 11)]
    pages = [spend.lines(ALL, GROUP, paging=paging).rows for paging in asked]
    assert [(line.load, line.row) for page in pages for line in page] == whole
    assert len(whole) == len(set(whole)) == 37


def test_a_name_is_told_as_it_is_whatever_signs_it_has(group: Group, at: datetime) -> None:
    name = 'Bygg "AB", öst\\n; 1'
    load_lines([Line(group.care, name, 250)], name="2026-03.csv")
    refresh_spend(by=SYSTEM, at=at)
    (row,) = spend.suppliers(ALL, GROUP).rows
    assert row.supplier is not None
    assert row.supplier.name == name
