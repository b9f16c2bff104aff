"""Charts: safe under a strict content policy, themed, named, the same every time."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from kornhamn.web import charts, drawing, formats
from kornhamn.web.charts import Reading, Series
from kornhamn.web.words import VERDICT_LABELS

READING = Reading("Värde per myndighet", "Två staplar.")
ROWS = [
    {"name": "Äldreomsorgsnämnden", "amount": 12_500_000_00},
    {"name": "Åkervattnet AB", "amount": 800_000_00},
]
COUNTS = [
    {"name": "Öppna bostäder", "met": 6, "not-met": 1, "unknown": 3, "not-applicable": 0,
     "departed": 0},
    {"name": "Tomma nämnden", "met": 0, "not-met": 0, "unknown": 0, "not-applicable": 0,
     "departed": 0},
]  # fmt: skip


def bars(rows: Sequence[charts.Row] = ROWS, reading: Reading = READING) -> str:
    return charts.bar_chart(
        rows, x="amount", y="name", format_value=formats.kronor_short, reading=reading
    )


def stacks() -> str:
    with translation.override("sv"):
        series = charts.verdict_series(VERDICT_LABELS)
        return charts.stacked_bar_chart(COUNTS, y="name", series=series, reading=READING)


def lines() -> str:
    rows: list[charts.Row] = [
        {"year": 2021, "a": 0.5, "b": None},
        {"year": 2022, "a": 0.25, "b": 0.75},
    ]
    series = (Series("a", "Alfa"), Series("b", "Beta", "chart-2"))
    return charts.line_chart(
        rows, x="year", series=series, format_value=formats.percent, reading=READING
    )


def test_a_name_that_is_markup_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    svg = bars([{"name": evil, "amount": 1}], Reading(evil, '"><style>'))
    assert "<script" not in svg
    assert "<style" not in svg
    ET.fromstring(svg)  # noqa: S314 - our own text


@pytest.mark.parametrize("svg", [bars(), stacks(), lines()], ids=["bars", "stacks", "lines"])
def test_a_drawing_needs_neither_style_nor_script_nor_fixed_colours(svg: str) -> None:
    assert " style=" not in svg
    assert "<style" not in svg
    assert "href" not in svg
    assert not re.findall(r"#0[0-9a-f]{5}", svg), "a stand-in colour is left"
    assert set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', svg)) == set()


@pytest.mark.parametrize("svg", [bars(), stacks(), lines()], ids=["bars", "stacks", "lines"])
def test_every_size_is_an_image_with_a_name_and_a_description(svg: str) -> None:
    drawings = ET.fromstring(svg)  # noqa: S314 - our own text
    assert [one.get("data-drawing") for one in drawings] == ["wide", "medium", "narrow"]
    for one in drawings:
        assert one.get("role") == "img"
        assert [child.text for child in list(one)[:2]] == [READING.title, READING.description]


def test_no_two_drawings_on_a_page_share_an_id() -> None:
    ids = re.findall(r' id="([^"]+)"', bars() + stacks() + lines())
    assert ids
    assert len(ids) == len(set(ids))


def test_the_same_rows_give_the_same_bytes_also_when_drawn_anew() -> None:
    first = stacks()
    drawing._svg.cache_clear()
    assert stacks() == first


def test_a_bar_carries_its_figure_as_swedes_write_it() -> None:
    with translation.override("sv"):
        assert "12,5\u00a0mn\u00a0kr" in bars()
        assert "800\u00a0000\u00a0kr" in bars()


def test_what_is_unknown_is_hatched_and_a_row_of_nothing_keeps_its_name() -> None:
    svg = stacks()
    assert "<pattern" in svg
    assert svg.count("Tomma nämnden") == 3


def test_no_rows_at_all_is_still_a_drawing() -> None:
    assert bars([]).count("<svg") == 3
