"""The charts of the follow-up, each with the sentence that says what it shows.

Bars and lines are a few shapes of SVG beside names in HTML: names wrap and link as text does, one
drawing serves every width, and a new selection costs no time to draw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from kornhamn.rulebook.types import Verdict
from kornhamn.web.formats import number, percent
from kornhamn.web.pages.follow_up.figures import Line
from kornhamn.web.words import VERDICT_LABELS

DRAWN = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.DEPARTED)
_MOST_BARS = 20
_MOST_TICKS = 6
_WIDTH = 1000  # of the lines' drawing, in its own units; its height is 100


@dataclass(frozen=True, slots=True)
class Segment:
    """One verdict of a bar: where it starts and how wide it is, in percent of the bar."""

    verdict: Verdict
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line as a bar, divided into verdicts; `numbers` says them in words."""

    name: str
    url: str
    segments: tuple[Segment, ...]
    unknown: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Curve:
    """One share over the months: its name, its last value, its pieces between gaps."""

    key: str
    name: str
    last: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its title and its sentence: bars, or curves over ticks."""

    title: str
    sentence: str
    bars: tuple[Bar, ...] = ()
    curves: tuple[Curve, ...] = ()
    ticks: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = DRAWN


def verdicts_by(title: str, lines: Sequence[Line]) -> Drawing | None:
    """Return one bar a line, the one with most assessments first; None where nothing applies.

    What is not applicable is left out: it would hide the rest.
    """
    shown = sorted((line for line in lines if line.tally.relevant), key=_most_first)[:_MOST_BARS]
    if not shown:
        return None
    return Drawing(title, _sentence(shown), bars=tuple(_bar(line) for line in shown))


def over_months(title: str, lines: Sequence[Line]) -> Drawing | None:
    """Return the shares met and unknown as curves; None where there are not two months."""
    months = sorted((line for line in lines if line.key), key=lambda line: line.key)
    if len(months) < 2:  # noqa: PLR2004 - a line takes two points
        return None
    met = [line.tally.share_met for line in months]
    unknown = [line.tally.share_unknown for line in months]
    sentence = _(
        "The share unknown went from %(before)s in %(first)s to %(after)s in %(last)s."
    ) % {
        "before": _share(unknown[0]),
        "after": _share(unknown[-1]),
        "first": months[0].key,
        "last": months[-1].key,
    }
    curves = (
        Curve("unknown", _("Share unknown"), _share(unknown[-1]), _pieces(unknown)),
        Curve("met", _("Share met"), _share(met[-1]), _pieces(met)),
    )
    return Drawing(title, sentence, curves=curves, ticks=_ticks([line.key for line in months]))


def _bar(line: Line) -> Bar:
    tally = line.tally
    counts = [(verdict, tally.of(verdict).assessments) for verdict in DRAWN]
    segments, start = [], 0.0
    for verdict, count in counts:
        width = 100 * count / tally.relevant
        if count:
            segments.append(Segment(verdict, f"{start:.3f}%", f"{width:.3f}%"))
        start += width
    said = ", ".join(f"{VERDICT_LABELS[verdict]} {number(count)}" for verdict, count in counts)
    return Bar(line.name, line.url, tuple(segments), _share(tally.share_unknown), said)


def _pieces(shares: Sequence[float | None]) -> tuple[str, ...]:
    """Return the points of each unbroken piece; a month alone becomes a short dash."""
    step = _WIDTH / max(1, len(shares) - 1)
    places = [(place * step, share) for place, share in enumerate(shares)]
    pieces = []
    for known, group in groupby(places, key=lambda one: one[1] is not None):
        if known:
            points = [(x, 100 - 100 * (share or 0)) for x, share in group]
            pieces.append(_points(points if len(points) > 1 else _dash(points[0])))
    return tuple(pieces)


def _dash(point: tuple[float, float]) -> list[tuple[float, float]]:
    x, y = point
    return [(max(0, x - 5), y), (min(_WIDTH, x + 5), y)]


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _ticks(months: Sequence[str]) -> tuple[str, ...]:
    """Return months at even distances, the first and the last among them."""
    steps = min(_MOST_TICKS, len(months)) - 1
    return tuple(months[round(step * (len(months) - 1) / steps)] for step in range(steps + 1))


def _most_first(line: Line) -> int:
    return -line.tally.relevant


def _sentence(lines: Sequence[Line]) -> str:
    """Say where most is left to answer and where most falls short."""
    highest = max(line.tally.share_unknown or 0 for line in lines)
    there = [line.name for line in lines if line.tally.share_unknown == highest]
    several = _("%(count)s of %(all)s") % {"count": len(there), "all": len(lines)}
    said = _("The largest share unknown: %(share)s, %(where)s.") % {
        "share": percent(highest),
        "where": there[0] if len(there) == 1 else several,
    }
    broken = max(lines, key=lambda line: line.tally.not_met.assessments)
    if not broken.tally.not_met.assessments:
        return said
    fallen = _("The most not met: %(name)s, %(count)s assessments.") % {
        "name": broken.name,
        "count": number(broken.tally.not_met.assessments),
    }
    return f"{said} {fallen}"


def _share(share: float | None) -> str:
    return percent(share) if share is not None else "\N{EN DASH}"
