"""Loyalty on one screen: a sentence first, then the causes, and how it moves."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.loyalty import (
    by_part,
    dearest_contracts,
    loyalty,
    priced_in_all,
)
from kornhamn.analytics.types.loyalty import LoyaltyFigures, LoyaltyPart
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.charts import Reading, Series, line_chart
from kornhamn.web.formats import kronor_short, percent, whole_kronor
from kornhamn.web.loyalty_words import CAUSES
from kornhamn.web.pages.loyalty.opening import not_yet, page_context, trail
from kornhamn.web.pages.loyalty.words import EXPLAINED, amount_of, lines_url
from kornhamn.web.pages.spend.opening import scope, with_choice
from kornhamn.web.pages.spend.selection import Choice
from kornhamn.web.price_words import paid_in_words
from kornhamn.web.requests import AppRequest

_FEWEST_POINTS = 2
_MOST_CONTRACTS = 5


@requires(Permission.READ_SPEND)
@with_choice
def overview(request: AppRequest, choice: Choice) -> HttpResponse:
    """Show how loyal the purchases of the selection are."""
    if nothing := not_yet(request):
        return nothing
    found = loyalty(choice.selection, scope(request))
    months = by_part(choice.selection, scope(request), "month")
    contracts = by_part(choice.selection, scope(request), "contract")
    context = {
        "found": found,
        "headline": headline(found),
        "more": _more(found),
        "causes": _causes(found, choice),
        **_trend(months),
        "worst": [
            (one, lines_url(choice.selection, contract=one.key))
            for one in contracts[:_MOST_CONTRACTS]
            if one.figures.leaked_ore > 0
        ],
        "paid": paid_in_words(priced_in_all(choice.selection, scope(request))),
        "dearest": dearest_contracts(choice.selection, scope(request), most=_MOST_CONTRACTS),
        "breadcrumbs": trail(),
    }
    return render(request, "loyalty/overview.html", page_context(request, choice, "") | context)


def headline(found: LoyaltyFigures) -> str:
    """Return the sentence that comes first."""
    if not found.lines:
        return _("Nothing was bought in the selection.")
    if found.loyalty is None:
        return _("Nothing of what was bought has a contract registered.")
    return _("Where there was a contract, %(share)s was bought under it. %(leaked)s leaked.") % {
        "share": percent(found.loyalty),
        "leaked": kronor_short(found.leaked_ore),
    }


def _more(found: LoyaltyFigures) -> list[str]:
    told = [
        _("%(covered)s of %(all)s was bought under a contract, %(share)s of everything.")
        % {
            "covered": kronor_short(found.covered_ore),
            "all": kronor_short(found.ore),
            "share": percent(found.coverage or 0),
        }
    ]
    if found.no_contract_ore:
        said = {
            "none": kronor_short(found.no_contract_ore),
            "unknown": kronor_short(found.uncategorised_ore),
        }
        told.append(
            _("%(none)s has no contract at all; of that, %(unknown)s has no category yet.") % said
        )
    return told


def _causes(found: LoyaltyFigures, choice: Choice) -> list[dict[str, Any]]:
    rows = []
    for cause, word in CAUSES.items():
        ore = amount_of(found, cause)
        share = ore / found.ore if found.ore else 0
        rows.append(
            {
                "word": word,
                "explained": EXPLAINED[cause],
                "ore": whole_kronor(ore),
                "share": percent(share),
                "url": lines_url(choice.selection, leak=cause),
            }
        )
    return rows


def _trend(months: tuple[LoyaltyPart, ...]) -> dict[str, Any]:
    """Return the share that leaked month by month, as a chart and its table."""
    rows: list[dict[str, Any]] = [
        {"month": one.key, "maverick": one.figures.maverick}
        for one in months
        if one.key and one.figures.maverick is not None
    ]
    if len(rows) < _FEWEST_POINTS:
        return {"chart": ""}
    title = _("Leaked, of what there was a contract for")
    return {
        "chart": line_chart(
            rows,
            x="month",
            series=(Series("maverick", title, "chart-1"),),
            format_value=percent,
            reading=Reading(title, _("Month by month, in share of kronor.")),
        ),
        "trend": _trend_words(rows),
        "trend_headings": [_("Month"), title],
        "trend_rows": [(row["month"], percent(row["maverick"])) for row in rows],
    }


def _trend_words(rows: list[dict[str, Any]]) -> str:
    said = {
        "first": percent(rows[0]["maverick"]),
        "month": rows[0]["month"],
        "last": percent(rows[-1]["maverick"]),
        "latest": rows[-1]["month"],
    }
    return _("From %(first)s in %(month)s to %(last)s in %(latest)s.") % said
