"""Charts as SVG drawn on the server, coloured by the page's style sheet, so they follow the theme.

Each function returns three drawings for wide, medium and narrow places, of which the style sheet
shows one. The same rows give the same bytes. A chart says nothing alone: put it in
`<c-figure>` with its sentence and its table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from django.utils.safestring import SafeString

from kornhamn.web import formats
from kornhamn.web.drawing import COLOURS, Chart, Reading, Size, draw

__all__ = ["Reading", "Series", "bar_chart", "line_chart", "stacked_bar_chart", "verdict_series"]

Row = Mapping[str, Any]
_SHARE = "round(datum.value * 100) + '\u00a0%'"
_COUNT = "format(datum.value, ',d')"
VERDICT_COLOURS = {
    "met": "met",
    "not-met": "not-met",
    "unknown": "unknown",
    "not-applicable": "bar-not-applicable",
    "departed": "departed",
}


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: the key of its value in a row, its name, and a name in COLOURS."""

    key: str
    label: str
    colour: str = "chart-1"


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
    return draw(lambda size: _bars(values, COLOURS[colour], size), reading)


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
    return draw(lambda size: _stacks(values, series, size, share=share), reading)


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
    return draw(lambda size: _lines(values, series, size), reading)


def verdict_series(labels: Mapping[str, Any]) -> tuple[Series, ...]:
    """Return one series a verdict, in the order every chart of verdicts has."""
    return tuple(Series(key, str(labels[key]), VERDICT_COLOURS[key]) for key in VERDICT_COLOURS)


def _bars(values: list[dict[str, Any]], colour: str, size: Size) -> Chart:
    narrow = size.narrow
    step = 46 if narrow else 30
    scale = alt.Scale(domain=[min(0.0, *_of(values)), _headroom(values, 1.35 if narrow else 1.2)])
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("name:N", sort=None, axis=None if narrow else _names_axis(size)),
        x=alt.X("value:Q", scale=scale, axis=None),
    )
    bar = base.mark_bar(size=16, color=colour, cornerRadiusEnd=2, yOffset=9 if narrow else 0)
    text = base.mark_text(align="left", dx=6, color=COLOURS["ink"], yOffset=9 if narrow else 0)
    layers = [bar, text.encode(text="text:N")]
    if narrow:
        layers.append(_names_above(values, size))
    return alt.layer(*layers).properties(width=size.width - size.names, height=alt.Step(step))


def _stacks(
    values: list[dict[str, Any]], series: Sequence[Series], size: Size, *, share: bool
) -> Chart:
    narrow = size.narrow
    axis = alt.Axis(
        tickCount=4, title=None, domain=False, ticks=False, grid=not narrow, labelPadding=6,
        labelExpr=_SHARE if share else _COUNT, labelColor=COLOURS["muted"],
        gridColor=COLOURS["line"],
    )  # fmt: skip
    bars = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(size=18, stroke=COLOURS["surface"], strokeWidth=1.5, yOffset=9 if narrow else 0)
        .encode(
            y=alt.Y("name:N", sort=None, axis=None if narrow else _names_axis(size)),
            x=alt.X("value:Q", stack="normalize" if share else "zero", axis=axis),
            color=_series_colour(series, columns=2 if narrow else 5),
            order=alt.Order("rank:Q"),
        )
    )
    layers = [bars, _names_above(values, size)] if narrow else [bars]
    step = 48 if narrow else 32
    return alt.layer(*layers).properties(width=size.width - size.names, height=alt.Step(step))


def _lines(values: list[dict[str, Any]], series: Sequence[Series], size: Size) -> Chart:
    narrow = size.narrow
    periods = alt.Axis(
        title=None, labelAngle=0, labelColor=COLOURS["muted"], ticks=False, labelPadding=8,
        domainColor=COLOURS["line"], labelOverlap="greedy", labelSeparation=10,
    )  # fmt: skip
    amounts = alt.Axis(
        title=None, labels=False, ticks=False, domain=False, gridColor=COLOURS["line"], tickCount=4
    )
    scale = alt.Scale(domain=[min(0.0, *_of(values)), _headroom(values, 1.12)])
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("period:O", sort=None, axis=periods, scale=alt.Scale(type="point", padding=0.6)),
        y=alt.Y("value:Q", axis=amounts, scale=scale),
        color=_series_colour(series, columns=2 if narrow else 5),
    )
    dots = base.mark_point(filled=True, size=46, opacity=1).encode(
        shape=alt.Shape("series:N", sort=None, legend=None)
    )
    texts = (
        base.mark_text(align="left", dx=9, fontWeight=600)
        .encode(text="text:N")
        .transform_filter("datum.last")
    )
    return alt.layer(base.mark_line(strokeWidth=2.25), dots, texts).properties(
        width=size.width - 24, height=220 if narrow else 260
    )


def _of(values: list[dict[str, Any]]) -> list[float]:
    return [value["value"] for value in values] or [0.0]


def _headroom(values: list[dict[str, Any]], factor: float) -> float:
    """Leave room beyond the longest bar for the figure written at its end."""
    return max(0.0, *_of(values)) * factor or 1.0


def _names_axis(size: Size) -> alt.Axis:
    return alt.Axis(
        title=None, domain=False, ticks=False, labelLimit=size.names - 12, labelPadding=10,
        labelColor=COLOURS["ink"],
    )  # fmt: skip


def _names_above(values: list[dict[str, Any]], size: Size) -> alt.Chart:
    """On a narrow screen each row's name stands above its bar."""
    first = {value["name"]: value for value in reversed(values)}
    chart = alt.Chart(alt.InlineData(values=list(reversed(first.values())))).mark_text(
        align="left", baseline="bottom", dy=-3, x=0, limit=size.width, color=COLOURS["ink"]
    )
    named: alt.Chart = chart.encode(y=alt.Y("name:N", sort=None), text="name:N")
    return named


def _series_colour(series: Sequence[Series], columns: int) -> alt.Color:
    legend = alt.Legend(
        title=None, orient="top", columns=columns, symbolType="square", symbolSize=150,
        labelColor=COLOURS["ink"], labelLimit=200, columnPadding=18, rowPadding=6, offset=14,
    )  # fmt: skip
    scale = alt.Scale(
        domain=[one.label for one in series], range=[COLOURS[one.colour] for one in series]
    )
    return alt.Color("series:N", sort=None, scale=scale, legend=legend if len(series) > 1 else None)
