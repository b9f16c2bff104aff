"""The category tree as a document, a page for each category, and the work with categories."""

from django.urls import path

from kornhamn.web.pages.categories.acting import follow, plan
from kornhamn.web.pages.categories.category import category_page
from kornhamn.web.pages.categories.council import record_decision
from kornhamn.web.pages.categories.strategy import strategy_page
from kornhamn.web.pages.categories.team import leave, team_page
from kornhamn.web.pages.categories.tree import tree_page
from kornhamn.web.pages.categories.writing import decide, follow_up, write

_STRATEGY = "categories/strategies/<uuid:strategy_id>/"
urlpatterns = [
    path("categories/", tree_page, name="categories"),
    path("categories/council/", record_decision, name="council-decision"),
    path("categories/team/<uuid:member_id>/leave/", leave, name="leave-category-team"),
    path(_STRATEGY, strategy_page, name="category-strategy"),
    path(f"{_STRATEGY}decide/", decide, name="decide-strategy"),
    path(f"{_STRATEGY}follow-up/", follow_up, name="follow-up-strategy"),
    path(f"{_STRATEGY}actions/new/", plan, name="plan-strategy-action"),
    path("categories/actions/<uuid:action_id>/", follow, name="follow-strategy-action"),
    path("categories/<slug:code>/", category_page, name="category"),
    path("categories/<slug:code>/team/", team_page, name="category-team"),
    path("categories/<slug:code>/strategy/", write, name="write-strategy"),
]
