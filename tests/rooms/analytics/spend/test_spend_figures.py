"""Figures of spend: each by hand, each within what the reader may see."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group
from tests.rooms.analytics.conftest import procurement, win

from kornhamn.analytics.actions import refresh_spend
from kornhamn.analytics.queries import spend
from kornhamn.analytics.types import (
    NoSpendError,
    NoSuchMonthError,
    NoSuchSupplierError,
    Part,
)
from kornhamn.analytics.types.spend import UNKNOWN, SpendSelection
from kornhamn.organisation.types import SYSTEM, Scope
from kornhamn.spend.models import LedgerLoad
from kornhamn.suppliers.models import Spelling, Supplier
from kornhamn.suppliers.types import Origin

pytestmark = pytest.mark.django_db
GROUP = Scope(group=True)
ALL = SpendSelection()


@pytest.fixture
def counted(january: LedgerLoad, february: LedgerLoad, at: datetime) -> None:
    """Both loads, counted."""
    refresh_spend(by=SYSTEM, at=at)


def test_without_a_snapshot_there_is_nothing_to_count() -> None:
    with pytest.raises(NoSpendError):
        spend.totals(ALL, GROUP)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("month", ["2026", "2026-13", "2026-00", "x", "26-1-1"])
def test_a_month_is_a_year_and_a_month(month: str) -> None:
    with pytest.raises(NoSuchMonthError):
        spend.totals(ALL.narrowed(first=month), GROUP)


@pytest.mark.usefixtures("counted")
def test_an_unknown_supplier_is_refused() -> None:
    with pytest.raises(NoSuchSupplierError):
        spend.spend_of_supplier(uuid4(), GROUP)


@pytest.mark.usefixtures("counted")
def test_totals_count_what_is_unknown_and_say_it() -> None:
    found = spend.totals(ALL, GROUP)
    assert (found.ore, found.lines, found.suppliers) == (19_900_00, 9, 4)
    assert (found.credit_ore, found.credits) == (-100_00, 1)
    assert (found.uncategorised_ore, found.uncategorised_lines) == (10_000_00, 3)
    assert (found.unmatched_ore, found.unmatched_lines) == (300_00, 1)
    assert found.share_with_agreement == pytest.approx(1000_50 / 17_700_00)


@pytest.mark.usefixtures("counted")
def test_a_period_leaves_lines_without_a_day_out() -> None:
    in_january = spend.totals(ALL.narrowed(first="2026-01", last="2026-01"), GROUP)
    assert (in_january.ore, in_january.lines) == (17_400_00, 6)
    assert spend.totals(ALL.narrowed(first="2026-02"), GROUP).ore == 2_200_00
    assert spend.totals(ALL.narrowed(last="2025-12"), GROUP).lines == 0


@pytest.mark.usefixtures("counted")
def test_a_reader_sees_own_authorities_alone(group: Group) -> None:
    own = Scope(own=frozenset({group.care.pk}))
    assert spend.totals(ALL, own).ore == 8_500_00
    assert spend.totals(ALL.narrowed(unmatched=True), own).lines == 0
    assert [part.name for part in spend.by_authority(ALL, own)] == ["Äldrenämnden"]
    assert [a.code for a in spend.authorities(own)] == ["omsorg"]
    companies = spend.totals(ALL, Scope(companies=True))
    assert companies == spend.totals(ALL.narrowed(part=Part.COMPANIES), GROUP)
    assert companies.ore == 9_000_00


@pytest.mark.usefixtures("counted")
def test_parts_add_up_to_the_whole_and_stand_in_order() -> None:
    for parts in (
        spend.by_authority(ALL, GROUP), spend.by_category(ALL, GROUP), spend.by_month(ALL, GROUP),
    ):  # fmt: skip
        assert sum(part.ore for part in parts) == 19_900_00
        assert sum(part.lines for part in parts) == 9
        assert sum(part.share or 0 for part in parts) == pytest.approx(1)
    assert [part.key for part in spend.by_category(ALL, GROUP)] == ["", "1010", "2110"]
    groups = spend.by_category(ALL, GROUP, names={"21": "Livsmedel"}, digits=2)
    assert [part.name for part in groups] == ["", "10", "Livsmedel"]
    assert [part.key for part in spend.by_month(ALL, GROUP)] == ["", "2026-01", "2026-02"]


@pytest.mark.usefixtures("counted")
def test_a_category_is_chosen_by_its_beginning_or_as_unknown() -> None:
    assert spend.totals(ALL.narrowed(category="21"), GROUP).ore == 4_900_00
    assert spend.totals(ALL.narrowed(category=UNKNOWN), GROUP).ore == 10_000_00
    assert spend.totals(ALL.narrowed(category="99"), GROUP).lines == 0


@pytest.mark.usefixtures("counted")
def test_two_periods_stand_side_by_side() -> None:
    february = ALL.narrowed(first="2026-02", last="2026-02")
    before = spend.preceding(february)
    assert before == february.narrowed(first="2026-01", last="2026-01")
    parts = {part.name: part for part in spend.by_authority(february, GROUP, other=before)}
    assert (parts["Äldrenämnden"].ore, parts["Äldrenämnden"].other_ore) == (1500_00, 7000_00)
    assert parts["Äldrenämnden"].change == -5500_00
    assert parts["Kornhamns Bostad AB"].ore == 0
    (month,) = spend.by_month(february, GROUP, other=before)
    assert (month.ore, month.other_ore) == (2200_00, 17_400_00)


@pytest.mark.usefixtures("counted")
def test_suppliers_stand_from_the_largest_with_first_and_last_month() -> None:
    page = spend.suppliers(ALL, GROUP, most=2)
    assert page.total == 4
    assert [row.supplier.name for row in page.rows] == ["Bygg AB", "Livs AB"]
    livs = page.rows[1]
    assert (livs.ore, livs.lines, livs.authorities) == (4_900_00, 5, 2)
    assert (livs.first, livs.last) == ("2026-01", "2026-02")
    assert livs.running_share == pytest.approx(18_900 / 19_900)
    rest = spend.suppliers(ALL, GROUP, start=2)
    assert [row.supplier.name for row in rest.rows] == ["Livs Aktiebolag", "Okänd AB"]
    found = spend.suppliers(ALL, GROUP, search="livs a")
    assert [row.supplier.name for row in found.rows] == ["Livs AB", "Livs Aktiebolag"]
    assert spend.suppliers(ALL, GROUP, search="100 %").total == 0


@pytest.mark.usefixtures("counted")
def test_pareto_says_how_few_make_how_much() -> None:
    found = spend.pareto(ALL, GROUP)
    assert (found.suppliers, found.ore, found.share_of_top_ten) == (4, 19_900_00, 1.0)
    assert found.reached == (1, 1, 1, 1, 1, 1, 1, 2, 2, 4)  # 14 000 of 19 900 is 70.4 %
    assert (found.tail_suppliers, found.tail_ore) == (2, 1_000_00)
    assert found.curve[-1] == (1.0, 1.0)
    assert spend.pareto(ALL.narrowed(category="99"), GROUP).suppliers == 0


@pytest.mark.usefixtures("counted")
def test_concentration_is_the_sum_of_squared_shares() -> None:
    found = {one.category: one for one in spend.concentration(ALL, GROUP)}
    assert (found["1010"].hhi, found["1010"].suppliers) == (1.0, 1)
    unknown = found[""]
    assert unknown.hhi == pytest.approx((9000**2 + 700**2 + 300**2) / 10_000**2)
    assert unknown.largest is not None
    assert unknown.largest.name == "Bygg AB"
    assert unknown.largest_share == pytest.approx(0.9)


@pytest.mark.usefixtures("counted")
def test_spend_is_inside_outside_or_nobody_can_tell() -> None:
    found = spend.process(ALL, GROUP)
    assert (found.inside_ore, found.agreement_ore, found.procured_ore) == (1000_50, 1000_50, 0)
    assert found.unknown_ore == 2_200_00
    assert found.inside_ore + found.outside_ore + found.unknown_ore == 19_900_00


def test_a_procurement_of_the_municipality_covers_its_committees_not_its_companies(
    january: LedgerLoad, february: LedgerLoad, group: Group, at: datetime
) -> None:
    win(procurement("1", group.municipality), "Bygg i Kornhamn AB")
    Spelling.objects.create(
        name="Bygg i Kornhamn AB", origin=Origin.STATISTICS, supplier=supplier_named("Bygg AB")
    )
    refresh_spend(by=SYSTEM, at=at)
    found = spend.process(ALL, GROUP)
    assert found.procured_ore == 5_000_00
    of_company = spend.process(ALL.narrowed(authorities=frozenset({group.housing.pk})), GROUP)
    assert (of_company.outside_ore, of_company.share_outside) == (9_000_00, 1.0)


@pytest.mark.usefixtures("counted")
def test_payment_times_are_means_over_the_lines_that_have_dates() -> None:
    found = spend.payment(ALL, GROUP)
    assert (found.lines, found.paid_lines, found.paid_days) == (9, 2, 34.0)
    assert (found.term_days, found.within_30, found.late, found.late_days) == (30.0, 0.5, 0.5, 10.0)
    assert found.share_known == pytest.approx(2 / 9)
    nothing = spend.payment(ALL.narrowed(first="2026-02"), GROUP)
    assert (nothing.paid_days, nothing.late) == (None, None)


def test_small_suppliers_and_civil_society_are_shares_of_what_is_known(
    january: LedgerLoad, at: datetime
) -> None:
    Supplier.objects.filter(name="Livs AB").update(size="small", legal_form="Ideella föreningar")
    Supplier.objects.filter(name="Bygg AB").update(size="large", organisation_number="5569990012")
    refresh_spend(by=SYSTEM, at=at)
    small = spend.small_share(ALL, GROUP)
    assert (small.ore, small.known_ore, small.unknown_ore) == (3_400_00, 17_400_00, 300_00)
    assert (small.suppliers, small.unknown_suppliers) == (1, 1)
    civil = spend.civil_society_share(ALL, GROUP)
    assert (civil.ore, civil.known_ore) == (3_400_00, 17_400_00)


@pytest.mark.usefixtures("counted")
def test_new_and_lost_suppliers() -> None:
    february = ALL.narrowed(first="2026-02", last="2026-02")
    january = ALL.narrowed(first="2026-01", last="2026-01")
    found = spend.newcomers(february, january, GROUP)
    assert [row.supplier.name for row in found.new] == ["Livs Aktiebolag"]
    assert [row.supplier.name for row in found.lost] == ["Bygg AB"]
    assert (found.new_ore, found.lost_ore, found.lost_suppliers) == (700_00, 14_000_00, 1)


def test_a_month_far_above_the_usual_is_an_anomaly(group: Group, at: datetime) -> None:
    months = [date(2025, month, 5) for month in range(1, 9)]
    load_lines(
        [
            *(Line(group.care, "Jämn AB", 50_000, on=day) for day in months),
            Line(group.care, "Jämn AB", 400_000, on=date(2025, 9, 5)),
            Line(group.care, "Ny AB", 900_000, on=date(2025, 9, 5)),
        ]
    )
    refresh_spend(by=SYSTEM, at=at)
    (found,) = spend.anomalies(ALL, GROUP)
    assert (found.supplier.name, found.month, found.times) == ("Jämn AB", "2025-09", 8.0)
    assert (found.ore, found.usual_ore) == (400_000_00, 50_000_00)
    assert spend.anomalies(ALL.narrowed(last="2025-08"), GROUP) == ()


def test_prices_are_compared_article_by_article(group: Group, at: datetime) -> None:
    def bought(day: date, kronor: float, quantity: float, item: str = "Mjölk 1 l") -> Line:
        return Line(
            group.care, "Livs AB", kronor, on=day, item=item, quantity=quantity, category="2110"
        )

    load_lines(
        [
            bought(date(2025, 3, 1), 100, 10),
            bought(date(2026, 1, 1), 240, 20),
            bought(date(2026, 1, 2), 90, 1, "Smör"),
            Line(group.care, "Livs AB", 70),
        ]
    )
    refresh_spend(by=SYSTEM, at=at)
    now = ALL.narrowed(first="2026-01", last="2026-01")
    before = ALL.narrowed(first="2025-01", last="2025-12")
    found = spend.prices(now, before, GROUP)
    assert (found.items, found.ore, found.before_ore) == (1, 240_00, 200_00)
    assert found.change == pytest.approx(0.2)
    assert found.ore_without_items == 70_00
    (drift,) = found.drifts
    assert (drift.item, drift.before_ore, drift.now_ore) == ("Mjölk 1 l", 1000.0, 1200.0)
    assert drift.cost_ore == 40_00
    assert spend.prices(now, before, Scope(own=frozenset({group.education.pk}))).items == 0
    assert spend.prices(now.narrowed(category="10"), before, GROUP).items == 0


def test_a_supplier_that_hangs_on_one_buyer_and_one_category(
    january: LedgerLoad, group: Group, at: datetime
) -> None:
    load_lines([Line(group.care, "Ensam AB", 1000, category="3010")])
    refresh_spend(by=SYSTEM, at=at)
    found = {one.supplier.name: one for one in spend.dependence(ALL, GROUP)}
    assert "Livs AB" not in found
    assert (found["Ensam AB"].ore, found["Ensam AB"].months) == (1000_00, 1)


@pytest.mark.usefixtures("counted")
def test_all_of_one_supplier_and_of_one_category() -> None:
    livs = supplier_named("Livs AB")
    found = spend.spend_of_supplier(livs.id, GROUP)
    assert (found.totals.ore, found.first, found.last) == (4_900_00, "2026-01", "2026-02")
    assert [part.name for part in found.authorities] == ["Äldrenämnden", "Utbildningsnämnden"]
    food = spend.spend_of_category("21", GROUP)
    assert (food.totals.ore, food.pareto.suppliers) == (4_900_00, 1)
    assert food.concentration[0].hhi == 1.0
    assert spend.supplier_in_figures(livs.id) == found.supplier
    assert spend.supplier_in_figures(uuid4()) is None


@pytest.mark.usefixtures("counted")
def test_the_overview_says_the_same_as_its_parts() -> None:
    february = ALL.narrowed(first="2026-02", last="2026-02")
    found = spend.overview(february, GROUP, other=spend.preceding(february))
    assert found.totals == spend.totals(february, GROUP)
    assert found.pareto == spend.pareto(february, GROUP)
    assert found.before is not None
    assert found.before.ore == 17_400_00
    assert found.newcomers is not None
    assert found.newcomers.new_suppliers == 1
