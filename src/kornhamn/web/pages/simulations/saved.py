"""A saved simulation: the same figures again, and whether they still can be counted again."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kornhamn.analytics.queries.saved import comparison_of, saved_simulation
from kornhamn.analytics.queries.simulation import simulate
from kornhamn.analytics.types import NoSuchSimulationError, SavedSimulation
from kornhamn.organisation.types import Permission
from kornhamn.web.access import View, requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.simulations.answer import answer_context
from kornhamn.web.pages.simulations.asked import Asked
from kornhamn.web.pages.simulations.choosing import scope
from kornhamn.web.pages.simulations.lines import part_tables
from kornhamn.web.requests import AppRequest, say

SavedView = Callable[[AppRequest, SavedSimulation], HttpResponse]


def with_saved(view: SavedView) -> View[[UUID]]:
    """Give the view the saved simulation; who may not see all of it is told that it is not there.

    Goes under `requires(Permission.SIMULATE)`.
    """

    @wraps(view)
    def opened(request: AppRequest, /, simulation_id: UUID) -> HttpResponse:
        try:
            saved = saved_simulation(simulation_id, scope(request))
        except NoSuchSimulationError as error:
            problem = {"problem": say(error), "code": error.code}
            return render(request, "web/refused.html", problem, status=404)
        return view(request, saved)

    return opened


def asked_by(saved: SavedSimulation) -> Asked:
    """Return a saved simulation as its pages know it, over the scope that it was counted over."""
    return Asked(comparison_of(saved), saved.scope, saved.id)


@requires(Permission.SIMULATE)
@with_saved
def simulation(request: AppRequest, saved: SavedSimulation) -> HttpResponse:
    """Show a saved simulation."""
    asked = asked_by(saved)
    found = simulate(asked.comparison, asked.scope)
    tables = part_tables(request, found, asked)
    for table in tables:
        if request.GET.get("of") == table.id and (file := download(table, table.id)):
            return file
    context = answer_context(asked, found, tables) | {
        "saved": saved,
        "address": request.build_absolute_uri(asked.result),
        "again_url": Asked(asked.comparison, scope(request)).result,
        "breadcrumbs": [(_("Simulations"), reverse("simulations")), (saved.name, "")],
    }
    return render(request, "simulations/saved.html", context)
