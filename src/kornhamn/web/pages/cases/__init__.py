"""Procurements one by one: the list, the case, its questions and departures. One module a page."""

from django.urls import URLPattern, path

from kornhamn.web.pages.cases.answering import answer, withdraw
from kornhamn.web.pages.cases.case import case
from kornhamn.web.pages.cases.departing import depart, withdraw_departure_from
from kornhamn.web.pages.cases.listing import case_list

urlpatterns: list[URLPattern] = [
    path("cases/", case_list, name="cases"),
    path("cases/<uuid:procurement_id>/", case, name="case"),
    path("cases/<uuid:procurement_id>/facts/<slug:fact_name>/", answer, name="answer"),
    path(
        "cases/<uuid:procurement_id>/facts/<slug:fact_name>/withdraw/",
        withdraw,
        name="withdraw-answer",
    ),
    path("cases/<uuid:procurement_id>/departures/<str:clause_id>/", depart, name="depart"),
    path(
        "cases/<uuid:procurement_id>/departures/<str:clause_id>/withdraw/",
        withdraw_departure_from,
        name="withdraw-departure",
    ),
]
