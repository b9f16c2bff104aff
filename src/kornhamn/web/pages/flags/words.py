"""Flags in words: what they are about, their figures in their units, where they stand."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kornhamn.analytics.types.flags import AskedFlag
from kornhamn.analytics.types.indicators import FigureUnit, Side
from kornhamn.analytics.workflow import FlagState
from kornhamn.kernel.texts import Text
from kornhamn.web import formats
from kornhamn.web.category_names import category_name

STATES: dict[FlagState, Promise] = {
    FlagState.OPEN: _("Waits for an answer"),
    FlagState.REOPENED: _("Asked anew"),
    FlagState.ANSWERED: _("Answered"),
    FlagState.LAPSED: _("No longer asked"),
}
COLOURS = {
    FlagState.OPEN: "warning",
    FlagState.REOPENED: "warning",
    FlagState.ANSWERED: "success",
    FlagState.LAPSED: "neutral",
}
_WHOLE, _TENTHS = 10_000, 10


def said(text: Text) -> str:
    """Return a text of the rulebook in the reader's language."""
    return text.in_language(get_language() or "sv")


def figure(value: int | None, unit: FigureUnit) -> str:
    """Return a whole number in words, as its unit is read."""
    if value is None:
        return gettext("unknown")
    match unit:
        case FigureUnit.ORE:
            return formats.whole_kronor(value)
        case FigureUnit.SHARE:
            return formats.percent(value / _WHOLE, 1)
        case FigureUnit.DAYS:
            days = formats.number(value / _TENTHS, 1)
            return gettext("%(days)s days") % {"days": days}
        case FigureUnit.COUNT | FigureUnit.INDEX:
            return formats.number(value)


def authority_of(flag: AskedFlag) -> str:
    """Return whose figures they are."""
    return flag.authority or gettext("The whole group")


def about(flag: AskedFlag) -> str:
    """Return what a flag is about, besides whose figures they are."""
    parts = (category_name(flag.category, blank=""), flag.supplier, flag.item, str(flag.year or ""))
    return " · ".join(part for part in parts if part)


def addressed_to(flag: AskedFlag) -> str:
    """Return who is to answer, or that nobody holds the role."""
    return ", ".join(flag.addressees) or gettext("Vacant")


def figures(flag: AskedFlag) -> list[tuple[str, str]]:
    """Return the figures of a flag as terms and values."""
    unit = flag.indicator.unit
    found = [
        (said(flag.indicator.name), figure(flag.value, unit)),
        (_beyond(flag), figure(flag.threshold, unit)),
    ]
    for measure, value in ((flag.indicator.part, flag.part), (flag.indicator.whole, flag.whole)):
        if measure is not None and value is not None:
            found.append((_capital(said(measure.name)), figure(value, measure.unit)))
    return [*found, *_forecast(flag)]


def _beyond(flag: AskedFlag) -> str:
    rule = flag.indicator.flag
    if rule is not None and rule.side is Side.BELOW:
        return gettext("Asks at or under")
    return gettext("Asks at or over")


def _forecast(flag: AskedFlag) -> list[tuple[str, str]]:
    """Return what the year is heading for, with how sure that is."""
    if flag.years is None:
        return []
    term = gettext("Expected by the end of the year")
    if flag.forecast is None:
        short = gettext("No forecast: less than a quarter of a year, and no earlier whole year")
        return [(term, short)]
    if flag.low is None or flag.high is None:
        how = gettext("by the share of the days: no earlier whole year to go by, so no interval")
    else:
        how = ngettext(
            "between %(low)s and %(high)s, by %(years)s earlier year",
            "between %(low)s and %(high)s, by %(years)s earlier years",
            flag.years,
        ) % {"low": _rounded(flag.low), "high": _rounded(flag.high), "years": flag.years}
    return [(term, f"{_rounded(flag.forecast)} ({how})")]


def _rounded(ore: int) -> str:
    """Return a forecast in whole kronor: its öre would say more than it knows."""
    return formats.whole_kronor(ore)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
