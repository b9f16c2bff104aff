"""What is paid beside agreed prices, held to an independent computation line by line."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.made_ledgers import Line, load_lines, supplier_named
from tests.people import Group

from kornhamn.analytics.actions import refresh_loyalty, refresh_spend
from kornhamn.analytics.queries.loyalty import (
    dearest_contracts,
    priced_by_article,
    priced_in_all,
    priced_lines,
    priced_of,
)
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.contracts.actions import Priced, change_prices, register_contract, withdraw_price_list
from kornhamn.contracts.models import AgreedPrice, Contract, PriceList
from kornhamn.contracts.types import NewContract, NewParty, NewPrice
from kornhamn.organisation.types import SYSTEM, Scope

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
ALL, GROUP = SpendSelection(), Scope(group=True)
FIRST, SECOND = date(2026, 1, 1), date(2026, 2, 1)
ARTICLES = {"10-4": "Kopieringspapper", "10-5": "Kuvert", "": "Konsult, senior"}
# öre for a thousand, by article and the list's first day
PRICES = {
    FIRST: {"10-4": 18_950_000, "10-5": 37_533, "": 95_000_000},
    SECOND: {"10-4": 19_900_000, "10-5": 37_500, "": 99_999_999},
}


@pytest.fixture
def lines(group: Group, settings: Settings, tmp_path: Path) -> list[Line]:
    """A contract with two price lists, and lines that name its articles in every way."""
    settings.LEDGERS, settings.SNAPSHOTS = tmp_path / "ledgers", tmp_path / "snapshots"
    chance = random.Random(11)  # noqa: S311 - made-up data
    made = [_line(chance, group) for _ in range(400)]
    load_lines(made)
    for reference, seller in (("K1", "Papper AB"), ("K2", "Annan AB")):
        new = NewContract(
            reference=reference, title=reference, authority=group.education.pk,
            first_day=FIRST, last_day=date(2026, 3, 31),
            parties=(NewParty(supplier_named(seller).key),),
        )  # fmt: skip
        register_contract(new, by=SYSTEM, at=AT, on=ON)
    contract = Contract.objects.get(reference="K1")
    for day, prices in PRICES.items():
        news = [NewPrice(a, ARTICLES[a], "", ore) for a, ore in prices.items()]
        priced = Priced(contract, supplier_named("Papper AB").key, day)
        change_prices(priced, news, by=SYSTEM, at=AT)
    refresh_spend(by=SYSTEM, at=AT)
    refresh_loyalty(by=SYSTEM, at=AT)
    return made


def _line(chance: random.Random, group: Group) -> Line:
    article = chance.choice(list(ARTICLES))
    item = chance.choice([f"{article} {ARTICLES[article]}".strip(), ARTICLES[article], "Frakt", ""])
    quantity = chance.choice([1, 2.5, 40, 333, -3, 0.001, None])
    each = PRICES[FIRST][article] / 100_000
    times = chance.choice([1, 1, 0.9, 1.07, 12])
    kronor = round((quantity or 1) * each * times, 2) or 0.01
    return Line(
        chance.choice([group.education, group.care]),
        chance.choice(["Papper AB", "Papper AB", "Annan AB"]),
        kronor,
        on=date(2025, 12, 20) + timedelta(days=chance.randrange(120)),
        item=item,
        quantity=quantity,
        text=f"{article} {item}",
    )


def independently(lines: list[Line], group: Group) -> dict[tuple[date, str], tuple[int, ...]]:
    """Return lines, öre, agreed öre, dearer and cheaper öre of each price, by Decimal."""
    found: dict[tuple[date, str], list[int]] = {}
    for line in lines:
        names = {f"{a} {n}".strip(): a for a, n in ARTICLES.items()} | {
            n: a for a, n in ARTICLES.items()
        }
        covered = (
            line.by == group.education
            and line.supplier == "Papper AB"
            and line.on is not None
            and FIRST <= line.on <= date(2026, 3, 31)
        )
        if not covered or line.item not in names or not line.quantity or line.on is None:
            continue
        ore = round(line.kronor * 100)
        if (ore > 0) != (line.quantity > 0):
            continue
        day, article = (SECOND if line.on >= SECOND else FIRST), names[line.item]
        exact = Decimal(str(line.quantity)) * PRICES[day][article] / 1000
        agreed = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
        if abs(ore) > 3 * abs(agreed) or abs(agreed) > 3 * abs(ore):
            found.setdefault((day, article), [0] * 6)[5] += 1
            continue
        sums = found.setdefault((day, article), [0] * 6)
        over = ore - agreed
        for at, more in enumerate((1, ore, agreed, max(over, 0), max(-over, 0))):
            sums[at] += more
    return {key: tuple(sums) for key, sums in found.items()}


def test_what_is_paid_agrees_line_by_line_with_decimals(lines: list[Line], group: Group) -> None:
    contract = Contract.objects.get(reference="K1")
    keys = {
        one.pk: (one.price_list.holds_from, one.article)
        for one in AgreedPrice.objects.filter(price_list__state="agreed").select_related(
            "price_list"
        )
    }
    found = {
        keys[price]: (
            one.lines, one.ore, one.agreed_ore, one.dearer_ore, one.cheaper_ore,
            one.other_unit_lines,
        )
        for price, one in priced_by_article(contract.pk).items()
    }  # fmt: skip
    other = independently(lines, group)
    assert found == other
    assert len(other) == 6
    whole = priced_of(contract.pk)
    assert whole.dearer_ore == sum(one[3] for one in other.values()) > 0
    assert whole.other_unit_lines == sum(one[5] for one in other.values()) > 0
    assert priced_in_all(ALL, GROUP) == whole

    ((id_, title, dearest),) = dearest_contracts(ALL, GROUP, most=5)
    assert (id_, title, dearest) == (str(contract.id), "K1", whole)
    page = priced_lines(contract.pk, GROUP)
    assert page.figures == whole
    assert page.total == whole.lines + whole.other_unit_lines
    compared = [one for one in page.rows if one.same_unit]
    assert page.rows[: len(compared)] == tuple(compared)  # those of another unit are the last
    assert abs(page.rows[0].over_ore) == max(abs(one.over_ore) for one in compared)
    assert all(one.line.item for one in page.rows)


def test_a_reader_sees_the_own_lines_alone(lines: list[Line], group: Group) -> None:
    contract = Contract.objects.get(reference="K1")
    own = Scope(own=frozenset({group.care.pk}))
    assert priced_lines(contract.pk, own).total == 0
    assert priced_in_all(ALL, own).lines == 0


def test_a_withdrawn_list_counts_no_more(lines: list[Line]) -> None:
    contract = Contract.objects.get(reference="K1")
    for one in PriceList.objects.agreed():
        withdraw_price_list(one.pk, by=SYSTEM, at=AT)
    assert refresh_loyalty(by=SYSTEM, at=AT)  # prices changed, so it is counted anew
    assert priced_of(contract.pk).lines == 0
    assert not priced_by_article(contract.pk)
    assert not refresh_loyalty(by=SYSTEM, at=AT)
