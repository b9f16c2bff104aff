"""Samples for the style page: made-up figures, so that the page needs no data."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.web import charts as drawing
from kornhamn.web import formats
from kornhamn.web.heat_maps import Cell, Heading, HeatMap, Row, shade_of
from kornhamn.web.tables import Column, Filter, Table
from kornhamn.web.words import VERDICT_LABELS

_AUTHORITIES = (
    "Äldreomsorgsnämnden", "Grundskolenämnden", "Öppna bostäder AB", "Åkervattnet AB",
    "Kulturnämnden", "Zinkgruvans fastigheter AB",
)  # fmt: skip


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=gettext_lazy("What is to be bought?"),
        help_text=gettext_lazy("A short name that a colleague understands."),
    )
    value = forms.IntegerField(
        label=gettext_lazy("Estimated value in kronor"),
        help_text=gettext_lazy("Without VAT, the whole contract period with extensions."),
        min_value=0,
    )
    starts_on = forms.DateField(label=gettext_lazy("When is it needed?"))
    procedure = forms.ChoiceField(
        label=gettext_lazy("Which procedure?"),
        widget=forms.RadioSelect,
        choices=[("open", gettext_lazy("Open")), ("direct", gettext_lazy("Direct award"))],
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Authority"),
        choices=[("", gettext_lazy("Choose")), *((name, name) for name in _AUTHORITIES)],
    )
    terms = forms.MultipleChoiceField(
        label=gettext_lazy("Terms of the contract"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("environment", gettext_lazy("Environmental requirements")),
            ("social", gettext_lazy("Social requirements")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    attachment = forms.FileField(label=gettext_lazy("Attachment"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("I have read the guidance"))


CASES = Table(
    columns=(
        Column("title", gettext_lazy("Procurement"), url=lambda row: f"#{row['id']}"),
        Column("authority", gettext_lazy("Authority")),
        Column("published_on", gettext_lazy("Published"), kind="date"),
        Column("verdict", gettext_lazy("Verdict"), kind="verdict"),
        Column("value", gettext_lazy("Value"), kind="money"),
    ),
    filters=(
        Filter("title", gettext_lazy("Procurement")),
        Filter("verdict", gettext_lazy("Verdict"), choices=tuple(VERDICT_LABELS.items())),
    ),
    id="sample-cases",
    default_sort="authority",
    page_size=6,
)


def case_rows() -> list[dict[str, Any]]:
    """Return rows with every verdict, long names, credits and gaps."""
    titles = ("Städning", "Örtkryddor", "Ångpannor", "Läromedel", "Bussar", "Äppelmust", "Väktare")
    verdicts = list(VERDICT_LABELS)
    return [
        {
            "id": number,
            "title": f"{titles[number % 7]} {2021 + number % 5}",
            "authority": _AUTHORITIES[number % 6],
            "published_on": date(2021, 1, 4) + timedelta(days=37 * number),
            "verdict": verdicts[number % 5],
            "value": None if not number % 9 else 1_234_567_00 * (number + 1) % 99_000_000_00,
        }
        for number in range(100)
    ]


def charts() -> dict[str, Any]:
    """Return one chart of each kind."""
    millions = (91.2, 74.05, 38, 22.4, 9.1, 0.8)
    amounts: list[dict[str, Any]] = [
        {"name": name, "amount": round(million * 1_000_000) * 100}
        for name, million in zip(_AUTHORITIES, millions, strict=True)
    ]
    return {
        "bars": _bars(amounts),
        "stacks": _stacks(),
        "lines": _lines(),
        "headings": (_("Authority"), _("Value")),
        "rows": [(row["name"], formats.kronor(row["amount"])) for row in amounts],
    }


def _bars(amounts: list[dict[str, Any]]) -> SafeString:
    return drawing.bar_chart(
        amounts,
        x="amount",
        y="name",
        format_value=formats.kronor_short,
        reading=drawing.Reading(_("Value by authority"), _("Six bars, the largest on top.")),
    )


def _stacks() -> SafeString:
    counts = ((61, 4, 22, 10, 3), (48, 11, 31, 9, 1), (20, 2, 70, 8, 0), (35, 6, 40, 14, 5))
    rows = [
        {"name": name, **dict(zip(VERDICT_LABELS, numbers, strict=True))}
        for name, numbers in zip(_AUTHORITIES, counts, strict=False)
    ]
    return drawing.stacked_bar_chart(
        rows,
        y="name",
        series=drawing.verdict_series(VERDICT_LABELS),
        reading=drawing.Reading(_("Verdicts by authority"), _("One bar an authority, in shares.")),
    )


def _lines() -> SafeString:
    shares = ((2021, 0.62, 0.31), (2022, 0.55, 0.34), (2023, 0.41, 0.47), (2024, 0.28, 0.58))
    return drawing.line_chart(
        [{"year": year, "unknown": unknown, "met": met} for year, unknown, met in shares],
        x="year",
        series=(
            drawing.Series("unknown", str(VERDICT_LABELS["unknown"]), "chart-2"),
            drawing.Series("met", str(VERDICT_LABELS["met"]), "chart-1"),
        ),
        format_value=formats.percent,
        reading=drawing.Reading(_("Known and met"), _("Two lines over four years.")),
    )


def heat_map() -> HeatMap:
    """Return clauses by authorities in every shade."""
    clauses = ("Social hänsyn", "Miljökrav", "Uppföljning", "Visselblåsning")
    return HeatMap(
        corner=_("Clause"),
        columns=[Heading(name, url="#") for name in _AUTHORITIES],
        rows=[
            Row(clause, [_heat_cell(line, place) for place in range(len(_AUTHORITIES))], url="#")
            for line, clause in enumerate(clauses)
        ],
        low=_("None unknown"),
        high=_("All unknown"),
    )


def _heat_cell(line: int, place: int) -> Cell:
    share = ((line * 6 + place) % 12) / 10
    if share > 1:
        return Cell("\u2013", note=str(VERDICT_LABELS["not-applicable"]))
    return Cell(formats.percent(share), shade_of(share), url="#", note=str(_("unknown")))


def timeline(on: date) -> list[SimpleNamespace]:
    """Return days in every state around `on`."""
    states = ("done", "late", "current", "coming")
    titles = (_("The need is described"), _("The board decides"), _("Tenders are in"), _("Start"))
    return [
        SimpleNamespace(
            date=on + timedelta(days=21 * (place - 2)), title=title, state=state, url="", text=""
        )
        for place, (title, state) in enumerate(zip(titles, states, strict=True))
    ]


def next_actions(on: date) -> list[SimpleNamespace]:
    """Return what waits, one of it late."""
    rows = ((_("Answer five questions about Städning 2024"), -3), (_("Decide on a departure"), 12))
    return [
        SimpleNamespace(
            title=title, url="#", text=_AUTHORITIES[0], due=on + timedelta(days=days), late=days < 0
        )
        for title, days in rows
    ]


def steps() -> list[SimpleNamespace]:
    """Return a path with one step of each state."""
    titles = (_("What is needed?"), _("What is it worth?"), _("Who may tender?"))
    states = ("done", "current", "coming")
    return [
        SimpleNamespace(title=title, state=state, url="#" if state == "done" else "")
        for title, state in zip(titles, states, strict=True)
    ]


def comparison() -> dict[str, Any]:
    """Return two editions side by side."""
    force, limit = _("Force"), _("Limit for direct award")
    return {
        "columns": ("2019", "2025"),
        "rows": [
            (force, (_("Consider"), _("Shall")), True),
            (limit, (formats.kronor(100_000_00), formats.kronor(100_000_00)), False),
        ],
    }
