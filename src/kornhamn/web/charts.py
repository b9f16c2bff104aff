"""Charts as SVG drawn on the server, coloured by the page's style sheet, so they follow the theme.

Each function returns two drawings, one for wide and one for narrow screens, of which the style
sheet shows one. The same rows give the same bytes. A chart says nothing alone: put it in
`<c-figure>` with its sentence and its table.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kornhamn.web import formats

Row = Mapping[str, Any]
Chart = alt.Chart | alt.LayerChart

# Vega draws with these stand-ins; the finished drawing carries the style sheet's variables.
COLOURS = {
    "ink": "#010001",
    "muted": "#010002",
    "line": "#010003",
    "chart-1": "#010101",
    "chart-2": "#010102",
    "chart-3": "#010103",
    "chart-4": "#010104",
    "chart-5": "#010105",
    "chart-6": "#010106",
    "met": "#010201",
    "not-met": "#010202",
    "unknown": "#010203",
    "bar-not-applicable": "#010204",
    "departed": "#010205",
    "surface": "#010301",
}
VERDICT_COLOURS = {
    "met": "met",
    "not-met": "not-met",
    "unknown": "unknown",
    "not-applicable": "bar-not-applicable",
    "departed": "departed",
}
WIDE, NARROW = 760, 330
_FONT = "Liberation Sans"  # what the drawing is measured with; the page shows its own typeface


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: the key of its value in a row, its name, and a name in COLOURS."""

    key: str
    label: str
    colour: str = "chart-1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader who cannot see the drawing is told."""

    title: str
    description: str


def bar_chart(
    rows: Sequence[Row],
    *,
    x: str,
    y: str,
    reading: Reading,
    format_value: Callable[[Any], str] = formats.number,
    colour: str = "chart-1",
) -> SafeString:
    """Return horizontal bars: `y` names the row, `x` is its value, written at the bar's end."""
    values = [
        {"name": str(row[y]), "value": float(row[x]), "text": format_value(row[x]), "order": order}
        for order, row in enumerate(rows)
    ]
    return _draw(lambda width: _bars(values, COLOURS[colour], width), reading)


def stacked_bar_chart(
    rows: Sequence[Row],
    *,
    y: str,
    series: Sequence[Series],
    reading: Reading,
    share: bool = True,
) -> SafeString:
    """Return one bar a row, divided in the order of `series`; as shares of each row, or counts."""
    values = [
        {
            "name": str(row[y]), "order": order, "series": one.label, "rank": rank,
            "value": float(row[one.key] or 0),
        }
        for order, row in enumerate(rows)
        for rank, one in enumerate(series)
    ]  # fmt: skip
    return _draw(lambda width: _stacks(values, series, width, share=share), reading)


def line_chart(
    rows: Sequence[Row],
    *,
    x: str,
    series: Sequence[Series],
    reading: Reading,
    format_value: Callable[[Any], str] = formats.number,
) -> SafeString:
    """Return lines over the periods in `x`, in the rows' order; a missing value is a gap."""
    values = [
        {
            "period": str(row[x]), "order": order, "series": one.label, "rank": rank,
            "value": float(row[one.key]), "text": format_value(row[one.key]),
            "last": order == len(rows) - 1,
        }
        for order, row in enumerate(rows)
        for rank, one in enumerate(series)
        if row[one.key] is not None
    ]  # fmt: skip
    return _draw(lambda width: _lines(values, series, width), reading)


def verdict_series(labels: Mapping[str, Any]) -> tuple[Series, ...]:
    """Return one series a verdict, in the order every chart of verdicts has."""
    return tuple(Series(key, str(labels[key]), VERDICT_COLOURS[key]) for key in VERDICT_COLOURS)


def _bars(values: list[dict[str, Any]], colour: str, width: int) -> Chart:
    narrow = width < WIDE
    step = 46 if narrow else 30
    scale = alt.Scale(domain=[min(0.0, *_of(values)), _headroom(values, 1.35 if narrow else 1.14)])
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("name:N", sort=None, axis=None if narrow else _names_axis()),
        x=alt.X("value:Q", scale=scale, axis=None),
    )
    bar = base.mark_bar(size=16, color=colour, cornerRadiusEnd=2, yOffset=9 if narrow else 0)
    text = base.mark_text(align="left", dx=6, color=COLOURS["ink"], yOffset=9 if narrow else 0)
    layers = [bar, text.encode(text="text:N")]
    if narrow:
        layers.append(_names_above(values))
    return alt.layer(*layers).properties(
        width=width - (0 if narrow else 240), height=alt.Step(step)
    )


def _stacks(
    values: list[dict[str, Any]], series: Sequence[Series], width: int, *, share: bool
) -> Chart:
    narrow = width < WIDE
    values = [value for value in values if value["value"]] or values
    axis = alt.Axis(
        format="%" if share else ",d", tickCount=4, title=None, domain=False, ticks=False,
        labelColor=COLOURS["muted"], gridColor=COLOURS["line"], labelPadding=6,
    )  # fmt: skip
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar(size=18, stroke=COLOURS["surface"], strokeWidth=1.5, yOffset=9 if narrow else 0)
        .encode(
            y=alt.Y("name:N", sort=None, axis=None if narrow else _names_axis()),
            x=alt.X("value:Q", stack="normalize" if share else "zero", axis=axis),
            color=_series_colour(series, columns=2 if narrow else 5),
            order=alt.Order("rank:Q"),
        )
    )
    layers = [bars, _names_above(values)] if narrow else [bars]
    step = 48 if narrow else 32
    return alt.layer(*layers).properties(
        width=width - (0 if narrow else 240), height=alt.Step(step)
    )


