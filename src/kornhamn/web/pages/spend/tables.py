"""The tables of the spend explorer; every number leads to its lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from kornhamn.analytics.types.spend import UNKNOWN, SpendPart, SpendSelection
from kornhamn.web.pages.spend.selection import Choice, category_name, link
from kornhamn.web.tables import Column, Filter, Table

Narrow = Callable[[SpendPart], SpendSelection | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One part with its name in words, where it leads, and the address of its lines."""

    part: SpendPart
    name: str
    url: str
    lines_url: str
    key: str = ""


def lines_of(parts: tuple[SpendPart, ...], choice: Choice, view: str, **more: str) -> list[Line]:
    """Return a line a part of a view: authorities, categories or time."""
    naming, narrow = _WAYS[view]
    page = {"time": "spend-lines"}.get(view, "spend")
    found = []
    for part in parts:
        own = narrow(choice.selection)(part)
        found.append(
            Line(
                part=part,
                name=naming(part, choice.form.categories),
                url=link(page, own, **more) if own else "",
                lines_url=link("spend-lines", own) if own else "",
                key=part.key,
            )
        )
    return found


def parts_table(view: str, label: str | Promise, *, beside: str = "") -> Table:
    """Return the table of parts, with columns for what they are compared with if anything is."""
    name = Column("name", label, url=lambda line: line.url)
    if view == "time":
        name = Column("key", label, url=lambda line: line.url, value=lambda line: line.name)
    compared = (
        Column("other", beside, kind="kronor", value=lambda line: line.part.other_ore),
        Column("change", _("Difference"), kind="kronor", value=lambda line: line.part.change),
    )
    return Table(
        columns=(
            name,
            Column("ore", _("Amount"), kind="kronor", value=lambda line: line.part.ore),
            Column("share", _("Share"), kind="percent", value=lambda line: line.part.share),
            *(compared if beside else ()),
            Column(
                "lines",
                _("Lines"),
                kind="number",
                value=lambda line: line.part.lines,
                url=lambda line: line.lines_url,
            ),
        ),
        filters=() if view == "time" else (Filter("name", label),),
        id=view,
        page_size=200,
        parquet=True,
    )


def _authority_name(part: SpendPart, _names: Mapping[str, str]) -> str:
    return part.name or gettext("Matched to none")


def _month_name(part: SpendPart, _names: Mapping[str, str]) -> str:
    return part.name or gettext("Without a day")


def _category_name(part: SpendPart, names: Mapping[str, str]) -> str:
    return category_name(part.key, names)


def in_authority(selection: SpendSelection) -> Narrow:
    """Return how an authority's part narrows the selection."""
    return lambda part: (
        selection.narrowed(authorities=frozenset({UUID(part.key)}), part=None)
        if part.key
        else selection.narrowed(unmatched=True)
    )


def in_category(selection: SpendSelection) -> Narrow:
    """Return how a category narrows the selection."""
    return lambda part: selection.narrowed(category=part.key or UNKNOWN)


def in_month(selection: SpendSelection) -> Narrow:
    """Return how a month narrows the selection; lines without a day cannot be asked for alone."""
    return lambda part: selection.narrowed(first=part.key, last=part.key) if part.key else None


_WAYS: dict[str, tuple[Callable[[SpendPart, Mapping[str, str]], str], Any]] = {
    "authorities": (_authority_name, in_authority),
    "categories": (_category_name, in_category),
    "time": (_month_name, in_month),
}
LABELS: dict[str, Promise] = {
    "authorities": gettext_lazy("Committee or company"),
    "categories": gettext_lazy("Category"),
    "time": gettext_lazy("Month"),
}
