"""From a chart's declaration to SVG the page may show: themed, named, without style or script."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import altair as alt
import vl_convert
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Chart = alt.Chart | alt.LayerChart | alt.FacetChart

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
_MEASURED_WITH = "Liberation Sans"  # bundled with the engine; the page shows its own typeface


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's name and width, and how much of it the rows' names take; 0 puts them above."""

    name: str
    width: int
    names: int = 0

    @property
    def padding(self) -> dict[str, int]:
        """Room for names in a typeface wider than the one they are measured with."""
        return {"left": 2 if self.narrow else 20, "right": 16, "top": 4, "bottom": 4}

    @property
    def narrow(self) -> bool:
        """Whether the rows' names stand above their bars."""
        return not self.names


SIZES = (Size("wide", 860, 240), Size("medium", 490, 180), Size("narrow", 310))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader who cannot see the drawing is told."""

    title: str
    description: str


def draw(chart_of: Callable[[Size], Chart], reading: Reading) -> SafeString:
    """Return the chart in three sizes, of which the style sheet shows the one that fits."""
    drawings = []
    for size in SIZES:
        chart = (
            chart_of(size)
            .configure(
                aria=False,
                background="transparent",
                font=_MEASURED_WITH,
                padding=size.padding,
            )
            .configure_view(stroke=None)
            .configure_axis(labelFontSize=13)
            .configure_legend(labelFontSize=13)
            .configure_text(fontSize=13)
        )
        drawings.append(_svg(json.dumps(chart.to_dict(), sort_keys=True), size.name, reading))
    # The engine escapes the texts of the chart, and _named those of the reading.
    return mark_safe(f'<div class="kh-chart">{"".join(drawings)}</div>')  # noqa: S308


@lru_cache(maxsize=768)
def _svg(specification: str, size: str, reading: Reading) -> str:
    """Draw one specification; kept, since the engine takes a second to wake up."""
    svg = vl_convert.vegalite_to_svg(specification, format_locale="sv-SE")
    seed = f"{specification}{size}{reading}".encode()
    return _named(_themed(svg, f"c{hashlib.sha256(seed).hexdigest()[:10]}"), size, reading)


def _themed(svg: str, prefix: str) -> str:
    """Exchange stand-in colours for variables and make ids the page's own and repeatable."""
    for number, old in enumerate(re.findall(r' id="([^"]+)"', svg)):
        new = f"{prefix}-{number}"
        svg = svg.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    # What is not known is hatched: a second sign beside its colour.
    hatched = f'fill="{COLOURS["unknown"]}"'
    if hatched in svg:
        svg = svg.replace(hatched, f'fill="url(#{prefix}-hatch)"')
        svg = svg.replace("</svg>", f"{_hatch(prefix)}</svg>")
    for name, colour in COLOURS.items():
        svg = svg.replace(f'"{colour}"', f'"var(--kh-{name})"')
    return svg


def _hatch(prefix: str) -> str:
    return (
        f'<defs><pattern id="{prefix}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--kh-unknown-soft)"/>'
        '<rect width="3" height="6" fill="var(--kh-unknown)"/></pattern></defs>'
    )


def _named(svg: str, size: str, reading: Reading) -> str:
    """Give the drawing its role, title and description, and let the page decide its size."""
    box = re.findall(r'viewBox="([^"]+)"', svg)[0]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'data-drawing="{size}"><title>{escape(reading.title)}</title>'
        f"<desc>{escape(reading.description)}</desc>"
    )
    body = re.sub(r' font-family="[^"]*"| role="graphics[^"]*"| aria-[a-z]+="[^"]*"', "", svg)
    return re.sub(r"^<svg [^>]*>", lambda _: head, body, count=1)
