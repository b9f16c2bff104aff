"""The programme followed up: figures first, then their rows. One module a page."""

from django.urls import URLPattern, path

from kornhamn.web.pages.follow_up.behind import rows_behind
from kornhamn.web.pages.follow_up.clause import clause
from kornhamn.web.pages.follow_up.heat_map import heat_map
from kornhamn.web.pages.follow_up.overview import overview

urlpatterns: list[URLPattern] = [
    path("follow-up/", overview, name="follow-up"),
    path("follow-up/heat-map/", heat_map, name="follow-up-heat-map"),
    path("follow-up/cases/", rows_behind, name="follow-up-cases"),
    path("follow-up/clause/<str:clause_id>/", clause, name="follow-up-clause"),
]
