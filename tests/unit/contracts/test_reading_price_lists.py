"""A supplier's price list becomes prices, or says row by row why not."""

from pathlib import Path

import polars as pl
import pytest

from kornhamn.analytics.loyalty.articles import known_prices
from kornhamn.contracts.lists.opening import open_list
from kornhamn.contracts.prices.fields import PRICES, PriceField
from kornhamn.contracts.prices.reading import RowRefused, missing_fields, prices_of
from kornhamn.contracts.types import NewPrice
from kornhamn.files.tables.proposing import propose


def read(path: Path, *lines: str) -> tuple[list[NewPrice], list[RowRefused]]:
    file = path / "prislista.csv"
    file.write_text("\n".join(lines) + "\n")
    table = open_list(file, file.name, path, PRICES)
    return prices_of(table, propose(table, file.name, PRICES).mapping, 10)


def test_a_price_list_is_read_in_the_suppliers_own_columns(tmp_path: Path) -> None:
    prices, refused = read(
        tmp_path,
        "Art.nr;Benämning;Enhet;Listpris;Avtalspris exkl. moms",
        "10-4;Kopieringspapper A4;kartong;312,00;189,50",
        "10-5;Kuvert C5;st;1,10;0,375",
    )
    assert not refused
    assert prices == [
        NewPrice("10-4", "Kopieringspapper A4", "kartong", 18_950_000, 2),
        NewPrice("10-5", "Kuvert C5", "st", 37_500, 3),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A1;Papper;st;", "price.missing"),
        (";;st;12,50", "price.says-not-what"),
        ("A1;Papper;st;offert", "money.amount-not-readable"),
        ("A1;Papper;st;-4", "price.not-above-nothing"),
        ("A1;Papper;st;0", "price.not-above-nothing"),
        ("A1;Papper;st;99999999999,50", "price.too-large"),
        (f"{'9' * 121};Papper;st;5", "price.text-too-long"),
        ("A0;Papper;st;5,50", "price.twice"),
        ("A1;Papper;st;5,50;mer", "row.too-many-cells"),
    ],
)
def test_a_row_that_is_no_price_says_why(row: str, code: str, tmp_path: Path) -> None:
    prices, refused = read(
        tmp_path, "Artikelnummer;Benämning;Enhet;Pris", "A0;Penna;st;2,50", row, "A2;Sudd;st;1,25"
    )
    assert [one.article for one in prices] == ["A0", "A2"]
    assert [(one.row, one.code) for one in refused] == [(3, code)]


def test_of_a_longer_list_one_row_more_than_the_most_is_read(tmp_path: Path) -> None:
    rows = [f"A{n};{n + 1}" for n in range(50)]
    prices, refused = read(tmp_path, "Artikelnummer;Pris", *rows)
    assert len(prices) + len(refused) == 11


def test_a_price_for_many_is_the_price_of_one(tmp_path: Path) -> None:
    prices, refused = read(
        tmp_path, "Artikelnummer;Pris;Pris per antal", "A;125,00;100", "B;7,00;3", "C;5;noll"
    )
    assert [one.ore_per_thousand for one in prices] == [125_000, 233_333]
    assert [(one.code, one.field) for one in refused] == [
        ("price.per-not-readable", PriceField.PER)
    ]


def test_three_decimals_are_what_the_files_decimal_sign_makes_of_them(tmp_path: Path) -> None:
    prices, _ = read(tmp_path, "Artikelnummer;Pris", "A;1,234", "B;12,5", "C;3,75", "D;1.234,50")
    assert [one.ore_per_thousand for one in prices] == [123_400, 1_250_000, 375_000, 123_450_000]


def test_what_a_price_cannot_be_without_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Enhet;Moms\nst;25\nst;12\n")
    table = open_list(file, file.name, tmp_path, PRICES)
    assert missing_fields(propose(table, file.name, PRICES).mapping) == ("what", "price")


PRICED = pl.DataFrame(
    [
        (0, 1, "10-4", "Kopieringspapper A4"),
        (0, 2, "10", "Rabattkupong"),
        (0, 3, "10-4-9", "Kopieringspapper A3"),
        (0, 4, "", "Konsult, senior"),
        (0, 5, "B1", "Penna"),
        (0, 6, "B2", "Penna"),
        (1, 7, "10-4", "Något annat"),
    ],
    schema=["list", "price", "article", "name"],
    orient="row",
)


@pytest.mark.parametrize(
    ("item", "price"),
    [
        ("10-4 Kopieringspapper A4", 1),  # as an invoice joins the two
        ("10.4 kopieringspapper a4", 1),  # signs and capitals tell nothing
        ("10-4", 1),
        ("KOPIERINGSPAPPER A4", 1),
        ("10-4-9 Papper", 3),  # the longest number that fits
        ("10-4 Papper vitt", 1),
        ("Konsult senior", 4),
        ("10 st kuvert", None),  # two figures are too few to begin a text with
        ("10", 2),  # but a whole article number
        ("Penna", None),  # two prices have the name
        ("B2 Penna", 6),
        ("104", None),
        ("", None),
        ("Okänd vara", None),
    ],
)
def test_an_invoices_article_is_known_by_number_or_name(item: str, price: int | None) -> None:
    items = pl.DataFrame({"list": [0], "item": [item]}, schema_overrides={"list": pl.Int64})
    assert known_prices(items, PRICED)["price"].to_list() == [price]
