"""A made-up ledger is as awkward as a real one, and knows the truth."""

import polars as pl
import pytest

from kornhamn.jobs.demo.group import authorities
from kornhamn.jobs.demo.ledger import COLUMNS, TRUTH, ledger
from kornhamn.jobs.demo.ledger_suppliers import DOMINANT
from kornhamn.jobs.demo.ledger_world import LedgerWorld, ledger_world
from kornhamn.jobs.demo.statistics import statistics
from kornhamn.kernel.organisation_number import OrganisationNumber, is_personal_number
from kornhamn.procurement.types import FileKind

LINES, SUPPLIERS = 30_000, 1_500


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    return pl.concat(ledger(LINES, suppliers=SUPPLIERS, chunk=8_000))


@pytest.fixture(scope="module")
def world() -> LedgerWorld:
    return ledger_world(SUPPLIERS)


def test_the_columns_are_the_promised_ones(frame: pl.DataFrame) -> None:
    assert frame.schema == pl.Schema({**COLUMNS, **TRUTH})
    assert frame.height == LINES


def test_the_same_seed_gives_the_same_ledger(frame: pl.DataFrame) -> None:
    again = pl.concat(ledger(LINES, suppliers=SUPPLIERS, chunk=8_000))
    other = pl.concat(ledger(LINES, suppliers=SUPPLIERS, chunk=8_000, seed=1))
    assert frame.equals(again)
    assert not frame.equals(other)


@pytest.mark.parametrize("lines", [1, 2, 249, 8_001])
def test_there_are_as_many_lines_as_asked_for(lines: int) -> None:
    assert sum(part.height for part in ledger(lines, suppliers=400, chunk=1_000)) == lines


def test_no_needed_column_is_null(frame: pl.DataFrame) -> None:
    may_be_null = {"paid_on", "quantity_milli", "unit_price_ore"}
    nulls = frame.null_count().row(0, named=True)
    assert {name for name, count in nulls.items() if count} == may_be_null


def test_a_few_suppliers_have_most_lines(frame: pl.DataFrame) -> None:
    counts = frame["true_supplier"].value_counts(sort=True)["count"]
    assert counts.head(15).sum() > 0.25 * LINES
    assert (counts <= 3).sum() > 100


def test_suppliers_are_spelt_in_several_ways(frame: pl.DataFrame) -> None:
    spelt = frame.group_by("true_supplier").agg(
        pl.struct("supplier", "supplier_number").n_unique().alias("spellings")
    )
    assert spelt["spellings"].max() > 4
    assert spelt["spellings"].mean() > 1.5


def test_legal_persons_numbers_are_valid_and_made_up(world: LedgerWorld) -> None:
    swedish = world.suppliers.frame.filter(~pl.col("kind").is_in(["sole-trader", "foreign"]))
    numbers = swedish["number"].to_list()
    assert [OrganisationNumber.parse(number) for number in numbers] == numbers
    assert {number[:4] for number in numbers} == {"5597", "8029", "9699", "2129"}


def test_sole_traders_have_personal_numbers_of_the_range_for_tests(world: LedgerWorld) -> None:
    numbers = world.suppliers.frame.filter(pl.col("kind") == "sole-trader")["number"].to_list()
    assert len(numbers) > 50
    assert all(is_personal_number(number) and number[6:8] in {"98", "99"} for number in numbers)


def test_masked_suppliers_show_neither_name_nor_number(
    frame: pl.DataFrame, world: LedgerWorld
) -> None:
    masked = world.suppliers.frame.with_row_index("true_supplier").filter("masked")
    lines = frame.filter(pl.col("true_supplier").is_in(masked["true_supplier"].implode()))
    assert lines.height > 20
    assert lines["supplier"].str.contains(r"^(\*|Personuppgift|\[ENSKILD FIRMA \d+\])$").all()
    assert (lines["supplier_number"] == "").all()


def test_credits_are_negative_and_few(frame: pl.DataFrame) -> None:
    assert 0.01 < (frame["ore"] < 0).mean() < 0.05  # type: ignore[operator]
    assert (frame["ore"] != 0).all()


def test_a_real_duplicate_is_the_line_before_it_again(frame: pl.DataFrame) -> None:
    before = frame.select(pl.exclude("is_duplicate").shift())
    rows = frame["is_duplicate"]
    assert rows.sum() > 30
    assert frame.drop("is_duplicate").filter(rows).equals(before.filter(rows))


def test_an_article_costs_its_price_times_its_quantity(frame: pl.DataFrame) -> None:
    lines = frame.filter(pl.col("item") != "")
    assert lines.height > 1_000
    assert (lines["ore"] * 1000 == lines["quantity_milli"] * lines["unit_price_ore"]).all()


def test_prices_drift(frame: pl.DataFrame) -> None:
    coffee = frame.filter(pl.col("item").str.starts_with("Kaffe")).with_columns(
        pl.col("booked_on").dt.year().alias("year")
    )
    yearly = coffee.group_by("year").agg(pl.col("unit_price_ore").mean()).sort("year")
    assert yearly["unit_price_ore"].item(-1) > 1.4 * yearly["unit_price_ore"].item(0)


def test_an_agreement_is_a_procurement_its_supplier_won(
    frame: pl.DataFrame, world: LedgerWorld
) -> None:
    won = statistics(600, group=authorities())[FileKind.WINNERS].select(
        pl.col("Namn för leverantör").alias("name"), pl.col("Upphandlings-ID").alias("agreement")
    )
    names = (
        world.suppliers.frame.select("name")
        .with_row_index("true_supplier")
        .cast({"true_supplier": pl.Int32})
    )
    named = frame.filter(pl.col("agreement") != "").join(names, on="true_supplier")
    assert named.height > 2_000
    assert named.join(won, on=["name", "agreement"], how="anti").height == 0


def test_one_category_is_nearly_one_suppliers(frame: pl.DataFrame) -> None:
    power = frame.filter(pl.col("true_cpv").str.starts_with("093"))
    assert (power["true_supplier"] == DOMINANT).mean() > 0.8  # type: ignore[operator]


def test_split_purchases_lie_near_the_limit(frame: pl.DataFrame, world: LedgerWorld) -> None:
    planted = world.splits.group_by("supplier").agg(
        pl.col("kronor").sum(), pl.col("unit").n_unique(), pl.len()
    )
    assert planted["kronor"].is_between(600_000, 800_000).all()
    assert (planted["unit"] > 1).any()
    assert planted["len"].is_between(5, 9).all()
    supplier, kronor = planted.row(0)[:2]
    lines = frame.filter(pl.col("true_supplier") == supplier)
    assert lines["ore"].sum() >= kronor * 100


def test_suppliers_come_and_are_lost(frame: pl.DataFrame) -> None:
    year = pl.col("booked_on").dt.year()
    first = set(frame.filter(year == 2022)["true_supplier"])
    last = set(frame.filter(year == 2025)["true_supplier"])
    assert len(last - first) > 50
    assert len(first - last) > 50


def test_december_is_busy_and_july_is_quiet(frame: pl.DataFrame) -> None:
    months = frame["booked_on"].dt.month().value_counts()
    lines = dict(months.iter_rows())
    assert lines[12] > 2 * lines[7]


def test_days_come_in_order(frame: pl.DataFrame) -> None:
    assert frame["booked_on"].is_sorted()
    assert (frame["invoiced_on"] < frame["booked_on"]).all()
    paid = frame.filter(pl.col("paid_on").is_not_null())
    assert (paid["paid_on"] >= paid["booked_on"]).all()
