"""The charts of the follow-up, each with the sentence that says what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kornhamn.rulebook.types import Verdict
from kornhamn.web import charts
from kornhamn.web.formats import number, percent
from kornhamn.web.pages.follow_up.figures import ORDER, Line
from kornhamn.web.words import VERDICT_LABELS

_MOST_BARS = 20


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its title and its sentence."""

    title: str
    sentence: str
    chart: SafeString


def verdicts_by(title: str, lines: Sequence[Line]) -> Drawing | None:
    """Return one bar a line, divided into verdicts; nothing where nothing applies.

    What is not applicable is left out: it would hide the rest.
    """
    shown = sorted((line for line in lines if line.tally.relevant), key=_most_first)[:_MOST_BARS]
    if not shown:
        return None
    rows = [
        {"name": line.name} | {verdict: line.tally.of(verdict).assessments for verdict in ORDER}
        for line in shown
    ]
    series = [
        one for one in charts.verdict_series(VERDICT_LABELS) if one.key != Verdict.NOT_APPLICABLE
    ]
    sentence = _sentence(shown)
    drawn = charts.stacked_bar_chart(
        rows, y="name", series=series, reading=charts.Reading(title, sentence)
    )
    return Drawing(title, sentence, drawn)


def over_months(lines: Sequence[Line]) -> Drawing | None:
    """Return the shares met and unknown as lines over the months."""
    months = sorted((line for line in lines if line.key), key=lambda line: line.key)
    if len(months) < 2:  # noqa: PLR2004 - a line takes two points
        return None
    title = _("Met and unknown over time")
    first, last = months[0].tally, months[-1].tally
    sentence = _(
        "The share unknown went from %(before)s in %(first)s to %(after)s in %(last)s."
    ) % {
        "before": _share(first.share_unknown),
        "after": _share(last.share_unknown),
        "first": months[0].key,
        "last": months[-1].key,
    }
    drawn = charts.line_chart(
        [
            {"month": line.key, "met": line.tally.share_met, "unknown": line.tally.share_unknown}
            for line in months
        ],
        x="month",
        series=(
            charts.Series("unknown", _("Share unknown"), "chart-2"),
            charts.Series("met", _("Share met"), "chart-1"),
        ),
        format_value=percent,
        reading=charts.Reading(title, sentence),
    )
    return Drawing(title, sentence, drawn)


def _most_first(line: Line) -> int:
    return -line.tally.relevant


def _sentence(lines: Sequence[Line]) -> str:
    """Say who has most left to answer and who falls short most often."""
    highest = max(line.tally.share_unknown or 0 for line in lines)
    there = [line.name for line in lines if line.tally.share_unknown == highest]
    where = there[0] if len(there) == 1 else _("%(count)s of %(all)s") % {
        "count": len(there), "all": len(lines)
    }  # fmt: skip
    parts = [
        _("The largest share unknown: %(share)s, %(where)s.")
        % {"share": percent(highest), "where": where}
    ]
    broken = max(lines, key=lambda line: line.tally.not_met.assessments)
    if broken.tally.not_met.assessments:
        parts.append(
            _("The most not met: %(name)s, %(count)s assessments.")
            % {"name": broken.name, "count": number(broken.tally.not_met.assessments)}
        )
    return " ".join(parts)


def _share(share: float | None) -> str:
    return percent(share) if share is not None else "\N{EN DASH}"
