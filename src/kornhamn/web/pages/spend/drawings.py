"""The charts of the spend explorer: bars and curves as a few shapes of SVG beside names in HTML.

A new selection costs no time to draw, one drawing serves every width, and names are links.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kornhamn.analytics.types.spend import Pareto, SpendPart
from kornhamn.web.formats import kronor_short, percent

MOST_BARS = 12
_WIDTH, _HEIGHT = 1000, 100
_MOST_TICKS = 6
_FEWEST_POINTS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One part as a bar: `width` of the longest, and a thin one below for what is beside it."""

    name: str
    url: str
    width: str
    text: str
    other_width: str = ""
    other_text: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars with what the thin ones stand for."""

    bars: tuple[Bar, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a drawing: its name, its last value in words, its points."""

    key: str
    name: str
    points: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves over ticks; `scale` from the top down."""

    curves: tuple[Curve, ...]
    ticks: tuple[str, ...]
    scale: tuple[str, ...]


def bars(rows: Sequence[tuple[SpendPart, str, str]], *, beside: str = "") -> Bars:
    """Return a bar for each of the first parts, given with name and address."""
    shown = rows[:MOST_BARS]
    longest = max((max(p.ore, p.other_ore or 0) for p, _name, _url in shown), default=0) or 1
    return Bars(
        tuple(
            Bar(
                name=name,
                url=url,
                width=_width(part.ore, longest),
                text=kronor_short(part.ore),
                other_width="" if part.other_ore is None else _width(part.other_ore, longest),
                other_text="" if part.other_ore is None else kronor_short(part.other_ore),
            )
            for part, name, url in shown
        ),
        beside,
    )


def over_months(parts: Sequence[SpendPart], name: str, *, beside: str = "") -> Curves | None:
    """Return öre a month as a curve, and beside it what it is compared with."""
    months = [part for part in parts if part.key]
    if len(months) < _FEWEST_POINTS:
        return None
    ore = [part.ore for part in months]
    other = [part.other_ore or 0 for part in months] if beside else []
    top = max(*ore, *other, 1)
    curves = [Curve("now", name, _points(ore, top), kronor_short(ore[-1]))]
    if beside:
        curves.insert(0, Curve("beside", beside, _points(other, top), kronor_short(other[-1])))
    return Curves(
        tuple(curves),
        _ticks([part.key for part in months]),
        (kronor_short(top), kronor_short(top // 2), kronor_short(0)),
    )


def spread(found: Pareto) -> Curves | None:
    """Return the Pareto curve: suppliers from the largest, and the share of the öre they make."""
    if len(found.curve) < _FEWEST_POINTS:
        return None
    points = " ".join(f"{x * _WIDTH:.1f},{_HEIGHT - y * _HEIGHT:.2f}" for x, y in found.curve)
    curve = Curve("now", _("Share of the spend"), f"0,{_HEIGHT} {points}")
    ticks = tuple(percent(step / 5) for step in range(6))
    return Curves((curve,), ticks, (percent(1), percent(0.5), percent(0)))


def _width(ore: int, longest: int) -> str:
    return f"{max(0, ore) / longest * 100:.2f}%"


def _points(values: Sequence[int], top: int) -> str:
    step = _WIDTH / (len(values) - 1)
    return " ".join(
        f"{place * step:.1f},{_HEIGHT - max(0, value) / top * _HEIGHT:.2f}"
        for place, value in enumerate(values)
    )


def _ticks(names: Sequence[str]) -> tuple[str, ...]:
    """Return a few names, evenly apart, the first and the last among them."""
    number = min(_MOST_TICKS, len(names))
    return tuple(names[round(at * (len(names) - 1) / (number - 1))] for at in range(number))
