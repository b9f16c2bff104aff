"""The tree as a document that anybody who reads figures can read."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kornhamn.categories.queries import (
    Strategy,
    current_strategies,
    fingerprint,
    latest_decision,
    tree,
)
from kornhamn.categories.types import Category, StrategyState
from kornhamn.organisation.permissions import may
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.category_names import category_names, cpv_words
from kornhamn.web.pages.categories.tabs import tabs
from kornhamn.web.pages.categories.words import COLOURS, STATES, expected_ore, followed_ore
from kornhamn.web.requests import AppRequest


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One category in the document."""

    code: str
    name: str
    cpv: list[tuple[str, str]]
    accounts: tuple[str, ...]
    hints: tuple[str, ...]


@requires(Permission.READ_SPEND)
def tree_page(request: AppRequest) -> HttpResponse:
    """Show every group with its categories, and what leads to each."""
    language = get_language() or "sv"
    groups = [
        {
            "code": group.code,
            "name": group.name.in_language(language),
            "about": group.about.in_language(language),
            "purchasable": group.purchasable,
            "rows": [_row(category, language) for category in group.categories],
        }
        for group in tree().groups
    ]
    context = {
        "groups": groups,
        "number": sum(len(group.categories) for group in tree().groups),
        **_decided(),
        "strategies": [_strategy(one) for one in current_strategies()],
        "may_decide": may(request.actor, Permission.DECIDE_CATEGORIES),
        "tabs": tabs(request, "categories"),
        "breadcrumbs": [(_("Spend"), reverse("spend")), (_("Category tree"), "")],
    }
    return render(request, "categories/tree.html", context)


def _decided() -> dict[str, object]:
    """Return the council's decision on the tree, and the categories it put first."""
    latest = latest_decision()
    names = category_names()
    first = sorted(row.category for row in latest.prioritised.all()) if latest else []
    return {
        "decision": latest,
        "is_as_decided": latest is not None and latest.fingerprint == fingerprint(),
        "prioritised": [(f"{code} {names.get(code, '')}".strip(), code) for code in first],
    }


def _strategy(one: Strategy) -> dict[str, object]:
    """Return a strategy in force with what its actions are to give, and have given."""
    actions = list(one.actions.all())
    return {
        "title": one.title,
        "url": reverse("category-strategy", args=[one.pk]),
        "category": category_names().get(one.category, one.category),
        "code": one.category,
        "expected": expected_ore(actions),
        "followed": followed_ore(actions),
        "state": STATES[StrategyState(one.state)],
        "colour": COLOURS[StrategyState(one.state)],
    }


def _row(category: Category, language: str) -> TreeRow:
    return TreeRow(
        code=category.code,
        name=category.name.in_language(language),
        cpv=cpv_words(category.cpv),
        accounts=category.accounts,
        hints=category.account_hints,
    )
