"""Tables: only what was declared can be asked for, and Swedes find their names."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from kornhamn.organisation.models import Authority
from kornhamn.web.columns import in_swedish_order
from kornhamn.web.tables import BoundTable, Column, Filter, Table


@dataclass
class Buyer:
    name: str


@dataclass
class Case:
    title: str
    value: int | None
    verdict: str
    buyer: Buyer
    published_on: date | None = date(2021, 3, 9)


CASES = [
    Case("Ör", 300_00, "met", Buyer("Ö")),
    Case("Zebra", None, "unknown", Buyer("Z")),
    Case("Ärtor", 100_00, "met", Buyer("Ä"), None),
    Case("Ål", 200_50, "not-met", Buyer("Å")),
    Case("ananas", 1_234_567_00, "met", Buyer("A")),
]


def authority(code: str, name: str) -> None:
    Authority.objects.create(
        code=code, name=name, kind="committee", organisation_number="2120000142"
    )


TABLE = Table(
    columns=(
        Column("title", "Namn", url=lambda case: f"/{case.title}"),
        Column("value", "Värde", kind="money"),
        Column("verdict", "Utfall", kind="verdict", sort=False),
        Column("buyer.name", "Köpare"),
        Column("published_on", "Annonserad", kind="date"),
    ),
    filters=(
        Filter("title", "Namn"),
        Filter("verdict", "Utfall", choices=(("met", "Uppfyllt"), ("unknown", "Okänt"))),
    ),
    page_size=2,
)


def bound(address: str, table: Table = TABLE) -> BoundTable:
    return table.bind(CASES, QueryDict(address), "/fall/")


def titles(address: str) -> list[str]:
    return [case.title for case in bound(address).all_rows]


@pytest.mark.parametrize(
    "address",
    ["sort=buyer__secret", "sort=-verdict", "sort=__class__", "sort=--title", "verdict=departed",
     "verdict=met' OR 1=1", "other=1"],
)  # fmt: skip
def test_what_was_not_declared_changes_nothing(address: str) -> None:
    assert titles(address) == [case.title for case in CASES]


@pytest.mark.parametrize(("page", "number"), [("0", 3), ("-1", 3), ("99", 3), ("x", 1), ("2", 2)])
def test_a_page_that_is_not_there_is_the_nearest_one(page: str, number: int) -> None:
    assert bound(f"page={page}").page.number == number


def test_names_sort_in_the_swedish_alphabet() -> None:
    assert titles("sort=title") == ["ananas", "Zebra", "Ål", "Ärtor", "Ör"]
    assert titles("sort=-title") == ["Ör", "Ärtor", "Ål", "Zebra", "ananas"]
    assert titles("sort=buyer.name") == ["ananas", "Zebra", "Ål", "Ärtor", "Ör"]


def test_rows_without_a_value_come_last_both_ways() -> None:
    assert titles("sort=value") == ["Ärtor", "Ål", "Ör", "ananas", "Zebra"]
    assert titles("sort=-value") == ["ananas", "Ör", "Ål", "Ärtor", "Zebra"]


def test_conditions_combine_and_can_be_cleared() -> None:
    table = bound("verdict=met&title=R&sort=title&page=2&keep=1")
    assert [case.title for case in table.all_rows] == ["Ärtor", "Ör"]
    assert table.is_filtered
    assert table.cleared_url == "/fall/?sort=title&keep=1"
    assert table.kept_parameters == [("sort", "title"), ("keep", "1")]


def test_a_header_says_how_it_sorts_and_leads_to_the_other_way() -> None:
    name, value, verdict, *_ = bound("sort=title&page=2").headers
    assert (name.direction, name.url) == ("ascending", "/fall/?sort=-title")
    assert (value.direction, value.url) == ("none", "/fall/?sort=-value")
    assert (verdict.direction, verdict.url) == ("", "")


def test_cells_read_as_swedes_write() -> None:
    with translation.override("sv"):
        cells = bound("sort=-value").rows[0]
        assert [cell.text for cell in cells] == [
            "ananas", "1\u00a0234\u00a0567\u00a0kr", "Uppfyllt", "A", "2021-03-09",
        ]  # fmt: skip
        assert cells[0].url == "/ananas"
        assert cells[1].align == "end"
        assert cells[2].verdict == "met"
        assert bound("title=zebra").rows[0][1].text == "\u2013"


def test_the_pages_are_listed_with_gaps() -> None:
    many = Table(TABLE.columns, page_size=1).bind(CASES * 4, QueryDict("page=10"), "/fall/")
    steps = list(many.page_steps)
    assert [step.number for step in steps] == [1, 2, 0, 9, 10, 11, 0, 19, 20]
    assert [step.number for step in steps if step.current] == [10]
    assert steps[2].url == ""
    assert many.next_url == "/fall/?page=11"


def test_the_files_hold_every_row_that_fulfils_the_conditions_in_order() -> None:
    table = bound("verdict=met&sort=value&page=2")
    assert [row[0] for row in table.raw_rows()] == ["Ärtor", "Ör", "ananas"]
    assert table.csv_url == "/fall/?verdict=met&sort=value&format=csv"
    assert table.excel_url == "/fall/?verdict=met&sort=value&format=xlsx"


@pytest.mark.django_db
def test_the_database_sorts_names_as_swedes_do() -> None:
    names = ["Östra", "Älta", "Årsta", "Zinkgruvan", "alnö", "Éden"]
    for number, name in enumerate(names):
        authority(f"X{number}", name)
    ordered = Authority.objects.order_by(in_swedish_order("name").asc())
    assert [one.name for one in ordered] == [
        "alnö", "Éden", "Zinkgruvan", "Årsta", "Älta", "Östra",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_queryset_is_filtered_sorted_and_paged_in_the_database(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    for number, name in enumerate(["Östra", "Älta", "Årsta", "Alnö"]):
        authority(f"X{number}", name)
    table = Table(
        columns=(Column("name", "Namn", sort="name"), Column("code", "Kod")),
        filters=(Filter("name", "Namn"),),
        page_size=2,
    )
    with django_assert_num_queries(2):  # type: ignore[operator]
        shown = table.bind(Authority.objects.all(), QueryDict("name=T&sort=name"), "/")
        assert [row[0].text for row in shown.rows] == ["Årsta", "Älta"]
        assert shown.count == 3
    assert [header.url for header in shown.headers] == ["/?name=T&sort=-name", ""]
