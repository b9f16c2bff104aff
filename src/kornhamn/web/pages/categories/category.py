"""One category or group: what is bought in it, from whom, by whom, and how dependent that is."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.spend import SpendOfCategory, spend_of_category
from kornhamn.analytics.types import NoSpendError
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.categories.queries import of_cpv, tree
from kornhamn.categories.types import Category, CategoryGroup
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.types import Permission
from kornhamn.procurement.queries.case_list import readable
from kornhamn.web.access import requires
from kornhamn.web.category_names import category_names, cpv_words
from kornhamn.web.charts import Reading, Series, line_chart
from kornhamn.web.formats import kronor_short
from kornhamn.web.pages.categories.one_screen import one_screen
from kornhamn.web.pages.categories.tabs import tabs
from kornhamn.web.pages.spend.selection import link
from kornhamn.web.requests import AppRequest

_MOST = 10
_CONCENTRATED, _SPREAD = 0.25, 0.15  # the competition authorities' usual bounds of HHI


@requires(Permission.READ_SPEND)
def category_page(request: AppRequest, code: str) -> HttpResponse:
    """Show one category or group."""
    here = found_in_tree(code)
    language = get_language() or "sv"
    name = here.name.in_language(language)
    context = {
        "here": here,
        "name": name,
        "is_group": isinstance(here, CategoryGroup),
        "about": here.about.in_language(language) if isinstance(here, CategoryGroup) else "",
        "below": _below(here, language),
        "leads": _leads(here),
        "tabs": tabs(request, "categories"),
        "breadcrumbs": [*trail_to(here)[:-1], (name, "")],
        **one_screen(request, code),
        **_figures(request, code, name),
        **_procurements(request, here),
    }
    return render(request, "categories/category.html", context)


def found_in_tree(code: str) -> Category | CategoryGroup:
    """Return the group or category with a code, or answer that there is none."""
    for group in tree().groups:
        if group.code == code:
            return group
        for category in group.categories:
            if category.code == code:
                return category
    raise Http404


def trail_to(here: Category | CategoryGroup) -> list[tuple[str, str]]:
    """Return the way to a category's page, itself the last step."""
    codes = (here.code,) if isinstance(here, CategoryGroup) else (here.group, here.code)
    names = category_names()
    return [
        (_("Spend"), reverse("spend")),
        (_("Category tree"), reverse("categories")),
        *((names[code], reverse("category", args=[code])) for code in codes),
    ]


def _below(here: Category | CategoryGroup, language: str) -> list[tuple[str, str]]:
    if isinstance(here, Category):
        return []
    return [
        (c.name.in_language(language), reverse("category", args=[c.code])) for c in here.categories
    ]


def _leads(here: Category | CategoryGroup) -> list[tuple[str, str]]:
    """Return what leads to a category, in words."""
    if isinstance(here, CategoryGroup):
        return []
    told = [
        (_("CPV"), "; ".join(f"{prefix} {name}" for prefix, name in cpv_words(here.cpv))),
        (_("Accounts that decide"), ", ".join(here.accounts)),
        (_("where their text has"), ", ".join(f"{word}…" for word in here.words)),
        (_("Accounts that suggest"), ", ".join(here.account_hints)),
    ]
    return [(term, value) for term, value in told if value]


def _figures(request: AppRequest, code: str, name: str) -> dict[str, Any]:
    try:
        found = spend_of_category(code, scope_of(request.actor, Permission.READ_SPEND))
    except NoSpendError:
        return {"spend": None}
    months = [{"month": part.name, "kronor": part.ore} for part in found.months if part.key]
    chart = line_chart(
        months,
        x="month",
        series=(Series("kronor", name, "chart-1"),),
        format_value=kronor_short,
        reading=Reading(name, _("Purchases month by month, in kronor.")),
    )
    return {
        "spend": found,
        "chart": chart if len(months) > 1 else "",
        "months": [(part.name, kronor_short(part.ore)) for part in found.months],
        "suppliers": found.suppliers[:_MOST],
        "lines_url": link("spend-lines", SpendSelection(category=code)),
        "suppliers_url": link("spend-suppliers", SpendSelection(category=code)),
        "few": _dependence(found),
    }


def _dependence(found: SpendOfCategory) -> str:
    """Return how dependent the purchases are, in a sentence, where the figures can tell."""
    if len(found.concentration) != 1:
        return ""
    hhi = found.concentration[0].hhi
    if hhi > _CONCENTRATED:
        return _("The purchases are concentrated to few suppliers.")
    if hhi > _SPREAD:
        return _("The purchases are somewhat concentrated.")
    return _("The purchases are spread over many suppliers.")


def _procurements(request: AppRequest, here: Category | CategoryGroup) -> dict[str, Any]:
    """Return the latest procurements whose CPV leads here, for those who may read them."""
    if not may(request.actor, Permission.READ_CASES):
        return {"cases": []}
    codes = here.categories if isinstance(here, CategoryGroup) else (here,)
    rows = readable(request.actor).filter(_begins([p for c in codes for p in c.cpv]))
    own = {c.code for c in codes}
    latest = rows.order_by("-published_on", "title")[: _MOST * 10]
    return {"cases": [row for row in latest if _leads_to(row.cpv, own)][:_MOST]}


def _leads_to(cpv: str | None, codes: set[str]) -> bool:
    """Tell whether a code leads here: a longer prefix may lead elsewhere."""
    found = of_cpv(cpv or "")
    return found is not None and found.code in codes


def _begins(prefixes: list[str]) -> Q:
    condition = Q(pk__in=[])
    for prefix in prefixes:
        condition |= Q(cpv__startswith=prefix)
    return condition
