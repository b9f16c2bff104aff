"""Loyalty: what contracts covered and why the rest leaked, against an answer a line at a time."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kornhamn.analytics.loyalty.covering import ANY, Leak, covered
from kornhamn.analytics.loyalty.prices import NO_ITEMS, priced
from kornhamn.contracts.queries import COVERAGE
from kornhamn.contracts.queries.prices import PRICES

DAY_ONE = date(2025, 1, 1)
BELOW = {"it": ["it", "it.consultants", "it.licences"], "it.consultants": ["it.consultants"],
         "it.licences": ["it.licences"], "food": ["food"]}  # fmt: skip
LINES = pl.Schema(
    {
        "supplier": pl.Int32(),
        "authority": pl.String(),
        "category": pl.String(),
        "day": pl.Date(),
        "ore": pl.Int64(),
    }
)


def day(number: int) -> date:
    return DAY_ONE + timedelta(days=number)


def lines(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=LINES, orient="row")


def contracts(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=COVERAGE, orient="row")


def test_without_contracts_everything_leaks_for_want_of_one() -> None:
    found = covered(lines((1, "edu", "food", day(1), 100)), contracts(), BELOW)
    assert found.select("contract", "should_have", "leak", "over_ore").rows() == [
        (None, None, Leak.NO_CONTRACT, 0)
    ]


def test_each_cause_is_told_with_the_contract_that_should_have_been_used() -> None:
    valid = contracts(
        (1, 10, "edu", "it", day(0), day(100), None),
        (2, 20, "care", "food", day(0), None, None),
    )
    found = covered(
        lines(
            (10, "edu", "it.consultants", day(5), 1),  # below the contract's category
            (10, "edu", "it", day(100), 1),  # the end day is no day of it
            (10, "care", "it", day(5), 1),
            (30, "edu", "it.licences", day(5), 1),
            (30, "edu", "food", day(5), 1),
            (10, "edu", None, day(5), 1),  # nobody knows what it is
            (10, "edu", "it", None, 1),  # nobody knows when it was
        ),
        valid,
        BELOW,
    )
    assert found["contract"].to_list() == [1, None, None, None, None, None, None]
    assert found["leak"].to_list() == [
        None, Leak.EXPIRED, Leak.WRONG_AUTHORITY, Leak.WRONG_SUPPLIER, Leak.NO_CONTRACT,
        Leak.NO_CONTRACT, Leak.NO_CONTRACT,
    ]  # fmt: skip
    assert found["should_have"].to_list() == [None, 1, 1, 1, None, None, None]


def test_a_contract_without_category_covers_whatever_its_supplier_sells() -> None:
    valid = contracts((1, 10, "edu", ANY, day(0), None, None))
    found = covered(
        lines((10, "edu", "food", day(1), 1), (10, "edu", None, day(1), 1)), valid, BELOW
    )
    assert found["contract"].to_list() == [1, 1]


def test_only_the_ore_above_the_ceiling_are_over_it_in_order_of_day() -> None:
    valid = contracts((1, 10, "edu", "it", day(0), None, 100))
    found = covered(
        lines(
            (10, "edu", "it", day(9), 50),
            (10, "edu", "it", day(1), 80),
            (10, "edu", "it", day(10), -60),
            (10, "edu", "it", day(11), 40),
        ),
        valid,
        BELOW,
    )
    assert found["over_ore"].to_list() == [30, 0, -30, 10]
    assert found["leak"].to_list() == [Leak.OVER_CEILING, None, None, Leak.OVER_CEILING]


def test_overlapping_contracts_count_a_line_once() -> None:
    valid = contracts(
        (1, 10, "edu", "it", day(0), day(50), None),
        (2, 10, "edu", "it", day(10), day(20), None),
        (3, 10, "edu", "it", day(50), None, None),
    )
    bought = lines(*((10, "edu", "it", day(n), 1) for n in (0, 15, 30, 50, 90)))
    assert covered(bought, valid, BELOW)["contract"].to_list() == [1, 1, 1, 3, 3]


suppliers, authorities = st.integers(1, 3), st.sampled_from(["edu", "care"])
some_lines = st.tuples(
    suppliers, authorities, st.sampled_from([*BELOW, None]),
    st.none() | st.integers(0, 40).map(day), st.integers(-50, 100),
)  # fmt: skip
some_contracts = st.tuples(
    suppliers, authorities, st.sampled_from([*BELOW, ANY]), st.integers(0, 40),
    st.none() | st.integers(1, 20), st.none() | st.integers(1, 200),
)  # fmt: skip


def one_at_a_time(
    line: tuple[object, ...], valid: list[tuple[object, ...]]
) -> tuple[object, object]:
    """Return (contract, leak) as a person would find them, contract by contract."""
    supplier, authority, category, on, _ = line
    if on is None:
        return None, Leak.NO_CONTRACT

    def holds(contract: tuple[object, ...]) -> bool:
        return contract[3] == ANY or (category is not None and category in BELOW[contract[3]])  # type: ignore[index]

    def runs(contract: tuple[object, ...]) -> bool:
        return contract[4] <= on and (contract[5] is None or on < contract[5])  # type: ignore[operator]

    own = [c for c in valid if c[1] == supplier and c[2] == authority and holds(c)]
    named = [c[0] for c in own if c[3] != ANY and runs(c)]
    running = named or [c[0] for c in own if c[3] == ANY and runs(c)]
    if running:
        return min(running), None  # type: ignore[type-var]
    if any(c[5] is not None and c[5] <= on for c in own):  # type: ignore[operator]
        return None, Leak.EXPIRED
    if any(c[1] == supplier and holds(c) and runs(c) for c in valid):
        return None, Leak.WRONG_AUTHORITY
    if any(c[2] == authority and c[3] != ANY and holds(c) and runs(c) for c in valid):
        return None, Leak.WRONG_SUPPLIER
    return None, Leak.NO_CONTRACT


@settings(max_examples=150, deadline=None)
@given(st.lists(some_lines, max_size=12), st.lists(some_contracts, max_size=8))
def test_the_columns_agree_with_one_line_at_a_time(
    bought: list[tuple[object, ...]], agreed: list[tuple[object, ...]]
) -> None:
    valid = [
        (key, who, where, what, day(start), None if lasts is None else day(start + lasts), most)
        for key, (who, where, what, start, lasts, most) in enumerate(agreed, start=1)
    ]
    found = covered(lines(*bought), contracts(*valid), BELOW)
    expected = [one_at_a_time(line, valid) for line in bought]
    assert found["contract"].to_list() == [contract for contract, _ in expected]
    leaks = [None if leak == Leak.OVER_CEILING else leak for leak in found["leak"].to_list()]
    assert leaks == [leak for _, leak in expected]
    assert found["ore"].to_list() == [line[4] for line in bought]


@settings(max_examples=100, deadline=None)
@given(st.lists(some_lines, max_size=12), st.integers(1, 200))
def test_what_is_over_a_ceiling_in_all_is_the_sum_above_it(
    bought: list[tuple[object, ...]], ceiling: int
) -> None:
    valid = contracts((1, 1, "edu", ANY, day(0), None, ceiling))
    found = covered(lines(*bought), valid, BELOW)
    under = found.filter(pl.col("contract") == 1)["ore"].sum()
    assert found["over_ore"].sum() == max(under - ceiling, 0)


def test_an_absurd_quantity_is_of_another_unit_and_stops_nothing() -> None:
    bought = lines((10, "edu", "it", day(5), 100)).with_columns(
        load=pl.lit(0, pl.Int16), row=pl.lit(2, pl.Int32), contract=pl.lit(1, pl.Int32)
    )
    items = pl.DataFrame({"load": [0], "row": [2], "item": ["A1"], "milli": [2**62]}).cast(
        dict(NO_ITEMS.schema)
    )
    agreed = pl.DataFrame([(1, 10, day(0), 7, "A1", "", 10**14)], schema=PRICES, orient="row")
    found = priced(bought, items, agreed)
    assert found["same_unit"].to_list() == [False]