def _lines(values: list[dict[str, Any]], series: Sequence[Series], width: int) -> Chart:
    narrow = width < WIDE
    periods = alt.Axis(
        title=None, labelAngle=0, labelColor=COLOURS["muted"], ticks=False, labelPadding=8,
        domainColor=COLOURS["line"], labelOverlap="greedy",
    )  # fmt: skip
    amounts = alt.Axis(
        title=None, labels=False, ticks=False, domain=False, gridColor=COLOURS["line"], tickCount=4
    )
    scale = alt.Scale(domain=[min(0.0, *_of(values)), _headroom(values, 1.12)])
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("period:O", sort=None, axis=periods, scale=alt.Scale(type="point", padding=0.6)),
        y=alt.Y("value:Q", axis=amounts, scale=scale),
        color=_series_colour(series, columns=2 if narrow else 5),
    )
    dots = base.mark_point(filled=True, size=46, opacity=1).encode(
        shape=alt.Shape("series:N", sort=None, legend=None)
    )
    texts = (
        base.mark_text(dy=-12, fontWeight=600).encode(text="text:N").transform_filter("datum.last")
    )
    return alt.layer(base.mark_line(strokeWidth=2.25), dots, texts).properties(
        width=width - 24, height=220 if narrow else 260
    )


def _of(values: list[dict[str, Any]]) -> list[float]:
    return [value["value"] for value in values] or [0.0]


def _headroom(values: list[dict[str, Any]], factor: float) -> float:
    """Leave room beyond the longest bar for the figure written at its end."""
    return max(0.0, *_of(values)) * factor or 1.0


def _names_axis() -> alt.Axis:
    return alt.Axis(
        title=None, domain=False, ticks=False, labelLimit=228, labelPadding=10,
        labelColor=COLOURS["ink"],
    )  # fmt: skip


def _names_above(values: list[dict[str, Any]]) -> alt.Chart:
    """On a narrow screen each row's name stands above its bar."""
    first = {value["name"]: value for value in reversed(values)}
    return (
        alt.Chart(alt.Data(values=list(reversed(first.values()))))
        .mark_text(align="left", baseline="bottom", dy=-3, x=0, limit=NARROW, color=COLOURS["ink"])
        .encode(y=alt.Y("name:N", sort=None), text="name:N")
    )


def _series_colour(series: Sequence[Series], columns: int) -> alt.Color:
    legend = alt.Legend(
        title=None, orient="top", columns=columns, symbolType="square", symbolSize=150,
        labelColor=COLOURS["ink"], labelLimit=200, columnPadding=18, rowPadding=6, offset=14,
    )  # fmt: skip
    scale = alt.Scale(
        domain=[one.label for one in series], range=[COLOURS[one.colour] for one in series]
    )
    return alt.Color("series:N", sort=None, scale=scale, legend=legend if len(series) > 1 else None)


def _draw(chart_of: Callable[[int], Chart], reading: Reading) -> SafeString:
    drawings = []
    for kind, width in (("wide", WIDE), ("narrow", NARROW)):
        chart = (
            chart_of(width)
            .configure(aria=False, background="transparent", font=_FONT, padding=4)
            .configure_view(stroke=None)
            .configure_axis(labelFontSize=13)
            .configure_legend(labelFontSize=13)
            .configure_text(fontSize=13)
        )
        svg = _svg(json.dumps(chart.to_dict(), sort_keys=True), kind, reading)
        drawings.append(f'<div class="kh-chart kh-chart--{kind}">{svg}</div>')
    return mark_safe("".join(drawings))  # noqa: S308 - Vega escapes the texts, _named ours


@lru_cache(maxsize=512)
def _svg(specification: str, kind: str, reading: Reading) -> str:
    """Draw one specification; kept, since the drawing engine takes a second to wake up."""
    svg = vl_convert.vegalite_to_svg(specification, format_locale="sv-SE")
    seed = f"{specification}{kind}{reading}".encode()
    return _named(_themed(svg, f"c{hashlib.sha256(seed).hexdigest()[:10]}"), kind, reading)


def _themed(svg: str, prefix: str) -> str:
    """Exchange stand-in colours for variables and make ids the page's own and repeatable."""
    ids = {found: f"{prefix}-{n}" for n, found in enumerate(re.findall(r' id="([^"]+)"', svg))}
    for old, new in ids.items():
        svg = svg.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    hatched = f'"{COLOURS["unknown"]}"' in svg
    if hatched:  # what is not known is hatched: a second sign beside its colour
        svg = svg.replace(f'fill="{COLOURS["unknown"]}"', f'fill="url(#{prefix}-hatch)"')
    for name, colour in COLOURS.items():
        svg = svg.replace(f'"{colour}"', f'"var(--kh-{name})"')
    return svg.replace("</svg>", f"{_hatch(prefix)}</svg>") if hatched else svg


def _hatch(prefix: str) -> str:
    return (
        f'<defs><pattern id="{prefix}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--kh-unknown-soft)"/>'
        '<rect width="3" height="6" fill="var(--kh-unknown)"/></pattern></defs>'
    )


def _named(svg: str, kind: str, reading: Reading) -> str:
    """Give the drawing its role, title and description, and let the page decide its size."""
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'data-drawing="{kind}"><title>{escape(reading.title)}</title>'
        f"<desc>{escape(reading.description)}</desc>"
    )
    body = re.sub(r' font-family="[^"]*"| role="graphics[^"]*"| aria-[a-z]+="[^"]*"', "", svg)
    return re.sub(r"^<svg [^>]*>", lambda _: head, body, count=1)
