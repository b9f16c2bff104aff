"""Another edition tried on the procurements already made; nothing changes. One module a page."""

from django.urls import URLPattern, path

from kornhamn.web.pages.simulations.changes import result_changes, saved_changes
from kornhamn.web.pages.simulations.listing import simulations
from kornhamn.web.pages.simulations.result import result
from kornhamn.web.pages.simulations.saved import simulation

urlpatterns: list[URLPattern] = [
    path("simulations/", simulations, name="simulations"),
    path("simulations/result/", result, name="simulation-result"),
    path("simulations/result/changes/", result_changes, name="simulation-result-changes"),
    path("simulations/<uuid:simulation_id>/", simulation, name="simulation"),
    path("simulations/<uuid:simulation_id>/changes/", saved_changes, name="simulation-changes"),
]
