"""Loyalty by authority, category, supplier, contract or month, as a table and a file."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from kornhamn.analytics.queries.loyalty import by_part
from kornhamn.analytics.types.loyalty import LoyaltyPart
from kornhamn.analytics.types.spend import UNKNOWN, SpendSelection
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.loyalty_words import CAUSES
from kornhamn.web.pages.loyalty.opening import not_yet, page_context, trail
from kornhamn.web.pages.loyalty.words import PARTS, amount_of, lines_url
from kornhamn.web.pages.spend.opening import scope, with_choice
from kornhamn.web.pages.spend.selection import Choice, category_name
from kornhamn.web.requests import AppRequest
from kornhamn.web.tables import Column, Filter, Table

_UNNAMED = gettext_lazy("Not known")


@requires(Permission.READ_SPEND)
@with_choice
def parts(request: AppRequest, choice: Choice, part: str) -> HttpResponse:
    """Show the selection part by part, the most leaked first."""
    if part not in PARTS:
        raise Http404(part)
    if nothing := not_yet(request):
        return nothing
    found = by_part(choice.selection, scope(request), part)
    table = _table(part, choice).bind(list(found), request.GET, request.path)
    title = str(PARTS[part])
    page = {"title": title, "table": table, "breadcrumbs": trail((title, ""))}
    return download(table, f"avtalstrohet-{part}") or render(
        request, "loyalty/parts.html", page_context(request, choice, part) | page
    )


def _table(part: str, choice: Choice) -> Table:
    names = choice.form.categories

    def name(row: LoyaltyPart) -> str:
        if part == "category":
            return category_name(row.key, names)
        return row.name or str(_UNNAMED)

    def lines(row: LoyaltyPart) -> str:
        return lines_of(part, row, choice.selection)

    def cause(which: str) -> Column:
        return Column(
            which,
            CAUSES[which],
            kind="kronor",
            value=lambda row: amount_of(row.figures, which),
        )

    return Table(
        columns=(
            Column("name", PARTS[part], value=name, url=lambda row: _page_of(part, row)),
            Column("ore", gettext_lazy("Bought"), kind="kronor",
                   value=lambda row: row.figures.ore, url=lines),
            cause("covered"),
            Column("loyalty", gettext_lazy("Loyalty"), kind="percent",
                   value=lambda row: row.figures.loyalty),
            Column("leaked", gettext_lazy("Leaked"), kind="kronor",
                   value=lambda row: row.figures.leaked_ore),
            *(cause(one) for one in ("expired", "wrong-supplier", "wrong-authority",
                                     "over-ceiling", "no-contract")),
        ),
        filters=(Filter("name", PARTS[part]),) if part != "month" else (),
        id=f"loyalty-{part}",
        page_size=100,
        parquet=True,
    )  # fmt: skip


def lines_of(part: str, row: LoyaltyPart, selection: SpendSelection) -> str:
    """Return where the lines of a part are; nothing where they cannot be asked for alone."""
    if part == "category":
        return lines_url(selection.narrowed(category=row.key or UNKNOWN))
    if part == "authority" and not row.key:
        return lines_url(selection.narrowed(unmatched=True))
    if not row.key:
        return ""
    if part == "contract":
        return lines_url(selection, contract=row.key)
    return lines_url(_narrowed(part, row.key, selection))


def _narrowed(part: str, key: str, selection: SpendSelection) -> SpendSelection:
    if part == "authority":
        return selection.narrowed(authorities=frozenset({UUID(key)}), part=None)
    if part == "supplier":
        return selection.narrowed(supplier=UUID(key))
    return selection.narrowed(first=key, last=key)


def _page_of(part: str, row: LoyaltyPart) -> str:
    if not row.key:
        return ""
    if part == "contract":
        return reverse("contract-purchases", args=[row.key])
    return reverse("supplier", args=[row.key]) if part == "supplier" else ""
