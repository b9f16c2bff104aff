"""A simulation asked by its address: the figures, and a form to save them under a name."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kornhamn.analytics.actions import save_simulation
from kornhamn.analytics.queries.simulation import simulate
from kornhamn.organisation.types import Permission
from kornhamn.web.access import requires
from kornhamn.web.downloads import download
from kornhamn.web.pages.simulations.answer import answer_context
from kornhamn.web.pages.simulations.asked import Asked
from kornhamn.web.pages.simulations.choosing import question_form, with_question
from kornhamn.web.pages.simulations.lines import part_tables
from kornhamn.web.requests import AppRequest

LONGEST_NAME = 200


class SaveForm(forms.Form):
    """What to call a simulation that is kept."""

    name = forms.CharField(
        label=gettext_lazy("What to call it"),
        help_text=gettext_lazy("So that you and others find it again."),
        max_length=LONGEST_NAME,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIMULATE)
@with_question
def result(request: AppRequest, asked: Asked) -> HttpResponse:
    """Say what another edition would have meant; save it when asked by the form."""
    form = SaveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _save(request, asked, form.cleaned_data["name"])
    found = simulate(asked.comparison, asked.scope)
    tables = part_tables(request, found, asked)
    for table in tables:
        if request.GET.get("of") == table.id and (file := download(table, table.id)):
            return file
    context = answer_context(asked, found, tables) | {
        "form": form,
        "question": question_form(request),
        "breadcrumbs": [(_("Simulations"), reverse("simulations")), (_("Result"), "")],
    }
    return render(request, "simulations/result.html", context, status=400 if form.errors else 200)


def _save(request: AppRequest, asked: Asked, name: str) -> HttpResponse:
    saved = save_simulation(
        asked.comparison, name=name, scope=asked.scope, by=request.actor, at=request.at
    )
    messages.success(request, _("The simulation is saved. Share its address with whom you like."))
    return redirect("simulation", saved.id)
