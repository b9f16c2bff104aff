"""A selection cut into parts: committees and companies, categories, months."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from kornhamn.analytics.queries.follow_up import by_authority, by_category, by_period
from kornhamn.analytics.types import Selection, Slice
from kornhamn.organisation.types import Scope
from kornhamn.web.pages.follow_up import figures
from kornhamn.web.pages.follow_up.drawings import Drawing, over_months, verdicts_by


@dataclass(frozen=True, slots=True)
class Part:
    """One way to cut, with a line a part."""

    view: str
    label: Promise  # what a line is
    title: Promise  # what its chart is called
    lines: list[figures.Line]


def part_of(view: str, selection: Selection, scope: Scope) -> Part:
    """Return the selection cut the way the view asks for: authorities, categories or months."""
    ask, narrow, label, title = _WAYS[view]
    lines = figures.slice_lines(ask(selection, scope), selection, narrow(selection))
    return Part(view, label, title, lines)


def drawn(part: Part) -> Drawing | None:
    """Return the chart of the parts: lines over months, else a bar a part."""
    if part.view == "months":
        return over_months(str(part.title), part.lines)
    return verdicts_by(str(part.title), part.lines)


def _categories(selection: Selection, scope: Scope) -> Sequence[Slice]:
    return by_category(selection, scope, language=get_language() or "sv")


_Ask = Callable[[Selection, Scope], Sequence[Slice]]
_Narrow = Callable[[Selection], Callable[[Slice], Selection | None]]
_WAYS: dict[str, tuple[_Ask, _Narrow, Promise, Promise]] = {
    "authorities": (
        by_authority,
        figures.in_authority,
        gettext_lazy("Committee or company"),
        gettext_lazy("How it goes in each committee and company"),
    ),
    "months": (
        by_period,
        figures.in_month,
        gettext_lazy("Month"),
        gettext_lazy("Met and unknown over time"),
    ),
    "categories": (
        _categories,
        figures.in_category,
        gettext_lazy("Category"),
        gettext_lazy("How it goes in each category"),
    ),
}
VIEWS = tuple(_WAYS)
